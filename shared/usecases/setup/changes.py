"""How the app learns of changes, and whether Business Central takes ids that the app chooses."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from shared.ports.administration import Change, Fault, Note, Remark, Webhook
from shared.usecases.setup.context import Context
from shared.usecases.setup.mapped_tables import Needs
from shared.usecases.subscriptions import keep_subscriptions, outstanding


def change_tracking(context: Context) -> Iterator[Remark]:
    for table in Needs(context.engine.mappings).watched:
        yield from context.dataverse.change_tracking(table)


def webhooks(context: Context) -> Iterator[Remark]:
    own = context.own
    if own.bc_subscriptions is None or own.dataverse_address is None or own.secret is None:
        yield Note("SYNC_PUBLIC_URL is not set: changes are found by the timers alone.")
        return
    tables = Needs(context.engine.mappings).read
    webhook = Webhook(context.engine.company_id, own.dataverse_address, own.secret)
    yield from context.dataverse.webhook(webhook, context.installation.webhook, tables)
    context.installation = replace(context.installation, webhook=webhook.fingerprint)
    mappings = list(context.engine.mappings.values())
    missing = outstanding(own.bc_subscriptions, mappings)
    if missing:
        yield Change(
            f"Business Central does not tell the app of changes in {', '.join(missing)}.",
            partial(keep_subscriptions, own.bc_subscriptions, mappings),
        )
    for entity in outstanding(own.bc_subscriptions, mappings) if missing else ():
        yield Fault(
            f"Business Central refused to tell the app of changes in {entity}.",
            "Check that SYNC_PUBLIC_URL is the app's address, and that it can be reached from "
            "outside; the timers find the changes meanwhile.",
            code="subscription_refused",
        )


def chosen_ids(context: Context) -> Iterator[Remark]:
    known = context.installation.accepts_chosen_ids
    if known is None:
        yield Change(
            "Nobody knows yet whether Business Central takes ids that the app chooses.",
            partial(_probe, context),
        )
        known = context.installation.accepts_chosen_ids
    if known is not None:
        told = "takes" if known else "does not take"
        yield Note(f"Business Central {told} ids that the app chooses.")


def _probe(context: Context) -> None:
    accepted = context.business_central.accepts_chosen_ids()
    context.installation = replace(context.installation, accepts_chosen_ids=accepted)
