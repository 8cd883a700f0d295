"""``python -m dev setup``: set an app up from a terminal, signed in by device code."""

import argparse
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from rich.console import Console
from rich.markup import escape

from dev.setting_up import SetupClient, Wanted

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


_UNTRUSTED = "CERTIFICATE_VERIFY_FAILED"


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
    parser.add_argument(
        "--accept-environments",
        metavar="DIGEST",
        help="go on with other environments than before; the check says what that means",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    console = Console(highlight=False)
    if (wrong := wrong_address(arguments.app)) is not None:
        console.print(wrong, markup=False)
        return 1
    # What azure-identity warns of, the sentences below say; it would tear the steps apart.
    logging.getLogger("azure").setLevel(logging.CRITICAL)
    from azure.core.exceptions import ClientAuthenticationError

    try:
        return 0 if _client(arguments, console).run(_wanted(arguments)) else 1
    except ClientAuthenticationError as error:
        told = str(error.message)
        if _UNTRUSTED in told:
            console.print(_whom_to_trust(arguments.authority or "Entra ID"), markup=False)
        else:
            console.print(f"[red]Entra ID did not sign you in.[/red] {escape(told)}")
    except requests.exceptions.SSLError:
        console.print(_whom_to_trust(arguments.app), markup=False)
    except requests.RequestException as error:
        console.print(
            f"[red]The app cannot be reached at {escape(arguments.app)}[/red] "
            f"({type(error).__name__}). What was done is kept; run this again."
        )
    except ValueError as error:
        # azure-identity refuses a tenant or an authority that cannot be one.
        console.print(f"[red]Nobody can sign in like that.[/red] {escape(str(error))}")
    return 1


def _whom_to_trust(address: str) -> str:
    return (
        f"The certificate at {address} is not trusted here. Name its authority's file in "
        "REQUESTS_CA_BUNDLE: a proxy's, or the one that the simulators print as Trust (PEM). What "
        "was done is kept; run this again."
    )


def wrong_address(app: str) -> str | None:
    """Return what is wrong with the app's address; None where it can be one."""
    try:
        parts = urlsplit(app)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if is_one and not any(each.isspace() for each in app):
        return None
    return f"'{app}' is no address of an app: give one such as https://sync.azurewebsites.net."


def _client(arguments: argparse.Namespace, console: Console) -> SetupClient:
    """:raises ValueError: nobody can sign in with what was given."""
    credential = credential_of(arguments, console)
    scope = arguments.scope or f"api://{arguments.client_id}/user_impersonation"
    return SetupClient(arguments.app, lambda: credential.get_token(scope).token, console)


def _wanted(arguments: argparse.Namespace) -> Wanted:
    body: dict[str, Any] = {"enable": not arguments.no_enable}
    if arguments.ownership:
        body["ownership"] = arguments.ownership
    if arguments.couple_salespeople:
        body["couple_salespeople"] = True
    if arguments.accept_environments:
        body["accept_environments"] = arguments.accept_environments
    return Wanted(arguments.check, body)


def credential_of(arguments: argparse.Namespace, console: Console) -> Any:
    from azure.identity import DeviceCodeCredential

    def prompt(address: str, code: str, _expires: object) -> None:
        told = f"Open [bold]{address}[/bold] and enter the code [bold]{code}[/bold]."
        console.print(told, soft_wrap=True)  # An address is copied in one piece.

    options: dict[str, Any] = {"prompt_callback": prompt}
    if arguments.authority:
        options |= {"authority": arguments.authority, "disable_instance_discovery": True}
    client_id = arguments.terminal_client_id or arguments.client_id
    return DeviceCodeCredential(client_id, tenant_id=arguments.tenant, **options)
