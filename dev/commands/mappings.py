"""``python -m dev mappings``: what the mappings wait for, and whether they fit the two systems."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dev.commands.host import read_local_settings
from dev.host import HostRefusedError
from dev.mapping_check import Checked, check, live, simulated
from dev.mapping_graph import as_mermaid, as_text, with_owners
from dev.price_files import PriceFilesError, write_price_files
from shared.adapters.mapping_files import MappingSet, load_mappings
from shared.domain.mapping import TableMapping
from shared.errors import IntegrationError
from shared.settings import mapping_folders

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_GRAPHS = {"text": as_text, "mermaid": as_mermaid}


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "mappings",
        help="show the order of the mappings, and check their files",
        description="Show in which order a full synchronization takes the mappings, and why; then "
        "hold every file against the simulators or, with --live, against the environment that the "
        "app's settings name (the environment's, or those of local.settings.json): tables, "
        "columns, what lookups point to, kinds of values, filters. The exit status is not 0 if "
        "anything is to be corrected.",
    )
    parser.add_argument(
        "mapping", nargs="*", help="names of mappings to check, such as customer; all unless given"
    )
    parser.add_argument(
        "--folder", type=Path, help="the mapping files; as SYNC_MAPPING_FOLDER unless given"
    )
    parser.add_argument(
        "--own", type=Path, help="your own ones; as SYNC_OWN_MAPPING_FOLDER unless given"
    )
    parser.add_argument(
        "--live", action="store_true", help="check against the environment of the app's settings"
    )
    parser.add_argument(
        "--graph", choices=[*_GRAPHS], help="only show the order, as text or as a picture (Mermaid)"
    )
    parser.add_argument(
        "--prices-in",
        metavar="CODE",
        help="first write the two files for the items' unit prices in a further currency, such as "
        "GBP, into the folder of your own ones; nothing is overwritten, and only they are checked",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.live:
        try:
            read_local_settings()
        except HostRefusedError as error:
            print(error, file=sys.stderr)
            return 2
    shipped, own = mapping_folders(os.environ)
    shipped, own = arguments.folder or shipped, arguments.own or own
    names = arguments.mapping
    if arguments.prices_in is not None:
        try:
            written = write_price_files(arguments.prices_in, own)
        except PriceFilesError as error:
            print(error, file=sys.stderr)
            return 2
        print(*(f"Written: {path}" for path in written), sep="\n")
        names = [*names, *written.values()]
    return _look(arguments, load_mappings(shipped, own), names)


def _look(arguments: argparse.Namespace, found: MappingSet, names: list[str]) -> int:
    for mistake in found.mistakes:
        print(mistake.text, file=sys.stderr)
    if arguments.graph:
        print(_GRAPHS[arguments.graph](with_owners(found.mappings)))
        return 1 if found.mistakes else 0
    chosen = _chosen(found, names)
    if chosen is None:
        return 2
    if not names:
        order = as_text(with_owners(found.mappings))
        print(f"A full synchronization takes them in this order:\n\n{order}\n")
    return _check(found, chosen, is_live=arguments.live)


def _chosen(found: MappingSet, names: list[str]) -> list[TableMapping] | None:
    """Return the mappings to check; None, and a sentence, where one is not there."""
    chosen = [found.by_slug(name.lower()) or found.part(name.lower()) for name in names]
    for name, mapping in zip(names, chosen, strict=True):
        if mapping is None:
            known = ", ".join(sorted(each.slug for each in found.all.values()))
            print(f"There is no usable mapping {name}. Usable are: {known}.", file=sys.stderr)
            return None
    return [each for each in chosen if each] or list(found.all.values())


def _check(found: MappingSet, chosen: list[TableMapping], *, is_live: bool) -> int:
    try:
        with live() if is_live else simulated() as stores:
            checked = list(check(stores, found.mappings, chosen))
    except IntegrationError as error:
        print(f"The mappings cannot be checked. {error.message}", file=sys.stderr)
        return 2
    for each in checked:
        _show(found, each)
    unfit = [each for each in checked if each.problems]
    fit = sum(not each.problems and not each.is_off for each in checked)
    against = "the environment of the settings" if is_live else "the simulators"
    print(f"Checked against {against}: {_number(fit)}, {len(unfit)} to be corrected.")
    unknown = any(problem.code == "unknown_table" for each in unfit for problem in each.problems)
    if unknown and not is_live:
        print("The simulators have standard tables only: check others with --live.")
    return 1 if unfit or found.mistakes else 0


def _show(found: MappingSet, checked: Checked) -> None:
    file = found.sources[checked.mapping.name].file
    if checked.is_off:
        entity = checked.mapping.bc.entity
        print(f"{file}: off, since it is optional and Business Central has no {entity}.")
    for problem in checked.problems:
        print(f"{file}: {problem.key}: {problem.what} {problem.fix}")


def _number(fit: int) -> str:
    return "1 mapping fits" if fit == 1 else f"{fit} mappings fit"
