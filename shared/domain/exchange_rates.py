"""What currencies are worth, from Business Central's exchange rates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_PLACES = Decimal("1e-10")
"""Of Dataverse's exchange rates, and the least of them."""
_GREATEST = Decimal(100_000_000_000)


@dataclass(frozen=True)
class ExchangeRate:
    """A row of Business Central: *amount* of a currency is *relational_amount* of another one."""

    currency: str
    starting: str
    """A date, as ISO 8601."""
    amount: Decimal
    relational: str | None
    """The other currency; None for the local one."""
    relational_amount: Decimal


@dataclass(frozen=True)
class NoRate:
    """What a currency is worth is not known."""

    why: str
    """A part of a sentence."""


def in_force(rates: Iterable[ExchangeRate], today: str) -> dict[str, ExchangeRate]:
    """Return the newest rate of each currency that has begun by *today*."""
    begun = (rate for rate in rates if rate.starting <= today)
    return {rate.currency: rate for rate in sorted(begun, key=lambda each: each.starting)}


def per_base(
    code: str, base: str, local: str | None, rates: Mapping[str, ExchangeRate]
) -> Decimal | NoRate:
    """Return how much of the currency *code* one unit of *base* is.

    Business Central's rates lead to its *local* currency, Dataverse's to its base currency.
    """
    if code == base:
        return Decimal(1)
    wanted, unit = (per_local(each, local, rates) for each in (code, base))
    for found in (wanted, unit):
        if isinstance(found, NoRate):
            return found
    assert isinstance(wanted, Decimal)
    assert isinstance(unit, Decimal)
    try:
        rate = (wanted / unit).quantize(_PLACES, ROUND_HALF_UP)
    except ArithmeticError:
        rate = Decimal(0)
    if not _PLACES <= rate <= _GREATEST:
        return NoRate(f"by its exchange rate, one {base} is more or less {code} than can be held")
    return rate


def converted(
    amount: Decimal, code: str, local: str | None, rates: Mapping[str, ExchangeRate], places: int
) -> Decimal | NoRate:
    """Return an amount of the *local* currency in the currency *code*, rounded half up."""
    factor = per_local(code, local, rates)
    if isinstance(factor, NoRate):
        return factor
    try:
        return (amount * factor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except ArithmeticError:
        return NoRate(f"by its exchange rate, it has more digits in {code} than can be held")


def per_local(code: str, local: str | None, rates: Mapping[str, ExchangeRate]) -> Decimal | NoRate:
    """Return how much of a currency one unit of the local one is."""
    if local is None:
        return NoRate("the General Ledger Setup of Business Central has no local currency code")
    factor, passed = Decimal(1), list[str]()
    while code != local:
        rate = rates.get(code)
        if code in passed:
            circle = " -> ".join((*passed, code))
            return NoRate(f"its exchange rates lead round in a circle ({circle}), not to {local}")
        if rate is None:
            return NoRate(f"Business Central has no exchange rate of {code} that has begun")
        if not (rate.amount and rate.relational_amount):
            return NoRate(f"the exchange rate of {code} from {rate.starting} has an amount of zero")
        passed.append(code)
        factor *= rate.amount / rate.relational_amount
        code = rate.relational or local
    return factor
