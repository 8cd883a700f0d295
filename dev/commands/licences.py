"""``python -m dev licences``: write docs/licences.md and the bill of materials."""

import argparse
import sys
from typing import TYPE_CHECKING

from dev.supply.bill import FILE, bill
from dev.supply.licences import PAGE, UnknownLicenceError, written
from dev.supply.locked import ROOT, deployed
from dev.written_files import keep

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
    if not keep(made, "licences", check=arguments.check):
        return 1
    print(f"{len(deployed())} packages in {', '.join(str(f.relative_to(ROOT)) for f in made)}")
    return 0
