"""``python -m dev settings``: write the tables of docs/settings.md."""

import argparse
import sys
from typing import TYPE_CHECKING

from dev.settings_table import PAGE, ROOT, fields, written

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "settings",
        help="write the tables of docs/settings.md",
        description="Write the tables of docs/settings.md anew, from the classes of "
        "shared/settings. What stands between the tables is left as it is.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail if out of date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    page = PAGE.read_text("utf-8")
    told = PAGE.relative_to(ROOT)
    if arguments.check and page != written(page):
        print(f"{told} is out of date: run python -m dev settings", file=sys.stderr)
        return 1
    if not arguments.check:
        PAGE.write_text(written(page), "utf-8")
    print(f"{len(list(fields()))} settings in {told}")
    return 0
