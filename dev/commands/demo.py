"""``python -m dev demo``: the main job on this machine, narrated and proved."""

import argparse
from typing import TYPE_CHECKING

from dev.demo import show

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "demo",
        help="show customers and accounts being kept in step, and prove it",
        description="Start Azurite, the simulators and the local host with the function app; fill "
        "both services, synchronize, edit on both sides, synchronize again, meet a conflict and a "
        "refusal, and prove that both services agree. The exit status is not 0 if anything is "
        "not as the narration says.",
    )
    show.add_options(parser, fixed_ports=False)
    parser.add_argument(
        "--keep-serving", action="store_true", help="go on afterwards, as `run` does"
    )
    parser.set_defaults(run=show.run, not_set_up=False)
