"""``python -m dev bench``: measure the app beside a bare loop that does the same calls."""

import argparse
import logging
import multiprocessing
import platform
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import psutil
from rich.console import Console
from rich.table import Table

from dev.bench import scenarios
from dev.bench.asking import asking
from dev.bench.measuring import Measurement

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

Scenario = Callable[[int, float], list[Measurement]]
_DESCRIPTION = """\
Measure speeds and conduct:
  full     a full sync to Dataverse beside its floor (a bare loop with the same calls to the
           services and the same rows in the tables, which decides nothing), and 1 % changed
  few      an idle run, and one with 100 changes, on few couplings
  many     the same on many couplings
  changes  every record changed, each way, beside the floors of both
  limits   every record changed, each way, with the services' limits on; a written account takes
           50 ms of the service's time, a customer 150 ms
  asking   what can be promised of products: anew with 300 ms for each request to Business Central,
           from memory, and by 200 people at once
The simulators run in a process of their own over plain HTTP. Compare the ratios of one run:
machines differ.
"""
_COLUMNS = ("", "records", "seconds", "records/s", "of the floor", "requests", "tables", "peak MB")


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "bench",
        help="measure speeds",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", choices=list(_plan(None)), action="append", help="what to run")
    parser.add_argument("--customers", type=int, default=20_000, help="of the full sync")
    parser.add_argument("--couplings", type=int, nargs=2, default=[1_000, 50_000])
    parser.add_argument("--changes", type=int, default=5_000)
    parser.add_argument("--limited", type=int, default=3_000, help="changes under limits")
    parser.add_argument("--asked", type=int, default=20, help="items that are asked about")
    parser.add_argument(
        "--latency", type=float, default=0.0, help="milliseconds that each request takes longer"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    logging.disable(logging.INFO)
    console = Console(width=110)
    results: dict[str, list[Measurement]] = {}
    for name, (scenario, number) in _plan(options).items():
        if not options.only or name in options.only:
            with console.status(f"{name}: {number:,} records"):
                results[name] = _apart(scenario, number, options.latency / 1000)
            console.print(f"{name} is measured.")
    console.print(_table([each for found in results.values() for each in found]))
    console.print(_conditions(options))
    for text in _findings(results):
        console.print(text)
    return 0


def _plan(options: argparse.Namespace | None) -> dict[str, tuple[Scenario, int]]:
    """Return every scenario and its number of records; without options for their names only."""
    few, many = options.couplings if options else (0, 0)
    return {
        "full": (scenarios.full_sync, options.customers if options else 0),
        "few": (scenarios.couplings, few),
        "many": (scenarios.couplings, many),
        "changes": (scenarios.changes, options.changes if options else 0),
        "limits": (scenarios.limits, options.limited if options else 0),
        "asking": (asking, options.asked if options else 0),
    }


def _apart(scenario: Scenario, number: int, latency: float) -> list[Measurement]:
    """Run a scenario in a fresh process: its memory is its own, and so are the app's functions."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(scenario, number, latency).result()


def _table(measured: list[Measurement]) -> Table:
    table = Table()
    for column in _COLUMNS:
        table.add_column(column, justify="right" if column else "left")
    for each in measured:
        share = each.share_of_floor
        table.add_row(
            each.name,
            f"{each.records:,}",
            f"{each.seconds:.2f}",
            f"{each.per_second:,.0f}" if each.records else "",
            f"{share:.0%}" if share else "",
            str(each.requests),
            str(sum(each.tables.values())),
            f"{each.peak_megabytes:.0f}",
        )
    return table


def _conditions(options: argparse.Namespace) -> str:
    return (
        f"{psutil.cpu_count()} cores, Python {platform.python_version()}; pages of 4,000 customers "
        f"and 1,000 accounts, 14 columns; latency {options.latency:g} ms; Azurite for the tables."
    )


def _findings(results: dict[str, list[Measurement]]) -> list[str]:
    told = [
        f"{'reached' if aim.reached else 'MISSED '}  {each.name}: {aim.text}."
        for found in results.values()
        for each in found
        for aim in each.aims
    ]
    told += [
        f"Requests to the tables, {each.name}: {_listed(each.tables)}."
        for each in [*results.get("few", []), *results.get("many", [])]
        if not each.records
    ]
    if "few" in results and "many" in results:
        few, many = results["few"][0], results["many"][0]
        ratio = many.seconds / few.seconds
        told.append(f"100 changes on {many.name.split(' on ')[1]} take {ratio:.2f} times as long.")
    return told


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
