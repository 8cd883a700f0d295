"""``python -m dev vendor``: bundle the pages' libraries anew."""

import argparse
from typing import TYPE_CHECKING

from dev.vendoring.bundling import ROOT, vendor

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "vendor",
        help="bundle the pages' libraries anew",
        description="Bundle the libraries of the pages from node_modules into "
        "shared/pages/vendor, with checksums and licences. Change the versions in package.json, "
        "run npm install, then this.",
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    for file in vendor():
        print(f"{file.stat().st_size:>9,}  {file.relative_to(ROOT)}")
    return 0
