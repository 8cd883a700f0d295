"""Today's exchange rates, as far as they are asked for; what was read serves for a job."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from shared.domain.exchange_rates import (
    ExchangeRate,
    NoRate,
    converted,
    in_force,
    per_base,
    per_local,
)
from shared.domain.records import Record, Value
from shared.domain.tables import Table
from shared.ports import RecordStore

_RATES = Table(
    "currencyExchangeRates",
    (
        "currencyCode",
        "startingDate",
        "exchangeRateAmount",
        "relationalCurrencyCode",
        "relationalExchangeRateAmount",
    ),
)
_PLACES = Table("currencies", ("code", "amountDecimalPlaces"))
_USUAL_PLACES = 2


class Exchange:
    def __init__(self, bc: RecordStore, dataverse: RecordStore) -> None:
        self._bc, self._dataverse = bc, dataverse
        self._known: dict[str, ExchangeRate | None] = {}
        """None where a currency has no rate."""
        self._places: dict[str, int] = {}

    def per_base(self, codes: Iterable[str]) -> dict[str, Decimal | NoRate]:
        """Return how much of each currency one unit of Dataverse's base currency is."""
        wanted = set(codes)
        rates = self._rates({*wanted, self._base})
        return {code: per_base(code, self._base, self._local, rates) for code in wanted}

    def converted(self, amount: Decimal, code: str) -> Decimal | NoRate:
        """Return an amount of the local currency in another one."""
        return converted(amount, code, self._local, self._rates({code}), self._places_of(code))

    def lacking(self, code: str) -> NoRate | None:
        """Return why no amount of the local currency can be converted, None if amounts can."""
        found = per_local(code, self._local, self._rates({code}))
        return found if isinstance(found, NoRate) else None

    def _rates(self, codes: set[str]) -> dict[str, ExchangeRate]:
        """Return the rates of today, and those of the currencies that they lead to."""
        today = f"{self._bc.time:%Y-%m-%d}"
        table = replace(_RATES, filter=f"startingDate le {today}")
        wanted = set(codes)
        while left := wanted - self._known.keys():
            rows = map(_rate, self._bc.find(table, "currencyCode", sorted(left)))
            self._known |= dict.fromkeys(left) | in_force(rows, today)
            wanted |= {rate.relational for rate in self._known.values() if rate and rate.relational}
        return {code: rate for code, rate in self._known.items() if rate}

    def _places_of(self, code: str) -> int:
        """Return how many decimal places amounts of a currency have at most."""
        if code not in self._places:
            rows = self._bc.find(_PLACES, "code", [code])
            told = str(rows[0].values["amountDecimalPlaces"] or "") if rows else ""
            most = told.rpartition(":")[2]
            self._places[code] = int(most) if most.isdecimal() else _USUAL_PLACES
        return self._places[code]

    @cached_property
    def _local(self) -> str | None:
        code = self._bc.read_value("generalLedgerSetup", "localCurrencyCode")
        return None if code is None else str(code)

    @cached_property
    def _base(self) -> str:
        id_ = self._dataverse.read_value("organization", "basecurrencyid")
        assert isinstance(id_, UUID)
        table = Table("transactioncurrency", ("isocurrencycode",))
        [row] = self._dataverse.read_by_id(table, [id_], within_filter=False)
        return str(row.values["isocurrencycode"])


def _rate(row: Record) -> ExchangeRate:
    code, starting, amount, relational, relational_amount = (
        row.values[column] for column in _RATES.columns
    )
    return ExchangeRate(
        str(code),
        str(starting or ""),
        _number(amount),
        None if relational is None else str(relational),
        _number(relational_amount),
    )


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) and value.is_finite() else Decimal(0)
