"""``python -m dev screenshots``: pictures of the pages, from the demonstration's world."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dev.screenshots import FOLDER, take

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "screenshots",
        help="take the pictures of the pages that the documents show",
        description="Play the demonstration, leave some trouble behind, sign in to the console in "
        "Chromium, and take its pictures, light and dark.",
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"{FOLDER} unless given")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    for picture in take(arguments.folder):
        print(f"{picture.stat().st_size:>9,}  {picture}")
    return 0
