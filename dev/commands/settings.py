"""``python -m dev settings``: write the tables of docs/settings.md, and the example of settings."""

import argparse
import sys
from typing import TYPE_CHECKING

from dev import settings_example
from dev.settings_table import PAGE, ROOT, fields, written

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_WRITTEN = ((PAGE, written), (settings_example.FILE, settings_example.completed))


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "settings",
        help="write the tables of docs/settings.md, and local.settings.example.json",
        description="Write the tables of docs/settings.md anew, from the classes of "
        "shared/settings, and complete local.settings.example.json. What stands between the "
        "tables, and the samples of the example, are left as they are.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail if out of date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    for file, anew in _WRITTEN:
        text, told = file.read_text("utf-8"), file.relative_to(ROOT)
        if arguments.check and text != anew(text):
            print(f"{told} is out of date: run python -m dev settings", file=sys.stderr)
            return 1
        if not arguments.check:
            file.write_text(anew(text), "utf-8")
        print(f"{len(list(fields()))} settings in {told}")
    return 0
