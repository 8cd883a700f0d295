"""Fields of Business Central's records that its API does not have, and the app works out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from shared.domain.exchange_rates import ExchangeRate, in_force, per_base
from shared.domain.mapping_sides import Computed
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


class Computer:
    def __init__(self, wanted: Sequence[Computed], bc: RecordStore, dataverse: RecordStore) -> None:
        self._wanted, self._bc, self._dataverse = wanted, bc, dataverse
        self._known: dict[str, ExchangeRate | None] = {}
        """The rates of today that were read before; None where a currency has none."""

    def complete(self, records: Sequence[Record]) -> list[Record]:
        completed = list(records)
        for name in self._wanted if records else ():
            values = self._work_out(name, completed)
            completed = [
                replace(each, values={**each.values, name.value: values.get(each.id)})
                for each in completed
            ]
        return completed

    def _work_out(self, name: Computed, records: Sequence[Record]) -> Mapping[UUID, Value]:
        match name:
            case Computed.EXCHANGE_RATE:
                return self._exchange_rates(records)
            case Computed.SYMBOL_OR_CODE:
                return {r.id: r.values["symbol"] or r.values["code"] for r in records}

    def _exchange_rates(self, records: Sequence[Record]) -> Mapping[UUID, Value]:
        codes = {record.id: str(record.values["code"]) for record in records}
        local = str(self._bc.read_value("generalLedgerSetup", "localCurrencyCode"))
        base = self._base_currency()
        rates = self._rates({*codes.values(), base})
        return {id_: per_base(code, base, local, rates) for id_, code in codes.items()}

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

    def _base_currency(self) -> str:
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
