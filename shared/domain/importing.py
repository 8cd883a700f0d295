"""Pairs that another integration has coupled: which of them the app can take over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from shared.domain.records import Record
from shared.domain.recoupling import Objection, Pair
from shared.domain.sides import Side


def named_once(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Objection]]:
    """Return the pairs whose records stand in no other pair, and why the others are left out."""
    distinct = list(dict.fromkeys(pairs))
    counts = {side: Counter(pair.id_on(side) for pair in distinct) for side in Side}
    kept: list[Pair] = []
    refused: list[Objection] = []
    for pair in distinct:
        twice = [side for side in Side if counts[side][pair.id_on(side)] > 1]
        if twice:
            side = twice[0]
            reason = f"{side.system} record {pair.id_on(side)} is in more than one pair"
            refused.append(Objection(pair, reason))
        else:
            kept.append(pair)
    return kept, refused


def missing(pair: Pair, records: Mapping[Side, Mapping[UUID, Record]]) -> Objection | None:
    """Return why a pair cannot be coupled of which a record was not found."""
    gone = [
        f"{side.system} record {pair.id_on(side)}"
        for side in Side
        if pair.id_on(side) not in records[side]
    ]
    if not gone:
        return None
    return Objection(pair, f"not there, or not to be read by the app: {' and '.join(gone)}")
