"""What somebody needs to use what is being served."""

import sys
from collections.abc import Iterator, Sequence

from dev.demo.opening import Scene
from dev.demo.selling import Selling
from dev.demo.stage import Pair
from dev.simulators.fleet import Fleet
from dev.simulators.ready_made import BUSINESS_CENTRAL

_CALL = r'''curl -s -w '\n' -H "Authorization: Bearer $TOKEN"'''
_ASK = _CALL.replace("$TOKEN", "$SALLY")
_END = "Ctrl-C ends all of it."


def describe(scene: Scene, selling: Selling) -> str:
    """Return addresses, secrets and examples that work as they stand."""
    schedules = scene.stage.operator.get("mappings/customer")["schedule"]
    return (
        f"{_addresses(scene)}\n\n{_console(scene)}\n\n{_forms(selling)}\n\n"
        f"Try in another terminal, in this folder:\n\n{_examples(scene, selling)}\n\n"
        "Business Central tells the app of changes after 30 seconds, Dataverse at once, and the "
        f"timers keep their schedules (customers: {schedules}). {_END}"
    )


def describe_untouched(scene: Scene) -> str:
    """Return the same for an app that nobody has set up, whose setup is to be tried."""
    fleet, url = scene.stack.fleet, scene.stack.host.url
    examples = [
        _terminal(fleet, url),
        "# What would setup make? This changes nothing\nset_up --check",
        "# Set everything up; broken off with Ctrl-C, the same command goes on\nset_up",
        "# Repeated, it finds all in order\nset_up",
        "# Synchronize everything, in the order of what points to what\n"
        f"TOKEN={scene.stack.administrator.token}\n"
        f"{_CALL} -X POST -d '{{}}' {url}/api/sync/full",
        "# Which run has the mass-change fuse stopped, and what was it about to do?\n"
        f"{_CALL} {url}/api/health/ready",
    ]
    return (
        f"{_addresses(scene)}\n\n{_console(scene)}\n\n"
        "Neither service has ever heard of the app. Try in another "
        f"terminal, in this folder:\n\n{_joined(examples)}\n\n"
        "The mass-change fuse stops a run that would write more than 1,000 records, as that of "
        "the customers may; the\nmappings behind it wait. Let it go on by "
        f"POST {url}/api/runs/RUN/approve, with the run that `stopped` names.\n\n"
        f"The codes that setup shows are typed in by {fleet.credentials.user_name}, Dataverse's "
        f"administrator, who sits in front of the simulated Entra ID. {_END}"
    )


def _console(scene: Scene) -> str:
    fleet = scene.stack.fleet
    return (
        f"Look at it in a browser: {scene.stack.host.url}/api/console\n"
        f"Sign in as {scene.stack.administrator.name}, the administrator; nobody has a password. "
        "Your browser does not know the\nsimulated Entra ID's certificate: open "
        f"{fleet.authority}/ before, and go on in spite of its warning."
    )


def _forms(selling: Selling) -> str:
    places = {
        "A quote": selling.quote,
        "Its account": selling.account,
        "A product": selling.product,
    }
    table = "\n".join(f"{name:12}{address}" for name, address in places.items())
    return (
        f"Forms of Sales, with pages on them, for {selling.person.name}; your browser does not "
        f"know their certificate\neither:\n{table}"
    )


def _terminal(fleet: Fleet, url: str) -> str:
    known = fleet.credentials
    return f"""\
# Whom the terminal trusts, and what it calls
export REQUESTS_CA_BUNDLE={fleet.certificate_authority}
set_up() {{ '{sys.executable}' -m dev setup {url} \\
  --tenant {known.tenant_id} --client-id {known.client_id} \\
  --authority {fleet.authority} "$@"; }}"""


def _addresses(scene: Scene) -> str:
    fleet, host = scene.stack.fleet, scene.stack.host
    known = fleet.credentials
    lines = {
        "Function app": host.url,
        "Master key": host.keys.master,
        "Its log": str(scene.log),
        "Spans and metrics": str(scene.signals),
        "Business Central": f"{fleet.business_central_api}/companies({fleet.company_id})",
        "Dataverse": fleet.dataverse_api,
        "Entra ID (authority)": fleet.authority,
        "Trust (PEM)": str(fleet.certificate_authority),
        "Tenant id": known.tenant_id,
        "Client id": known.client_id,
        "Client secret": known.client_secret,
        "Storage": scene.stack.azurite.connection_string,
    }
    table = "\n".join(f"{name:22}{value}" for name, value in lines.items())
    return f"\n{table}"


def _examples(scene: Scene, selling: Selling) -> str:
    fleet, host = scene.stack.fleet, scene.stack.host
    safe = f"curl -s --cacert {fleet.certificate_authority}"
    examples = [
        f"APP={host.url}\nTOKEN={scene.stack.administrator.token}\nSALLY={selling.person.token}",
        f"# Is it well?\n{_CALL} {host.url}/api/health/ready",
        f"# What is not in order, and why?\n{_CALL} '{host.url}/api/pending?mapping=customer'",
        f"# What did the last runs do?\n{_CALL} '{host.url}/api/jobs?top=2'",
        f"# Is there enough of it? {selling.person.name} asks, who may\n"
        f"{_ASK} '{host.url}/api/products/{selling.item}/availability?quantity=8'",
        f"# Tokens of the simulated Entra ID, for the rest\n{_token_function(fleet, safe)}",
        *_journey(fleet, scene.stage.pairs[:1], safe, f"{_CALL} -X POST -d '{{}}' {host.url}"),
        f"{_terminal(fleet, host.url)}\n\n# Is setup still in order? This changes nothing\n"
        "set_up --check",
    ]
    return _joined(examples)


def _joined(examples: Sequence[str]) -> str:
    return "\n\n".join(examples)


def _token_function(fleet: Fleet, safe: str) -> str:
    known = fleet.credentials
    return f"""\
token() {{ {safe} {fleet.authority}/{known.tenant_id}/oauth2/v2.0/token \\
  -d grant_type=client_credentials -d client_id={known.client_id} \\
  -d client_secret={known.client_secret} -d scope=$1/.default \\
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])'; }}"""


def _journey(fleet: Fleet, pairs: Sequence[Pair], safe: str, post: str) -> Iterator[str]:
    """Yield a change in Business Central, a run at once, and a look at Dataverse."""
    company = f"{fleet.business_central_api}/companies({fleet.company_id})"
    for pair in pairs:
        yield f"""\
# {pair.name} moves in Business Central
{safe} -X PATCH -H "Authorization: Bearer $(token {BUSINESS_CENTRAL})" \\
  -H 'If-Match: *' -H 'Content-Type: application/json' -d '{{"city": "Lübeck"}}' \\
  '{company}/{pair.customer}'"""
        yield f"# Synchronize now, without waiting\n{post}/api/mappings/customer/sync"
        yield f"""\
# Ten seconds later, its account has moved, too
sleep 10; {safe} -w '\\n' -H "Authorization: Bearer $(token {fleet.dataverse_server.url})" \\
  '{fleet.dataverse_api}/{pair.account}?$select=name,address1_city'"""
