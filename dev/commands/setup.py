"""``python -m dev setup``: set an app up from a terminal, signed in by device code."""

import argparse
from typing import TYPE_CHECKING, Any

import requests
from rich.console import Console

from dev.setting_up import SetupClient, Wanted

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "setup",
        help="set up an app as an administrator, signed in by device code",
        description="Sign in as a Dataverse administrator, run POST /api/setup and show its steps. "
        "Broken off or failed, run it again: it goes on.",
    )
    parser.add_argument("app", help="the app's address, such as https://sync.azurewebsites.net")
    parser.add_argument("--tenant", required=True, help="the Entra tenant's id or domain")
    parser.add_argument(
        "--client-id", required=True, help="the app registration's application (client) id"
    )
    parser.add_argument(
        "--scope", help="what the token is for; api://CLIENT_ID/user_impersonation if left out"
    )
    parser.add_argument(
        "--terminal-client-id",
        help="another app registration to sign in with, if public client flows are not allowed for "
        "the app's own",
    )
    parser.add_argument("--authority", help="where Entra ID answers, in a sovereign cloud")
    parser.add_argument("--check", action="store_true", help="look at everything, change nothing")
    parser.add_argument("--ownership", choices=("team", "person"))
    parser.add_argument(
        "--couple-salespeople",
        action="store_true",
        help="couple salespeople with the Sales users that have their e-mail address",
    )
    parser.add_argument(
        "--no-enable", action="store_true", help="leave synchronization off at the end"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    console = Console(highlight=False)
    credential = _credential(arguments, console)
    scope = arguments.scope or f"api://{arguments.client_id}/user_impersonation"
    client = SetupClient(arguments.app, lambda: credential.get_token(scope).token, console)
    body: dict[str, Any] = {"enable": not arguments.no_enable}
    if arguments.ownership:
        body["ownership"] = arguments.ownership
    if arguments.couple_salespeople:
        body["couple_salespeople"] = True
    from azure.core.exceptions import ClientAuthenticationError

    try:
        return 0 if client.run(Wanted(arguments.check, body)) else 1
    except ClientAuthenticationError as error:
        console.print(f"[red]Entra ID did not sign you in.[/red] {error.message}", markup=True)
    except requests.RequestException as error:
        console.print(
            f"[red]The app cannot be reached at {arguments.app}[/red] ({type(error).__name__}). "
            "What was done is kept; run this again."
        )
    return 1


def _credential(arguments: argparse.Namespace, console: Console) -> Any:
    from azure.identity import DeviceCodeCredential

    def prompt(address: str, code: str, _expires: object) -> None:
        console.print(f"Open [bold]{address}[/bold] and enter the code [bold]{code}[/bold].")

    options: dict[str, Any] = {"prompt_callback": prompt}
    if arguments.authority:
        options |= {"authority": arguments.authority, "disable_instance_discovery": True}
    client_id = arguments.terminal_client_id or arguments.client_id
    return DeviceCodeCredential(client_id, tenant_id=arguments.tenant, **options)
