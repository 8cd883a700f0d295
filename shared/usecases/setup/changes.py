"""How the app learns of changes, and whether Business Central takes ids that the app chooses."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from hashlib import pbkdf2_hmac
from hmac import compare_digest

from shared.ports import ChangeSubscriptions
from shared.ports.administration import Change, Fault, Listener, Note, Remark
from shared.usecases.setup.context import Context
from shared.usecases.setup.mapped_tables import needed
from shared.usecases.subscriptions import Kept, keep_subscriptions, outstanding

_ROUNDS = 200_000
"""Some tenths of a second for each guess."""


def change_tracking(context: Context) -> Iterator[Remark]:
    for table in needed(context.engine).watched:
        yield from context.dataverse.change_tracking(table)


def webhooks(context: Context) -> Iterator[Remark]:
    own = context.own
    if own.bc_subscriptions is None or own.dataverse_address is None or own.secret is None:
        yield Note("SYNC_PUBLIC_URL is not set: changes are found by the timers alone.")
        return
    tables = needed(context.engine).read
    digest = _digest(own.secret, own.dataverse_address)
    is_new = not compare_digest(digest, context.installation.webhook_secret)
    listener = Listener(context.engine.company_id, own.dataverse_address, own.secret, is_new)
    yield from context.dataverse.webhook(listener, tables)
    context.installation = replace(context.installation, webhook_secret=digest)
    yield from _subscriptions(context, own.bc_subscriptions)


def _subscriptions(context: Context, subscriptions: ChangeSubscriptions) -> Iterator[Remark]:
    mappings = list(context.engine.mappings.values())
    missing = outstanding(subscriptions, mappings)
    if not missing:
        return
    kept: list[Kept] = []
    yield Change(
        f"Business Central does not tell the app of changes in {', '.join(missing)}, or not with "
        "its secret.",
        lambda: kept.append(keep_subscriptions(subscriptions, mappings)),
    )
    for entity in outstanding(subscriptions, mappings) if kept else ():
        yield Fault(
            f"Business Central refused to tell the app of changes in {entity}.",
            "Check that SYNC_PUBLIC_URL is the app's address, and that it can be reached from "
            "outside; the timers find the changes meanwhile.",
            code="subscription_refused",
        )


def _digest(secret: str, salt: str) -> str:
    """Return what tells whether the secret is still the same, and is of no use to a thief."""
    return pbkdf2_hmac("sha256", secret.encode(), salt.encode(), _ROUNDS).hex()


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
