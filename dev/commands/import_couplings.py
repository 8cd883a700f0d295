"""``python -m dev import-couplings``: take over pairs that another integration has coupled."""

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import requests
from rich.console import Console

from dev.commands.setup import credential_of, wrong_address
from dev.importing import Columns, ImportClient, read_pairs

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "import-couplings",
        help="import pairs of ids from a CSV or JSON file, signed in by device code",
        description="Couple the pairs of a file, change no value, and say which pairs cannot be "
        "coupled, and why. Broken off, run it again.",
    )
    parser.add_argument("app", help="the app's address, such as https://sync.azurewebsites.net")
    parser.add_argument("mapping", help="the mapping's slug, such as customer")
    parser.add_argument("file", type=Path, help="a CSV file, or JSON as an OData service answers")
    parser.add_argument("--bc-column", default="bc_id")
    parser.add_argument("--dataverse-column", default="dataverse_id")
    parser.add_argument("--where", metavar="COLUMN=VALUE", help="only rows with this value")
    parser.add_argument(
        "--initial",
        choices=("none", "to_dataverse", "from_dataverse"),
        default="none",
        help="whose values travel where the two records of a pair differ; nobody's if left out",
    )
    parser.add_argument("--tenant", required=True, help="the Entra tenant's id or domain")
    parser.add_argument(
        "--client-id", required=True, help="the app registration's application (client) id"
    )
    parser.add_argument("--scope", help="what the token is for, if not of the app registration")
    parser.add_argument("--terminal-client-id", help="another app registration to sign in with")
    parser.add_argument("--authority", help="where Entra ID answers, in a sovereign cloud")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    console = Console(highlight=False, markup=False)
    if (wrong := wrong_address(arguments.app)) is not None:
        console.print(wrong)
        return 1
    logging.getLogger("azure").setLevel(logging.CRITICAL)
    from azure.core.exceptions import ClientAuthenticationError

    try:
        pairs = list(read_pairs(arguments.file, _columns(arguments)))
        credential = credential_of(arguments, Console(highlight=False))
        scope = arguments.scope or f"api://{arguments.client_id}/user_impersonation"
        client = ImportClient(
            arguments.app,
            lambda: str(credential.get_token(scope).token),
            lambda told: console.print(told, soft_wrap=True),
        )
        return 0 if client.run(arguments.mapping, pairs, arguments.initial) else 1
    except (OSError, ValueError, ClientAuthenticationError, requests.RequestException) as error:
        console.print(f"Not imported: {error}", soft_wrap=True)
        return 1


def _columns(arguments: argparse.Namespace) -> Columns:
    """:raises ValueError: the condition has no equals sign."""
    where = None
    if arguments.where:
        name, equals, value = arguments.where.partition("=")
        if not equals:
            raise ValueError("--where needs COLUMN=VALUE.")
        where = (name, value)
    return Columns(arguments.bc_column, arguments.dataverse_column, where)
