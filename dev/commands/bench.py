"""``python -m dev bench``: measure the app beside a bare loop that does the same calls."""

import argparse
import logging
import multiprocessing
import platform
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import psutil
from rich.console import Console
from rich.table import Table

from dev.bench.scenarios import Measurement, full_sync, hundred_changes

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

Result = TypeVar("Result")
_DESCRIPTION = """\
Measure speeds: a full sync to Dataverse beside its floor (a bare loop with the same calls to the
services and the same rows in the tables, which decides nothing); and incremental runs to Dataverse:
an idle one, one with 1 % changed, one with 100 changes on few and on many couplings. The simulators
run in a process of their own over plain HTTP, without limits. Compare the ratios of one run:
machines differ.
"""
_COLUMNS = ("", "records", "seconds", "records/s", "of the floor", "requests", "peak MB")


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "bench",
        help="measure speeds",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--customers", type=int, default=20_000, help="of the full sync")
    parser.add_argument("--couplings", type=int, nargs=2, default=[1_000, 50_000])
    parser.add_argument(
        "--latency", type=float, default=0.0, help="milliseconds that each request takes longer"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    logging.disable(logging.INFO)
    console = Console(width=100)
    latency = options.latency / 1000
    with console.status(f"full sync of {options.customers:,} customers, and its floor"):
        measured = _apart(full_sync, options.customers, latency)
    for couplings in options.couplings:
        with console.status(f"100 changes on {couplings:,} couplings"):
            measured.append(_apart(hundred_changes, couplings, latency))
    console.print(_table(measured))
    console.print(_conditions(options))
    console.print(_comparison(measured[-2], measured[-1]))
    return 0


def _apart(scenario: Callable[..., Result], *arguments: object) -> Result:
    """Run a scenario in a fresh process: its memory is its own, and so are the app's functions."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(scenario, *arguments).result()


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
            f"{each.peak_megabytes:.0f}",
        )
    return table


def _conditions(options: argparse.Namespace) -> str:
    return (
        f"{psutil.cpu_count()} cores, Python {platform.python_version()}; pages of 4,000 customers "
        f"and 1,000 accounts, 14 columns; latency {options.latency:g} ms; Azurite for the tables."
    )


def _comparison(few: Measurement, many: Measurement) -> str:
    ratio = many.seconds / few.seconds
    return f"100 changes on {many.name.split(' on ')[1]} take {ratio:.2f} times as long."
