"""``python -m dev telemetry``: write the tables of docs/telemetry.md."""

import argparse
import sys
from typing import TYPE_CHECKING

from dev.telemetry_table import PAGE, ROOT, written

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "telemetry",
        help="write the tables of docs/telemetry.md",
        description="Write the tables of docs/telemetry.md anew, from what shared/telemetry "
        "names. What stands between the tables is left as it is.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail if out of date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    page = PAGE.read_text("utf-8")
    told = PAGE.relative_to(ROOT)
    if arguments.check and page != written(page):
        print(f"{told} is out of date: run python -m dev telemetry", file=sys.stderr)
        return 1
    if not arguments.check:
        PAGE.write_text(written(page), "utf-8")
    print(f"spans, metrics and attributes in {told}")
    return 0
