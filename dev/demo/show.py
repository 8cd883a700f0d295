"""``python -m dev demo`` and ``python -m dev run``: their options, and the evening as a whole."""

import argparse
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from io import TextIOWrapper
from pathlib import Path

import requests

from dev.azurite import AzuriteError
from dev.demo import story
from dev.demo.app_api import RunLostError
from dev.demo.narrator import Narrator
from dev.demo.notifying import notify
from dev.demo.opening import Options, Scene, opened
from dev.demo.selling import sell
from dev.demo.serving import describe, describe_untouched
from dev.host import HostRefusedError
from dev.simulators.fleet import FleetOptions
from dev.simulators.ready_made import Credentials

_FEWEST_CUSTOMERS = 20
PORTS = {"port": 7071, "business-central-port": 7001, "dataverse-port": 7002, "entra-port": 7003}


def add_options(parser: argparse.ArgumentParser, *, fixed_ports: bool) -> None:
    """:param fixed_ports: whether the well-known ports are taken unless others are given."""
    parser.add_argument(
        "--customers", type=_number_from(_FEWEST_CUSTOMERS), default=2000, metavar="N"
    )
    parser.add_argument("--accounts", type=_number_from(0), default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same firms")
    parser.add_argument(
        "--directory",
        type=Path,
        help="where certificate files and the app's log are written; a temporary folder unless "
        "given, which is kept if anything is not as told",
    )
    for name, port in PORTS.items():
        default = port if fixed_ports else 0
        parser.add_argument(
            f"--{name}",
            type=_number_from(0),
            default=default,
            metavar="PORT",
            help=f"{default or 'any free one'} unless given; 0 for any free one",
        )


def run(arguments: argparse.Namespace) -> int:
    """Play the demonstration; return 1 if anything was not as it says, 2 if it could not play."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        print("Interrupted; everything is stopped.", file=sys.stderr)
        return 130


def _run(arguments: argparse.Namespace) -> int:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # firms have names that not every terminal can
    narrator = Narrator()
    with ExitStack() as until_done:
        directory = arguments.directory or Path(tempfile.mkdtemp(prefix="demo-"))
        directory.mkdir(parents=True, exist_ok=True)
        if arguments.directory is None:
            until_done.callback(_remove_unless_broken, directory, narrator)
        try:
            scene = until_done.enter_context(opened(_options(arguments), directory, narrator))
        except OSError as error:
            _cannot_start(f"{error}. If a port is taken, choose others; see --help.")
            return 2
        except (AzuriteError, HostRefusedError) as error:
            _cannot_start(error)
            return 2
        if arguments.not_set_up:
            _serve(scene)
            _wait(describe_untouched(scene))
            return 0
        status = _play(scene)
        if arguments.keep_serving:
            _serve(scene)
            notify(scene.stack, scene.stage.operator)
            _wait(describe(scene, sell(scene)))
        return status


def _remove_unless_broken(directory: Path, narrator: Narrator) -> None:
    if not narrator.broken:  # else somebody was told to read the app's log there
        shutil.rmtree(directory, ignore_errors=True)


def _cannot_start(why: object) -> None:
    print(f"The demonstration cannot start: {why}", file=sys.stderr)


def _play(scene: Scene) -> int:
    narrator = scene.stage.narrator
    started = time.monotonic()
    try:
        story.tell(scene.stage)
    except (requests.RequestException, RunLostError) as error:
        narrator.claim("The story is told to its end.", holds=False, otherwise=error)
    narrator.close()
    took = time.monotonic() - started
    if narrator.broken:
        narrator.say(f"Not all was as told; the app's log is {scene.log}.")
        return 1
    narrator.say(f"Everything was as told, in {took:.0f} seconds.")
    return 0


def _serve(scene: Scene) -> None:
    """Let the timers keep their schedules; the host's address is another one from then on."""
    host = scene.stack.host
    host.stop()
    host.start(timers=True)


def _wait(told: str) -> None:
    """Say what there is to try, and serve until Ctrl-C."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    print(told, flush=True)
    stop.wait()


def _options(arguments: argparse.Namespace) -> Options:
    services = FleetOptions(
        business_central_port=arguments.business_central_port,
        dataverse_port=arguments.dataverse_port,
        entra_port=arguments.entra_port,
        courier=True,
        is_set_up=False,
        person=Credentials.user_principal_name,
        token_lifetime=timedelta(days=1),  # what is printed to try has to work for a while
    )
    return Options(
        arguments.customers, arguments.accounts, arguments.seed, arguments.port, services
    )


def _number_from(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"'{text}' is no number from {least} on")
        return int(text)

    return number
