"""Fields of Business Central's records that its API does not have, and the app works out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from shared.domain.exchange_rates import NoRate
from shared.domain.invoices import Price, payment_status, without_tax
from shared.domain.mapping_sides import Computed, Converted
from shared.domain.records import Flaw, Record, Value
from shared.errors import ConfigurationError
from shared.ports import RecordStore
from shared.usecases.exchange import Exchange

_Worked = Mapping[UUID, Value | NoRate]


class Computer:
    """Works out for one job: rates that change meanwhile are the next one's."""

    def __init__(
        self, wanted: Sequence[Computed | Converted], bc: RecordStore, dataverse: RecordStore
    ) -> None:
        self._wanted, self._exchange = wanted, Exchange(bc, dataverse)

    def check_rates(self) -> None:
        """Look whether amounts can be converted at all.

        :raises ConfigurationError: a currency that the mapping converts to has no rate today.
        """
        for each in self._wanted:
            if isinstance(each, Converted) and (lack := self._exchange.lacking(each.currency)):
                raise ConfigurationError(
                    f"{each.name} cannot be worked out for any record: {lack.why}. Correct that in "
                    "Business Central; until then the mapping stands still, and what is there "
                    "stays as it is.",
                    code="exchange_rate_missing",
                )

    def complete(self, records: Sequence[Record]) -> list[Record]:
        completed = list(records)
        for each in self._wanted if records else ():
            worked = self._work_out(each, completed)
            completed = [_with(record, each.called, worked[record.id]) for record in completed]
        return completed

    def _work_out(self, wanted: Computed | Converted, records: Sequence[Record]) -> _Worked:
        match wanted:
            case Computed.EXCHANGE_RATE:
                rates = self._exchange.per_base(str(each.values["code"]) for each in records)
                return {each.id: rates[str(each.values["code"])] for each in records}
            case Computed.SYMBOL_OR_CODE:
                return {r.id: r.values["symbol"] or r.values["code"] for r in records}
            case Computed.PAYMENT_STATUS:
                return {each.id: _payment_status(each) for each in records}
            case Computed.PRICE_WITHOUT_TAX:
                return {each.id: _price(each).unit for each in records}
            case Computed.DISCOUNT_WITHOUT_TAX:
                return {each.id: _price(each).discount for each in records}
            case Computed.WRITTEN_IN:
                return {each.id: each.values["itemId"] is None for each in records}
            case Converted():
                return {each.id: self._converted(wanted, each) for each in records}

    def _converted(self, wanted: Converted, record: Record) -> Decimal | NoRate | None:
        amount = record.values[wanted.of]
        if not isinstance(amount, int | Decimal):
            return None
        return self._exchange.converted(Decimal(amount), wanted.currency)


def _payment_status(invoice: Record) -> str:
    status, remaining, total = (invoice.values[n] for n in Computed.PAYMENT_STATUS.made_of)
    return payment_status(status, remaining, total).value


def _price(line: Record) -> Price:
    return without_tax(*(line.values[name] for name in Computed.PRICE_WITHOUT_TAX.made_of))


def _with(record: Record, name: str, value: Value | NoRate) -> Record:
    if not isinstance(value, NoRate):
        return replace(record, values={**record.values, name: value})
    flaw = Flaw(f"cannot be worked out: {value.why}", passes=True)
    values, flaws = {**record.values, name: None}, {**record.flaws, name: flaw}
    return replace(record, values=values, flaws=flaws)
