"""The values of a choice as records: a table of its own, in which a value's number is its id."""

from collections.abc import Mapping
from dataclasses import dataclass
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

    What is renamed makes way for what is added.
    """
    outcome: dict[int, str] = {}
    objections: dict[str, str] = {}
    for value, label in sorted(wanted.items(), key=lambda item: item[0] not in there):
        if there.get(value) == label:
            continue
        others = {folded(text): other for other, text in {**there, **outcome}.items()}
        others = {text: other for text, other in others.items() if other != value}
        if wrong := flaw(label):
            objections[label] = wrong
        elif (taken := others.get(folded(label))) is not None:
            objections[label] = f"the value {taken} is called so"
        else:
            outcome[value] = label
    return Settled(
        {value: label for value, label in outcome.items() if value in there},
        {value: label for value, label in outcome.items() if value not in there},
        objections,
    )
