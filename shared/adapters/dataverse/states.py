"""Rows whose state is written apart from their other values, and in which order."""

from collections.abc import Mapping
from dataclasses import replace

from shared.domain.mapping_fields import STATE, STATES
from shared.domain.outcomes import Modification
from shared.domain.records import Value

_ACTIVE = 0
_ANY = "*"
MOST_CHANGES = 3
"""Of which a change to a closed row can consist: batches hold so many fewer of them."""

Step = Mapping[str, Value]


def steps(modification: Modification) -> list[Step]:
    """Return what is written one after the other.

    A row that is activated may take other changes only then; one that is put out of use takes them
    only before.
    """
    if STATE not in modification.values or modification.reopens:
        return [modification.values]
    state = {name: value for name, value in modification.values.items() if name in STATES}
    others = {name: value for name, value in modification.values.items() if name not in STATES}
    if not others and not modification.stamp:
        return [state]
    return [state, others] if modification.values[STATE] == _ACTIVE else [others, state]


def reopening(modification: Modification) -> list[Modification]:
    """Return the changes of which a change to a closed row consists, all of them or none.

    Only the first can tell whether the row is as it was read: it makes a new version.
    """
    after = modification.reopens
    others = {name: value for name, value in modification.values.items() if name not in STATES}
    only_state = replace(modification, stamp={})
    written = [replace(modification, values=others)] if others or modification.stamp else []
    if after[STATE] == _ACTIVE:
        changes = [replace(only_state, values=after), *written]
    else:
        opened = replace(only_state, values={STATE: _ACTIVE})
        changes = [opened, *written, replace(only_state, values=after)]
    return [changes[0], *(replace(each, etag=_ANY) for each in changes[1:])]
