"""``python -m dev scenarios``: how many of the original's scenarios have a test."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from dev.scenarios.catalogue import Scenario, catalogue, implemented, waiting

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_PRIORITIES = (1, 2, 3)


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "scenarios",
        help="count the scenarios that have a test",
        description="Count the scenarios of the original's tests that have a test here, per group "
        "and priority. Fails if a test names one that does not exist.",
    )
    parser.add_argument("--missing", metavar="GROUP", help="list a group's scenarios without test")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    console, scenarios, done = Console(highlight=False), catalogue(), implemented()
    if options.missing:
        _list_missing(console, [s for s in scenarios if s.group == options.missing], done)
    else:
        console.print(_table(scenarios, done))
    unknown = sorted(done.keys() - {scenario.id for scenario in scenarios})
    for id_ in unknown:
        console.print(f"No such scenario: {id_}, named by {', '.join(done[id_])}.")
    return 1 if unknown else 0


def _list_missing(console: Console, scenarios: Iterable[Scenario], done: Iterable[str]) -> None:
    reasons, told = waiting(), set(done)
    for scenario in scenarios:
        if scenario.id not in told:
            reason = reasons.get(scenario.id, "")
            console.print(f"{scenario.priority} {scenario.id}  {reason}", soft_wrap=True)


def _table(scenarios: list[Scenario], done: Iterable[str]) -> Table:
    told = set(done)
    table = Table("group", *(f"priority {p}" for p in _PRIORITIES), "all")
    groups = sorted({scenario.group for scenario in scenarios})
    for group in groups:
        table.add_row(group, *_cells([s for s in scenarios if s.group == group], told))
    table.add_section()
    table.add_row("all", *_cells(scenarios, told))
    return table


def _cells(scenarios: list[Scenario], told: set[str]) -> list[str]:
    parts = [[s for s in scenarios if s.priority == p] for p in _PRIORITIES]
    return [_share(part, told) for part in (*parts, scenarios)]


def _share(scenarios: list[Scenario], told: set[str]) -> str:
    if not scenarios:
        return ""
    return f"{sum(s.id in told for s in scenarios)} of {len(scenarios)}"
