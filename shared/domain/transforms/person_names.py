"""The name of a person: one text in Business Central, three parts in Dataverse."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from shared.domain.transforms.outcomes import Outcome, Turned
from shared.domain.transforms.step import TidyText

_LISTED = """
af al av ben bin da dal de dei del della den der des di do dos du el ibn la las le los
san te ten ter van vom von vor y zu zum zur
"""
_PARTICLES = frozenset(_LISTED.split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(frozen=True)
class PersonName:
    """What is split and joined again is the text there was, with single blanks."""

    first: str | None = None
    middle: str | None = None
    last: str | None = None

    @classmethod
    def split(cls, text: str | None) -> "PersonName":
        """Guess the parts of a name that is written first name first.

        The last word is the last name, with the particles before it (van, de la, bin) and a Jr. or
        III behind it. The first of the other words is the first name. A single word is a last name.
        """
        words = (text or "").split()
        begin = _last_name_at(words)
        first, middle, last = words[: min(begin, 1)], words[1:begin], words[begin:]
        return cls(_joined(first), _joined(middle), _joined(last))

    def join(self) -> str | None:
        return _joined((self.first, self.middle, self.last))


class Part(StrEnum):
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"


class NamePart(TidyText):
    """One part of a person's whole name."""

    name: ClassVar[str] = "name_part"
    short: ClassVar[str | None] = "part"

    part: Part

    @property
    def two_way(self) -> bool:
        return False

    def written(self, text: str) -> Outcome:
        name = PersonName.split(text)
        match self.part:
            case Part.FIRST:
                return Turned(name.first)
            case Part.MIDDLE:
                return Turned(name.middle)
            case Part.LAST:
                return Turned(name.last)


def _last_name_at(words: list[str]) -> int:
    """Return the index of the word with which the last name begins."""
    begin = len(words) - 1
    while begin > 0 and words[begin].lower() in _SUFFIXES:
        begin -= 1
    while begin > 0 and _is_particle(words[begin - 1], leads=begin == 1):
        begin -= 1
    return max(begin, 0)


def _is_particle(word: str, *, leads: bool) -> bool:
    """Return whether *word* belongs to what follows; Van Morrison and Al Pacino have first names.

    :param leads: it is the name's first word.
    """
    return (word if leads else word.lower()) in _PARTICLES


def _joined(parts: "list[str] | tuple[str | None, ...]") -> str | None:
    return " ".join(word for part in parts if part for word in part.split()) or None
