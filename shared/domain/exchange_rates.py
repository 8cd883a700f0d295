"""What currencies are worth, from Business Central's exchange rates to Dataverse's."""

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


def in_force(rates: Iterable[ExchangeRate], today: str) -> dict[str, ExchangeRate]:
    """Return the newest rate of each currency that has begun by *today*."""
    begun = (rate for rate in rates if rate.starting <= today)
    return {rate.currency: rate for rate in sorted(begun, key=lambda each: each.starting)}


def per_base(code: str, base: str, local: str, rates: Mapping[str, ExchangeRate]) -> Decimal | None:
    """Return how much of the currency *code* one unit of *base* is; None where no rate tells.

    Business Central's rates lead to its *local* currency, Dataverse's to its base currency.
    """
    if code == base:
        return Decimal(1)
    try:
        wanted, unit = (_per_local(each, local, rates) for each in (code, base))
        if wanted is None or unit is None:
            return None
        rate = (wanted / unit).quantize(_PLACES, ROUND_HALF_UP)
    except ArithmeticError:
        return None
    return rate if _PLACES <= rate <= _GREATEST else None


def _per_local(code: str, local: str, rates: Mapping[str, ExchangeRate]) -> Decimal | None:
    """Return how much of a currency one unit of the local one is."""
    factor, seen = Decimal(1), set[str]()
    while code != local:
        rate = rates.get(code)
        if rate is None or code in seen or not (rate.amount and rate.relational_amount):
            return None
        seen.add(code)
        factor *= rate.amount / rate.relational_amount
        code = rate.relational or local
    return factor
