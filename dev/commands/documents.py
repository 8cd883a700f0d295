"""``python -m dev documents``: whether what the documents lead to and name is there."""

import argparse
from typing import TYPE_CHECKING

from dev.documents import check, pages

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "documents",
        help="check the documents' links and names",
        description="Check that every link of the documents leads somewhere, and that the "
        "commands, the targets of make and the settings that they name exist.",
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    problems = check()
    print(*problems, f"{len(problems)} problems in {len(pages())} documents", sep="\n")
    return 1 if problems else 0
