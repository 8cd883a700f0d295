"""Steps for numbers; all are exact."""

import re
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    Inexact,
    localcontext,
)
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from shared.domain.records import Value
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.step import Step, Tidy

_DIGITS = 100
"""Before or after the point. Both services have far fewer."""
_SPELLED = re.compile(r"[+-]?\d{1,100}(\.\d{1,100})?", re.ASCII)
_EXACT = Context(prec=4 * _DIGITS, traps=[Inexact])


class Rounding(StrEnum):
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"

    @property
    def mode(self) -> str:
        return {
            Rounding.HALF_UP: ROUND_HALF_UP,
            Rounding.HALF_EVEN: ROUND_HALF_EVEN,
            Rounding.DOWN: ROUND_DOWN,
        }[self]


def _not_from_float(given: object) -> object:
    """YAML reads 0.1 as a float, whose shortest spelling is what the file says."""
    return Decimal(str(given)) if isinstance(given, float) else given


def _not_a_truth(given: object) -> object:
    if isinstance(given, bool):
        raise ValueError("should be a number")
    return given


class _Amount(Tidy):
    def counted(self, number: Decimal) -> Outcome:
        raise NotImplementedError

    def tidied(self, value: Value) -> Outcome:
        number = _number(value)
        return number if isinstance(number, Untranslatable) else self.counted(number)


class _SpelledAmount(_Amount):
    """Text that spells a number becomes one."""

    def tidied(self, value: Value) -> Outcome:
        spelled = isinstance(value, str) and _SPELLED.fullmatch(value.strip())
        return super().tidied(Decimal(spelled[0]) if spelled else value)


class Fraction(_SpelledAmount):
    name: ClassVar[str] = "decimal"
    short: ClassVar[str | None] = "places"

    places: int = Field(ge=0, le=20, strict=True)
    rounding: Rounding = Rounding.HALF_UP

    def counted(self, number: Decimal) -> Outcome:
        return Turned(_rounded(number, self.places, self.rounding))


class Integer(_SpelledAmount):
    name: ClassVar[str] = "integer"

    rounding: Rounding = Rounding.HALF_UP

    def counted(self, number: Decimal) -> Outcome:
        return Turned(int(_rounded(number, 0, self.rounding)))


class NotNegative(_Amount):
    name: ClassVar[str] = "not_negative"

    @property
    def two_way(self) -> bool:
        return False

    def counted(self, number: Decimal) -> Outcome:
        if number < 0:
            return Turned(0, (f"{number:f} is below 0, and became 0",))
        return Turned(number)


_Factor = Annotated[
    Decimal,
    BeforeValidator(_not_a_truth),
    BeforeValidator(_not_from_float),
    Field(gt=0, max_digits=20),
]


class _Scaling(Step):
    short: ClassVar[str | None] = "by"

    by: _Factor

    def multiplied(self, value: Value) -> Outcome:
        number = _number(value)
        if isinstance(number, Untranslatable):
            return number
        return _within(_EXACT.multiply(number, self.by))

    def divided(self, value: Value) -> Outcome:
        number = _number(value)
        if isinstance(number, Untranslatable):
            return number
        try:
            return _within(_EXACT.divide(number, self.by))
        except Inexact:
            return Untranslatable(f"{quoted(value)} divided by {self.by} has no last digit")


class Multiply(_Scaling):
    name: ClassVar[str] = "multiply"

    def forward(self, value: Value) -> Outcome:
        return self.multiplied(value)

    def backward(self, value: Value) -> Outcome:
        return self.divided(value)


class Divide(_Scaling):
    name: ClassVar[str] = "divide"

    def forward(self, value: Value) -> Outcome:
        return self.divided(value)

    def backward(self, value: Value) -> Outcome:
        return self.multiplied(value)


AMOUNT_STEPS: tuple[type[Step], ...] = (Fraction, Integer, NotNegative, Multiply, Divide)


def _number(value: Value) -> Decimal | Untranslatable:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return Untranslatable(f"{quoted(value)} is no number")
    if isinstance(value, int) and value.bit_length() > 4 * _DIGITS:
        return Untranslatable(f"{quoted(value)} is too large")
    outcome = _within(Decimal(value))
    return outcome if isinstance(outcome, Untranslatable) else Decimal(value)


def _within(number: Decimal) -> Outcome:
    """Refuse what no service could hold."""
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or exponent < -_DIGITS or len(digits) + exponent > _DIGITS:
        return Untranslatable(f"{quoted(number)} has too many digits")
    return Turned(number)


def _rounded(number: Decimal, places: int, rounding: Rounding) -> Decimal:
    with localcontext(Context(prec=4 * _DIGITS)):
        return number.quantize(Decimal(1).scaleb(-places), rounding=rounding.mode)
