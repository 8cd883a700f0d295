"""``python -m dev bicep``: check the Bicep files, without Bicep's own compiler."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

FOLDER = Path(__file__).parents[2] / "infra" / "azure"


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "bicep",
        help="check the Bicep files",
        description="Check the Bicep files of infra/azure as far as their text tells: syntax, "
        "names, parameters and their descriptions, modules and their outputs, pinned versions. "
        "`bicep lint`, which needs Microsoft's compiler, finds more.",
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    from dev.bicep.checking import check  # Other commands do without its parser.

    mistakes = check(FOLDER)
    print(*mistakes, f"{len(mistakes)} mistakes in {FOLDER.name}/", sep="\n")
    return 1 if mistakes else 0
