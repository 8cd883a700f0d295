"""Rows whose state is written apart from their other values, and in which order."""

from collections.abc import Mapping

from shared.domain.mapping_fields import STATE, STATES
from shared.domain.outcomes import Modification
from shared.domain.records import Value

_ACTIVE = 0

Step = Mapping[str, Value]


def steps(modification: Modification) -> list[Step]:
    """Return what is written one after the other.

    A row that is activated may take other changes only then; one that is put out of use takes them
    only before.
    """
    if STATE not in modification.values:
        return [modification.values]
    state = {name: value for name, value in modification.values.items() if name in STATES}
    others = {name: value for name, value in modification.values.items() if name not in STATES}
    if not others and not modification.stamp:
        return [state]
    return [state, others] if modification.values[STATE] == _ACTIVE else [others, state]
