"""``python -m dev host``: serve the function app of the working directory."""

import argparse
import importlib
import json
import logging
import os
import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import azure.functions as func

from dev.azurite import Azurite, AzuriteError
from dev.host import Authentication, HostKeys, HostRefusedError, LocalHost

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

STORAGE = "AzureWebJobsStorage"
LOCAL_SETTINGS = Path("local.settings.json")


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "host",
        help="serve function_app.py: HTTP, timers and queues",
        description="Serve the functions of function_app.py in the working directory, with the "
        "settings of the environment and, where it has none, of local.settings.json. Without a "
        f"real account in {STORAGE}, Azurite is started for as long as the host runs.",
    )
    parser.add_argument("--port", type=int, default=7071)
    parser.add_argument("--no-timers", action="store_true", help="do not keep the schedules")
    parser.add_argument("--no-queues", action="store_true", help="do not listen to queues")
    parser.add_argument("--master-key", help="made up and printed unless given")
    parser.add_argument(
        "--sign-in",
        action="store_true",
        help="put App Service authentication in front, by the settings ENTRA_AUTHORITY, "
        "ENTRA_TENANT_ID and ENTRA_CLIENT_ID; without, the app checks tokens itself",
    )
    parser.add_argument(
        "--open-path",
        action="append",
        default=[],
        metavar="PATH",
        help="needs no sign-in, for example /api/health; may be given several times",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    _set_up_logging()
    with ExitStack() as until_stopped:
        try:
            host = _start(arguments, until_stopped)
        except (HostRefusedError, AzuriteError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
        _announce(host)
        _wait_for_signal()
    return 0


def function_app(module: ModuleType) -> func.FunctionApp:
    """Return the module's one app, found as the platform finds it.

    :raises HostRefusedError: there is none, or more than one.
    """
    apps = [value for value in vars(module).values() if isinstance(value, func.FunctionApp)]
    if len(apps) != 1:
        raise HostRefusedError([f"{module.__name__}.py has {len(apps)} FunctionApp objects, not 1"])
    return apps[0]


def _start(arguments: argparse.Namespace, until_stopped: ExitStack) -> LocalHost:
    read_local_settings()
    if os.environ.get(STORAGE, "UseDevelopmentStorage=true") == "UseDevelopmentStorage=true":
        os.environ[STORAGE] = until_stopped.enter_context(Azurite()).connection_string
    front = _authentication(arguments) if arguments.sign_in else None
    os.environ.update(front.app_settings if front else {})
    host = LocalHost(
        _import_app(),
        connection_string=os.environ[STORAGE],
        port=arguments.port,
        keys=HostKeys(master=arguments.master_key) if arguments.master_key else HostKeys(),
        authentication=front,
    )
    host.start(timers=not arguments.no_timers, queues=not arguments.no_queues)
    until_stopped.callback(host.stop)
    return host


def _authentication(arguments: argparse.Namespace) -> Authentication:
    """:raises HostRefusedError: names the setting that is missing."""
    names = ("ENTRA_AUTHORITY", "ENTRA_TENANT_ID", "ENTRA_CLIENT_ID")
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise HostRefusedError([f"--sign-in needs {' and '.join(missing)}"])
    authority, tenant, client = (os.environ[name] for name in names)
    open_paths = tuple(path.lower().rstrip("/") for path in arguments.open_path)
    return Authentication(
        authority, tenant, client, open_paths, os.environ.get("REQUESTS_CA_BUNDLE")
    )


def _import_app() -> func.FunctionApp:
    directory = Path.cwd()
    if not (directory / "function_app.py").exists():
        raise HostRefusedError([f"there is no function_app.py in {directory}"])
    sys.path.insert(0, os.fspath(directory))
    return function_app(importlib.import_module("function_app"))


def read_local_settings() -> None:
    """Take what the environment lacks from local.settings.json, if there is one.

    :raises HostRefusedError: it is not what the platform's tools write.
    """
    if not LOCAL_SETTINGS.exists():
        return
    try:
        values = json.loads(LOCAL_SETTINGS.read_text())["Values"].items()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HostRefusedError([f'{LOCAL_SETTINGS} needs an object "Values": {error}']) from error
    for name, value in values:
        os.environ.setdefault(name, str(value))


def _set_up_logging() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    # One line per request to the storage is more than anyone reads.
    logging.getLogger("azure").setLevel(logging.WARNING)


def _announce(host: LocalHost) -> None:
    print(f"Serving {len(host.functions)} functions at {host.url}. Ctrl-C ends it.")
    print(f"Master key (x-functions-key): {host.keys.master}")


def _wait_for_signal() -> None:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    stopping.wait()
