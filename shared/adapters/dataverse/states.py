"""Rows whose state is written apart from their other values, and in which order."""

from collections.abc import Mapping

from shared.domain.mapping_fields import STATE
from shared.domain.outcomes import Modification
from shared.domain.records import Value

_ACTIVE = 0
_LOCKED = {"product": 1}
"""By table, the state in which a row takes no change but of its state: a retired product."""

Step = Mapping[str, Value]


def steps(table: str, modification: Modification) -> list[Step]:
    """Return what is written one after the other; the first step carries the stamp.

    A locked row is activated first, and locked again if it was not to change its state.
    """
    others = {name: value for name, value in modification.values.items() if name != STATE}
    goal = modification.values.get(STATE, modification.state)
    locked = _LOCKED.get(table)
    writes_more = bool(others or modification.stamp)
    if writes_more and locked is not None and modification.state == locked:
        locking = [] if goal == _ACTIVE else [{STATE: goal}]
        return [{STATE: _ACTIVE}, others, *locking]
    if STATE in modification.values:
        return [*([others] if writes_more else []), {STATE: goal}]
    return [others]
