"""The first steps: is the caller the right person, and are both systems there?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from shared.ports.administration import Fault, Note, Remark
from shared.usecases.setup.context import Context
from shared.usecases.setup.environments import keeping

SYSTEM_ADMINISTRATOR = UUID("627090ff-40a3-4053-8790-584edc5be201")
SYSTEM_CUSTOMIZER = UUID("119f245c-3cc8-4b62-b31c-d1a046ced15d")
"""The templates that these standard roles are made from in every environment."""
_STANDARD = {
    SYSTEM_ADMINISTRATOR: "System Administrator",
    SYSTEM_CUSTOMIZER: "System Customizer",
}
_SKEW = timedelta(minutes=5)
"""Microsoft's own token validation allows as much."""
_SHOWN = 50


def settings(context: Context) -> Iterator[Remark]:
    """Wrong or missing settings have stopped the app before; here is what they say."""
    for place in context.own.places:
        yield Note(place)


def business_central(context: Context) -> Iterator[Remark]:
    company = context.business_central.company()
    context.company_name, context.local_currency = company.name, company.local_currency
    yield Note(f"Business Central answers; the company is '{company.name}'.")
    yield from _clock(context, "Business Central", company.served_at)


def dataverse(context: Context) -> Iterator[Remark]:
    facts = context.dataverse.environment()
    if facts.administration_mode:
        yield Fault(
            f"The Dataverse environment {facts.name} is in administration mode, in which the app's "
            "own user cannot sign in.",
            "Switch it off in the Power Platform admin center.",
            code="administration_mode",
        )
    yield Note(f"Dataverse answers; the environment is '{facts.name}', version {facts.version}.")
    yield from _clock(context, "Dataverse", facts.served_at)
    yield from keeping(context, facts.organization_id)


def administrator(context: Context) -> Iterator[Remark]:
    caller = context.caller = context.dataverse.caller()
    lacking = [name for template, name in _STANDARD.items() if template not in caller.roles]
    if lacking:
        yield Fault(
            f"{caller.name or 'The caller'} does not have the Dataverse role "
            f"{' and '.join(lacking)}.",
            "Call setup as somebody who has System Administrator and System Customizer; it is only "
            "needed for this call.",
            code="administrator_needed",
        )
        return
    yield Note(f"Setup works in the name of {caller.name}.")
    users = context.dataverse.sales_users()
    ready = [user for user in users if user.enabled and user.licensed]
    yield Note(f"{len(ready)} of {len(users)} users are enabled and licensed.")
    for user in [user for user in users if user not in ready][:_SHOWN]:
        state = "is disabled" if not user.enabled else "has no licence"
        yield Note(f"{user.name} ({user.email}) {state}, and cannot be coupled with a salesperson.")


def _clock(context: Context, system: str, served_at: datetime | None) -> Iterator[Remark]:
    if served_at is None:
        return
    skew = abs(served_at - context.engine.clock.now())
    if skew > _SKEW:
        yield Fault(
            f"{system}'s clock and the app's differ by {in_seconds(skew)}.",
            "Set the clock of the machine that the app runs on; tokens are refused otherwise.",
            code="clock_skew",
        )
    else:
        yield Note(f"{system}'s clock and the app's differ by {in_seconds(skew)}.")


def in_seconds(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    return "1 second" if seconds == 1 else f"{seconds} seconds"
