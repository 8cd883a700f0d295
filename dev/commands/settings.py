"""``python -m dev settings``: write the tables of docs/settings.md, and the example of settings."""

import argparse
from typing import TYPE_CHECKING

from dev import settings_example
from dev.settings_table import PAGE, ROOT, fields, written
from dev.written_files import keep

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
    made = {file: anew(file.read_text("utf-8")) for file, anew in _WRITTEN}
    if not keep(made, "settings", check=arguments.check):
        return 1
    for file in made:
        print(f"{len(list(fields()))} settings in {file.relative_to(ROOT)}")
    return 0
