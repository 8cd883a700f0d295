"""``python -m dev mutants``: break the rules on purpose, and see whether a test notices."""

import argparse
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_MUTMUT = Path(sys.executable).with_name("mutmut")
_WORKPLACE = Path("mutants")
_NOTICED = ("killed", "timeout")
"""A mutant that never ends has been noticed as well."""


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "mutants",
        help="break the rules on purpose, and see whether a test notices",
        description="Run mutmut over the rules named in pyproject.toml with their fast tests, from "
        "scratch; print how many mutants of each file were killed, and what the others changed. "
        "docs/mutation-testing.md judges those.",
    )
    parser.add_argument(
        "names", nargs="*", help="try these only, for example 'shared.domain.merge.*'"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    console = Console(width=100, highlight=False)
    # mutmut would keep its verdicts where only tests have changed.
    shutil.rmtree(_WORKPLACE, ignore_errors=True)
    with console.status("breaking the rules, one place at a time"):
        ran = subprocess.run([_MUTMUT, "run", *options.names], capture_output=True, text=True)
    if ran.returncode:
        print(ran.stdout, ran.stderr)
        return ran.returncode
    verdicts = dict(_parsed(_told("results", "--all", "true").splitlines()))
    console.print(_table(verdicts))
    for name, verdict in verdicts.items():
        if verdict not in _NOTICED:
            console.print(f"{name}: {verdict}", markup=False)
            console.print(_change(_told("show", name)), markup=False)
    return 0


def _told(*arguments: str) -> str:
    return subprocess.run([_MUTMUT, *arguments], check=True, capture_output=True, text=True).stdout


def _parsed(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Return the name of each mutant, which begins with its module, and its verdict."""
    for line in lines:
        name, _, verdict = line.strip().partition(": ")
        if verdict and verdict != "not checked":
            yield name, verdict


def _change(diff: str) -> str:
    changed = (line for line in diff.splitlines() if line[:1] in "+-" and line[:3].strip("+-"))
    return "\n".join(f"    {line}" for line in changed)


def _table(verdicts: dict[str, str]) -> Table:
    all_, noticed = Counter[str](), Counter[str]()
    for name, verdict in verdicts.items():
        file = name.split(".")[-2]
        for counted in (file, "all"):
            all_[counted] += 1
            noticed[counted] += verdict in _NOTICED
    table = Table()
    for column in ("rules", "mutants", "killed", "survived", "killed of all"):
        table.add_column(column, justify="left" if column == "rules" else "right")
    for file in [*sorted(all_.keys() - {"all"}), "all"]:
        total, killed = all_[file], noticed[file]
        table.add_row(file, str(total), str(killed), str(total - killed), f"{killed / total:.1%}")
    return table
