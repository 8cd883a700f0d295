"""What the AL code behind the items does: stock is the sum of entries, not a value of the item."""

from typing import Any

from dev.simulators.business_central.errors import dialog
from dev.simulators.business_central.model import Kind, Model
from dev.simulators.business_central.store import Row, Store, quote
from dev.simulators.business_central.values import (
    BLANK,
    NO_DATE,
    decode_decimal,
    encode_decimal,
)
from dev.simulators.business_central.writing import Behaviour, Write, Writer
from dev.simulators.clock import SimulatorClock


class Ledger:
    """Posts item ledger entries."""

    def __init__(self, model: Model, writer: Writer) -> None:
        self._entries = model.sets["itemLedgerEntries"]
        self._writer = writer

    def post(self, company: int, item: Row, quantity: str, entry_type: str, **more: Any) -> None:
        """Move stock by a stored decimal.

        :param more: further fields of the entry, such as documentNumber or locationCode.
        """
        entry = {
            "itemNumber": item["number"],
            "entryType": entry_type,
            "description": item["displayName"],
            "quantity": decode_decimal(quantity),
            **more,
        }
        self._writer.create(company, self._entries, entry, trusted=True)


class Entries(Behaviour):
    """The item ledger entries: each moves the stock of its item, which does not count as modified
    by it."""

    alters = False

    def __init__(self, model: Model, store: Store, clock: SimulatorClock) -> None:
        self._entries = model.sets["itemLedgerEntries"]
        self._items = model.sets["items"]
        self._store = store
        self._clock = clock

    def inserting(self, write: Write) -> None:
        values = write.values
        values.setdefault("entryNumber", self._next_number(write.company))
        if values.get("postingDate", NO_DATE) == NO_DATE:
            values["postingDate"] = self._clock.now().date().isoformat()

    def inserted(self, company: int, row: Row) -> None:
        item = self._store.find(company, self._items, {"number": row["itemNumber"]})
        if item is not None:
            stock = _sum(item["inventory"], row["quantity"])
            self._store.overwrite(company, self._items, item, {"inventory": stock})

    def _next_number(self, company: int) -> int:
        table = self._store.table(company, self._entries)
        sql = f"SELECT coalesce(max({quote('entryNumber')}), 0) + 1 FROM {table.name}"
        return int(self._store.select(sql, ())[0][0])


class Items(Behaviour):
    def __init__(self, model: Model, store: Store, ledger: Ledger) -> None:
        self._items = model.sets["items"]
        self._store = store
        self._ledger = ledger

    def inserting(self, write: Write) -> None:
        if "inventory" in write.values and not write.trusted:
            raise dialog("The inventory cannot be set when an item is created.")

    def inserted(self, company: int, row: Row) -> None:
        """Stock that set-up gives to a new item comes in by an entry, too."""
        if row["inventory"] != BLANK[Kind.DECIMAL]:
            stock: Row = {"inventory": BLANK[Kind.DECIMAL]}
            self._store.overwrite(company, self._items, row, stock)
            self._ledger.post(company, row, str(row["inventory"]), "Positive_x0020_Adjmt_x002E_")

    def modifying(self, row: Row, write: Write) -> None:
        """Post the difference to the stock that the caller wants."""
        if "inventory" not in write.values:
            return
        wanted = decode_decimal(str(write.values.pop("inventory")))
        difference = wanted - decode_decimal(str(row["inventory"]))
        if difference:
            kind = "Positive" if difference > 0 else "Negative"
            entry_type = f"{kind}_x0020_Adjmt_x002E_"
            self._ledger.post(write.company, row, encode_decimal(difference), entry_type)


def _sum(first: str | int, second: str | int) -> str:
    return encode_decimal(decode_decimal(str(first)) + decode_decimal(str(second)))
