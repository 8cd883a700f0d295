"""``python -m dev licences``: write docs/licences.md and the bill of materials."""

import argparse
import sys
from typing import TYPE_CHECKING

from dev.supply.bill import FILE, bill
from dev.supply.licences import PAGE, UnknownLicenceError, written
from dev.supply.locked import ROOT, deployed

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "licences",
        help="write docs/licences.md and the bill of materials",
        description="Write the table of docs/licences.md and the bill of materials "
        "docs/sbom.cdx.json (CycloneDX) anew, from the lock files and from what the packages say "
        "of themselves.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail if out of date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    try:
        made = {PAGE: written(PAGE.read_text("utf-8")), FILE: bill()}
    except UnknownLicenceError as error:
        print(error, file=sys.stderr)
        return 1
    for file, content in made.items():
        if arguments.check and file.read_text("utf-8") != content:
            print(
                f"{file.relative_to(ROOT)} is out of date: python -m dev licences", file=sys.stderr
            )
            return 1
        file.write_text(content, "utf-8")
        print(f"{file.relative_to(ROOT)}: {len(deployed())} packages")
    return 0
