"""Both legs can list the same pair: people count it once, by the entry that says more."""

from shared.domain.pending import Pending
from shared.domain.sides import Leg
from shared.domain.standing import HARMLESS, NEEDS_A_PERSON

Listed = tuple[Leg, Pending]


def lesser(one: Listed, other: Listed) -> Listed:
    """Return which of a pair's two entries says less about what has to be done."""
    return min(one, other, key=_weight)


def _weight(listed: Listed) -> tuple[bool, bool, bool, bool]:
    leg, entry = listed
    needed, harmless = entry.cause in NEEDS_A_PERSON, entry.cause in HARMLESS
    return needed, entry.skipped, not harmless, leg is Leg.TO_DATAVERSE
