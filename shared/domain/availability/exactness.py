"""Quantities in fractions, and rounded as Business Central keeps them."""

from decimal import Decimal
from fractions import Fraction
from math import floor

DECIMALS = 5
"""Of a quantity in Business Central."""
_UNITS = 10**DECIMALS


def rounded_down(exact: Fraction) -> Decimal:
    """Return the largest number with five decimals that is not larger: none is promised too many.

    A negative balance is rounded down, too.
    """
    whole = floor(exact * _UNITS)
    sign, digits = (1 if whole < 0 else 0), tuple(map(int, str(abs(whole))))
    return _plain(Decimal((sign, digits, -DECIMALS)))


def _plain(number: Decimal) -> Decimal:
    """Return the same number without zeros at its end; its digits are kept, however many."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    while exponent < 0 and digits and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return Decimal((0 if not digits else sign, digits or (0,), exponent if digits else 0))
