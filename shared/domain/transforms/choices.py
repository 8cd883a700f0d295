"""Steps that name values one by one."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import PlainSerializer, PlainValidator

from shared.domain.records import Value
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.step import Step, Tidy

_Pairs = tuple[tuple[Value, Value], ...]
_LISTED = 12


def _scalar(given: object) -> Value:
    """Return a value of a mapping file. Text that consists of blanks is a blank."""
    if isinstance(given, float):
        return Decimal(str(given))
    if isinstance(given, str):
        return given if given.strip() else None
    if given is None or isinstance(given, bool | int | Decimal):
        return given
    raise ValueError("should be text, a number, true or false; quote a date")


def _pairs(given: object) -> _Pairs:
    if not isinstance(given, Mapping) or not given:
        raise ValueError("needs values: { Inventory: 1, Service: 3 }")
    pairs = tuple((_scalar(key), _scalar(value)) for key, value in given.items())
    if sum(ours is None for ours, _ in pairs) > 1:
        raise ValueError("names the blank twice")
    return pairs


def _filled(given: object) -> Value:
    value = _scalar(given)
    if value is None:
        raise ValueError("needs a value")
    return value


class Default(Tidy):
    name: ClassVar[str] = "default"
    short: ClassVar[str | None] = "value"

    value: Annotated[Value, PlainValidator(_filled)]

    @property
    def blank_becomes(self) -> Value:
        return self.value

    @property
    def blank_comes_from(self) -> Value:
        return self.value

    def tidied(self, value: Value) -> Outcome:
        return Turned(value)


class Choice(Step):
    """Business Central's values and, for each, Dataverse's."""

    name: ClassVar[str] = "choice"
    short: ClassVar[str | None] = "values"
    whole: ClassVar[bool] = True

    values: Annotated[_Pairs, PlainValidator(_pairs), PlainSerializer(list)]

    @property
    def two_way(self) -> bool:
        """Where two values of Business Central are one in Dataverse, there is no way back."""
        blank_is_named = any(ours is None for ours, _ in self.values)
        pairs = self.values if blank_is_named else (*self.values, (None, None))
        return max(Counter(_key(theirs) for _, theirs in pairs).values()) == 1

    @property
    def blank_becomes(self) -> Value:
        return next((theirs for ours, theirs in self.values if ours is None), None)

    @property
    def blank_comes_from(self) -> Value:
        return next((ours for ours, theirs in self.values if theirs is None), None)

    def forward(self, value: Value) -> Outcome:
        return _chosen(value, self.values)

    def backward(self, value: Value) -> Outcome:
        return _chosen(value, tuple((theirs, ours) for ours, theirs in self.values))


def _chosen(value: Value, pairs: _Pairs) -> Outcome:
    found = [to for origin, to in pairs if _key(origin) == _key(value)]
    if not found:
        return Untranslatable(_unknown(value, [origin for origin, _ in pairs]))
    if len(found) > 1:
        several = ", ".join(quoted(to) for to in found)
        return Untranslatable(f"{quoted(value)} may be any of {several}")
    return Turned(found[0])


def _key(value: Value) -> tuple[bool, Value]:
    """Tell true from 1, which Python takes for equal; 1 and 1.0 stay the same."""
    return isinstance(value, bool), value


def _unknown(value: Value, known: list[Value]) -> str:
    listed = ", ".join(quoted(one) for one in known[:_LISTED])
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    told = f"{quoted(value)} is none of {listed}{more}"
    if isinstance(value, str) and value.casefold() in {str(one).casefold() for one in known}:
        return f"{told}; text is written in quotes in the mapping, and its case counts"
    return told
