"""``python -m dev telemetry``: write the tables of docs/telemetry.md."""

import argparse
from typing import TYPE_CHECKING

from dev.telemetry_table import PAGE, ROOT, written
from dev.written_files import keep

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
    made = {PAGE: written(PAGE.read_text("utf-8"))}
    if not keep(made, "telemetry", check=arguments.check):
        return 1
    print(f"spans, metrics and attributes in {PAGE.relative_to(ROOT)}")
    return 0
