"""``python -m dev run``: the demonstration, and then everything stays up."""

import argparse
from typing import TYPE_CHECKING

from dev.demo import show

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "run",
        help="do what demo does, then keep serving",
        description="Do what demo does, on ports that stay the same, and keep serving until "
        "Ctrl-C: the timers keep their schedules; addresses, keys and examples are printed.",
    )
    show.add_options(parser, fixed_ports=True)
    parser.add_argument(
        "--not-set-up",
        action="store_true",
        help="leave out the demonstration: both services have never heard of the app, and setup is "
        "yours to try",
    )
    parser.set_defaults(run=show.run, keep_serving=True)
