"""The values of a choice as records: a table of its own, in which a value's number is its id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from shared.domain.matching import folded

Labels = Mapping[int, str]
"""By value."""
_ALL = 1 << 128
_MOST = 1 << 31
"""Values are whole numbers of 32 bits, with a sign."""
LABEL, VALUE = "label", "value"
"""The columns of such a table."""
LONGEST_LABEL = 200


def is_choice(table: str) -> bool:
    """Return whether a table's name is that of a choice: the table and column that have it."""
    return "." in table


def id_of(value: int) -> UUID:
    """Return a value's id; negative ones count down from the greatest id that there is."""
    return UUID(int=value % _ALL)


def value_of(id_: UUID) -> int | None:
    """Return the value that has an id; None for an id that is no choice value's."""
    value = id_.int if id_.int < _ALL // 2 else id_.int - _ALL
    return value if -_MOST <= value < _MOST else None


def flaw(label: str) -> str | None:
    """Return why a text cannot become a label; None where nothing is wrong with it."""
    if "," in label:
        return "it has a comma"
    return None if len(label) <= LONGEST_LABEL else f"it has more than {LONGEST_LABEL} characters"


@dataclass(frozen=True)
class Settled:
    """What can be done about labels that a choice should have."""

    renamed: Labels
    added: Labels
    objections: Mapping[str, str]
    """By label, why it cannot be given."""


def settle(there: Labels, wanted: Labels) -> Settled:
    """Tell what of *wanted* a choice that has *there* can take: no two values share a label.

    What is renamed makes way for what is added, and values can trade labels.
    """
    open_ = sorted(wanted.items(), key=lambda item: item[0] not in there)
    given = {value: label for value, label in open_ if there.get(value) != label}
    objections = {label: wrong for label in given.values() if (wrong := flaw(label))}
    given = {value: label for value, label in given.items() if label not in objections}
    while refused := _refused(there, given):
        value, other = refused
        objections[given.pop(value)] = f"the value {other} is called so"
    return Settled(
        {value: label for value, label in given.items() if value in there},
        {value: label for value, label in given.items() if value not in there},
        objections,
    )


def _refused(there: Labels, given: Labels) -> tuple[int, int] | None:
    """Return a value that cannot be given its label, and the one that has it then, if any.

    What comes first in *given* has it before what comes later, what stays as it is before both.
    """
    kept = {value: label for value, label in there.items() if value not in given}
    holders: dict[object, int] = {folded(label): value for value, label in kept.items()}
    for value, label in given.items():
        holder = holders.setdefault(folded(label), value)
        if holder != value:
            return value, holder
    return None


def in_steps(there: Labels, renamed: Labels) -> Iterator[tuple[int, str]]:
    """Yield in which order values are renamed, so that none takes a label that another one has.

    Where they trade labels in a circle, one is called otherwise for a moment.
    """
    now, left = dict(there), dict(renamed)
    while left:
        free = [value for value, label in left.items() if not _holders(now, value, label)]
        if free:
            value, label = free[0], left.pop(free[0])
        else:
            [value, *_] = _holders(now, *next(iter(left.items())))
            label = _nobodys(now, value)
        now[value] = label
        yield value, label


def _holders(labels: Labels, value: int, label: str) -> list[int]:
    """Return the other values that are called *label*."""
    return [n for n, text in labels.items() if n != value and folded(text) == folded(label)]


def _nobodys(labels: Labels, value: int) -> str:
    """Return a label that no value has."""
    tried = (f"{labels[value][:150]} ({value}{'*' * n})" for n in count())
    return next(label for label in tried if not _holders(labels, value, label))
