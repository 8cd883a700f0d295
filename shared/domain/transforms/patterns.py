"""Regular expressions that cannot run away.

Python's engine tries one way of matching after the other, and some patterns have more ways than
anybody can wait for: ``(a+)+b`` has 2^n of them on n letters a. So the ways are counted beforehand.
A pattern whose number of ways grows faster than a power of the text's length is refused when the
file is read; for the others that number, and so the time, is known from the text's length alone,
and a text that is too long is told. Nothing depends on the machine's speed.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.domain.records import Value
from shared.domain.transforms.exactness import same
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.step import Step, no_text

_MOST_WAYS = 100_000_000
_LENGTH_TO_ALLOW = 100
_LONGEST_TEXT = 10_000
_MANY = 1_000
"""Repeats up to which ``{n}`` is allowed."""
_QUANTIFIER = re.compile(r"[*+?]|\{(?!\})(\d*)(,?)(\d*)\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_NAMED = re.compile(r"\?P<\w+>|\?:")


@dataclass(frozen=True)
class _Cost:
    """How many ways a part of a pattern has on a text of n characters: at most *factor* times the
    choices of *open* places among n."""

    factor: int = 1
    open: int = 0
    least: int = 0
    """The fewest characters that it takes."""
    fixed: bool = True
    """Whether it always takes the same number of them."""

    def then(self, other: "_Cost") -> "_Cost":
        return _Cost(
            self.factor * other.factor,
            self.open + other.open,
            self.least + other.least,
            self.fixed and other.fixed,
        )

    def or_else(self, other: "_Cost") -> "_Cost":
        alike = self.least == other.least and self.fixed and other.fixed
        return _Cost(
            self.factor + other.factor,
            max(self.open, other.open),
            min(self.least, other.least),
            alike,
        )

    def ways(self, text_length: int) -> int:
        """The place where it begins is one more choice."""
        places = self.open + 1
        return self.factor * math.comb(text_length + places, places)


_NOTHING, _CHARACTER = _Cost(), _Cost(least=1)


class _Counter:
    """Reads a pattern that the engine accepts, as far as users need patterns."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def cost(self) -> _Cost:
        cost = self._alternatives()
        if self.at < len(self.pattern):
            raise ValueError("find has a bracket too many")
        return cost

    def _alternatives(self) -> _Cost:
        cost = self._sequence()
        while self._skip("|"):
            cost = cost.or_else(self._sequence())
        return cost

    def _sequence(self) -> _Cost:
        cost = _NOTHING
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            cost = cost.then(self._repeated(self._item()))
        return cost

    def _item(self) -> _Cost:
        if self._skip("("):
            return self._group()
        if self._skip("\\"):
            return self._escape()
        if found := _CLASS.match(self.pattern, self.at):
            self.at = found.end()
            return _CHARACTER
        self.at += 1
        return _NOTHING if self.pattern[self.at - 1] in "^$" else _CHARACTER

    def _group(self) -> _Cost:
        if found := _NAMED.match(self.pattern, self.at):
            self.at = found.end()
        elif self.pattern.startswith("?", self.at):
            raise ValueError("find uses (?…), of which only (?:…) and (?P<name>…) are allowed")
        cost = self._alternatives()
        self._skip(")")
        return cost

    def _escape(self) -> _Cost:
        escaped = self.pattern[self.at]
        self.at += 1
        if escaped in "123456789":
            raise ValueError("find refers back to a group, which is not allowed")
        return _NOTHING if escaped in "AZbB" else _CHARACTER

    def _repeated(self, inner: _Cost) -> _Cost:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if found is None:
            return inner
        self.at = found.end()
        if not self._skip("?"):
            self._skip("+")
        fewest, most = _limits(found)
        return _times(inner, fewest, most)

    def _skip(self, text: str) -> bool:
        found = self.pattern.startswith(text, self.at)
        self.at += len(text) * found
        return found


def _limits(quantifier: re.Match[str]) -> tuple[int, int | None]:
    match quantifier[0]:
        case "*":
            return 0, None
        case "+":
            return 1, None
        case "?":
            return 0, 1
        case _:
            fewest = int(quantifier[1] or 0)
            most = int(quantifier[3]) if quantifier[3] else None
            return fewest, most if quantifier[2] else fewest


def _times(inner: _Cost, fewest: int, most: int | None) -> _Cost:
    if max(fewest, most or 0) > _MANY:
        raise ValueError(f"find repeats something more than {_MANY} times")
    if (fewest, most) == (0, 1):
        return _NOTHING.or_else(inner)
    if fewest == most:
        n = fewest
        return _Cost(inner.factor**n, inner.open * n, inner.least * n, inner.fixed)
    if inner.factor > 1 or inner.open or not inner.fixed or not inner.least:
        raise ValueError(
            "find repeats what has alternatives or repeats itself, and could take forever"
        )
    return _Cost(open=1, least=fewest * inner.least, fixed=False)


@lru_cache
def _usable(pattern: str) -> _Cost:
    """:raises ValueError: the pattern is none, or could run away."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"find is no regular expression: {error}") from None
    cost = _Counter(pattern).cost()
    if cost.ways(_LENGTH_TO_ALLOW) > _MOST_WAYS:
        raise ValueError("find has too many repeats and alternatives, and could take forever")
    return cost


class Substitution(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    find: str = Field(min_length=1, max_length=500)
    replace: str

    @model_validator(mode="after")
    def _check(self) -> Self:
        _usable(self.find)
        try:
            re.compile(self.find).sub(self.replace, "")
        except (re.error, IndexError) as error:
            raise ValueError(f"replace does not go with find: {error}") from None
        return self

    def made(self, text: str) -> Outcome:
        if len(text) > _LONGEST_TEXT or _usable(self.find).ways(len(text)) > _MOST_WAYS:
            return Untranslatable(f"{quoted(text)} is too long for the pattern {self.find}")
        return Turned(re.compile(self.find).sub(self.replace, text))


class Regex(Substitution, Step):
    name: ClassVar[str] = "regex"

    back: Substitution | None = None

    @property
    def two_way(self) -> bool:
        return self.back is not None

    def forward(self, value: Value) -> Outcome:
        return _made(value, self._there_and_back)

    def backward(self, value: Value) -> Outcome:
        return _made(value, self.made if self.back is None else self.back.made)

    def _there_and_back(self, text: str) -> Outcome:
        there = self.made(text)
        if self.back is None or isinstance(there, Untranslatable):
            return there
        assert isinstance(there.value, str)
        back = self.back.made(there.value)
        if isinstance(back, Turned) and same(back.value, text):
            return there
        return Untranslatable(
            f"{quoted(text)} becomes {quoted(there.value)}, which does not lead back"
        )


def _made(value: Value, make: Callable[[str], Outcome]) -> Outcome:
    return make(value) if isinstance(value, str) else no_text(value)
