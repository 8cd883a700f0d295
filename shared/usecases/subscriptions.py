"""Keep Business Central telling this app of changes: its subscriptions end after three days."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from shared.domain.mapping import TableMapping
from shared.domain.sides import Leg
from shared.domain.subscriptions import Subscription
from shared.errors import ChangedError, ConfigurationError
from shared.log import get_logger
from shared.ports import ChangeSubscriptions

log = get_logger(__name__)

_RENEWED_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """How many subscriptions were changed."""

    created: int = 0
    renewed: int = 0
    deleted: int = 0
    refused: int = 0


def keep_subscriptions(
    subscriptions: ChangeSubscriptions, mappings: Iterable[TableMapping]
) -> Kept:
    """Create what is missing, renew what ends within a day, delete what no mapping needs.

    What Business Central refuses is logged, and tried again the next time.
    """
    try:
        needed = _needed(subscriptions, mappings)
        existing, now = subscriptions.existing()
        kept, others = _sorted_out(existing, needed)
        missing = [entity for entity in needed if entity not in kept]
        ending = [each for each in kept.values() if _must_renew(each, now)]
        renewed = _done(partial(subscriptions.renew, each) for each in ending)
        deleted = _done(partial(subscriptions.delete, each) for each in others)
        created = _done(partial(subscriptions.create, entity) for entity in missing)
    finally:
        subscriptions.release()
    asked = len(missing) + len(ending) + len(others)
    return Kept(created, renewed, deleted, asked - created - renewed - deleted)


def outstanding(subscriptions: ChangeSubscriptions, mappings: Iterable[TableMapping]) -> list[str]:
    """Return the entity sets that the app should be told of, and is not, or without its secret."""
    try:
        needed = _needed(subscriptions, mappings)
        existing, _ = subscriptions.existing()
    finally:
        subscriptions.release()
    kept, _ = _sorted_out(existing, needed)
    return [entity for entity in needed if entity not in kept or not kept[entity].carries_secret]


def _needed(subscriptions: ChangeSubscriptions, mappings: Iterable[TableMapping]) -> list[str]:
    """Return the entity sets that mappings read, and that can be subscribed to."""
    read = {m.bc.standard for m in mappings if Leg.TO_DATAVERSE in m.direction.legs}
    return sorted(read & subscriptions.supported())


def _sorted_out(
    existing: Sequence[Subscription], needed: Sequence[str]
) -> tuple[dict[str, Subscription], list[Subscription]]:
    """Return the one to keep of each needed set, which lives longest, and all others."""
    by_end = sorted(existing, key=lambda each: each.expires_at)
    kept = {each.entity: each for each in by_end if each.entity in needed}
    return kept, [each for each in existing if each not in kept.values()]


def _must_renew(subscription: Subscription, now: datetime) -> bool:
    return not subscription.carries_secret or subscription.expires_at - now < _RENEWED_BEFORE


def _done(calls: Iterable[Callable[[], None]]) -> int:
    """Make each call; return how many were carried out."""
    return sum(_outcomes(calls))


def _outcomes(calls: Iterable[Callable[[], None]]) -> Iterator[bool]:
    for call in calls:
        try:
            call()
        except (ConfigurationError, ChangedError) as error:
            log.warning("subscription refused", extra={"code": error.code, "why": error.message})
            yield False
        else:
            yield True
