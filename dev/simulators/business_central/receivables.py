"""What customers owe: detailed ledger entries, and what the API works out of them.

An entry that is applied to a posted invoice lowers what remains of it, and changes neither its
modified time nor its ETag [R].

An entry is due when the first entry of what it belongs to is: a payment that is applied to an
invoice takes the invoice's due date. All amounts are in the local currency.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from dev.simulators.business_central.amounts import number
from dev.simulators.business_central.analytics import ROUTE
from dev.simulators.business_central.errors import dialog
from dev.simulators.business_central.model import Model
from dev.simulators.business_central.store import Row, Store, quote
from dev.simulators.business_central.values import NO_DATE, encode_decimal
from dev.simulators.business_central.writing import Behaviour, Write
from dev.simulators.clock import SimulatorClock

ENTRIES = "customerEntries"
_DETAILS = "customerFinancialDetails"
_QUERY = "customerLedgerEntries"


class CustomerEntries(Behaviour):
    """Each gets the next number, and is due at once unless it says when."""

    alters = False

    def __init__(self, model: Model, store: Store, clock: SimulatorClock) -> None:
        self._entries, self._store, self._clock = model.sets[ENTRIES], store, clock
        self._invoices = model.sets["salesInvoices"]

    def inserting(self, write: Write) -> None:
        values = write.values
        values.setdefault("entryNumber", self._next_number(write.company))
        if values.get("postingDate", NO_DATE) == NO_DATE:
            values["postingDate"] = self._clock.now().date().isoformat()
        if values.get("dueDate", NO_DATE) == NO_DATE:
            values["dueDate"] = values["postingDate"]

    def inserted(self, company: int, row: Row) -> None:
        if row["appliesToNumber"]:
            self._apply(company, str(row["appliesToNumber"]), number(row, "amount"))

    def _apply(self, company: int, invoice_number: str, amount: Decimal) -> None:
        key: Row = {"number": invoice_number}
        invoice = self._store.find(company, self._invoices, key)
        if invoice is None:
            raise dialog(f"There is no posted invoice {invoice_number} to be paid.")
        remaining = number(invoice, "remainingAmount") + amount
        changes: Row = {"remainingAmount": encode_decimal(remaining)}
        if not remaining:
            changes["status"] = self._invoices.fields["status"].members.index("Paid")
        self._store.overwrite(company, self._invoices, invoice, changes)

    def _next_number(self, company: int) -> int:
        table = self._store.table(company, self._entries)
        sql = f"SELECT coalesce(max({quote('entryNumber')}), 0) + 1 FROM {table.name}"
        return int(self._store.select(sql, ())[0][0])


class Receivables:
    """Computed whenever one is read."""

    def __init__(self, model: Model, store: Store, clock: SimulatorClock) -> None:
        self._model, self._store, self._clock = model, store, clock

    @property
    def fills(self) -> Mapping[str, Callable[[int], None]]:
        """By the name of a set's table: what computes its rows for a company."""
        return {_DETAILS: self._fill_details}

    @property
    def query_fills(self) -> Mapping[str, Callable[[int], None]]:
        """The same for what Microsoft's app for Power BI shows."""
        query = self._model.routes[ROUTE][_QUERY]

        def fill(company: int) -> None:
            self._store.empty(company, query)
            for row in self._shown(company):
                self._store.insert(company, query, row)

        return {query.table: fill}

    def _fill_details(self, company: int) -> None:
        details, today = self._model.sets[_DETAILS], self._clock.now().date().isoformat()
        sums: dict[str | int, tuple[Decimal, Decimal, Decimal]] = {}
        for entry in self._all(company, ENTRIES):
            balance, overdue, sales = sums.get(entry["customerNumber"], (Decimal(0),) * 3)
            amount = number(entry, "amount")
            late = amount if str(entry["dueDate"]) < today else Decimal(0)
            told = balance + amount, overdue + late, sales + number(entry, "sales")
            sums[entry["customerNumber"]] = told
        self._store.empty(company, details)
        for customer in self._all(company, "customers"):
            balance, overdue, sales = sums.get(customer["number"], (Decimal(0),) * 3)
            row: Row = {name: customer[name] for name in ("id", "number", "lastModifiedDateTime")}
            row["balance"] = encode_decimal(balance)
            row["overdueAmount"] = encode_decimal(overdue)
            row["totalSalesExcludingTax"] = encode_decimal(sales)
            self._store.insert(company, details, row)

    def _shown(self, company: int) -> Iterator[Row]:
        blank = self._store.table(company, self._model.routes[ROUTE][_QUERY]).blank
        for entry in self._all(company, ENTRIES):
            yield blank | {
                "dcleEntryNo": entry["entryNumber"],
                "dcleCustomerNo": entry["customerNumber"],
                "dclePostingDate": entry["postingDate"],
                "dcleInitialEntryDueDate": entry["dueDate"],
                "dcleDocumentType": entry["documentType"],
                "dcleDocumentNo": entry["documentNumber"],
                "dcleAmountLCY": entry["amount"],
            }

    def _all(self, company: int, name: str) -> list[Row]:
        return self._store.where(company, self._model.sets[name], {})
