"""``python -m dev compare``: the mappings beside the integration built into Business Central."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dev.comparing import as_table, compared

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

PAGE = Path(__file__).parents[2] / "docs" / "mappings.md"
BLOCK = re.compile(r"(?<=<!-- compared -->\n).*?(?=\n<!-- /compared -->)", re.DOTALL)


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "compare",
        help="show the mappings beside those of the built-in integration",
        description="Show for every field of the integration that is built into Business Central "
        "what stands in its place here, or why nothing does.",
    )
    parser.add_argument("--write", action="store_true", help="into docs/mappings.md")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    table = as_table(compared())
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BLOCK.sub(lambda _: table, page), encoding="utf-8")
    else:
        print(table)
    return 0
