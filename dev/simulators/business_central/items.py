"""What the AL code behind the items does: stock is the sum of entries, not a value of the item."""

from dev.simulators.business_central.errors import dialog
from dev.simulators.business_central.model import Kind, Model
from dev.simulators.business_central.store import Row, Store, quote
from dev.simulators.business_central.values import BLANK, decode_decimal, encode_decimal
from dev.simulators.business_central.writing import Behaviour, Write, Writer
from dev.simulators.clock import SimulatorClock


class Ledger:
    """Posts item ledger entries."""

    def __init__(self, model: Model, store: Store, writer: Writer, clock: SimulatorClock) -> None:
        self._entries = model.sets["itemLedgerEntries"]
        self._items = model.sets["items"]
        self._store = store
        self._writer = writer
        self._clock = clock

    def post(
        self, company: int, item: Row, quantity: str, entry_type: str, document: str = ""
    ) -> None:
        """Move stock by a stored decimal; the item does not count as modified by it."""
        entry = {
            "entryNumber": self._next_number(company),
            "itemNumber": item["number"],
            "postingDate": self._clock.now().date().isoformat(),
            "entryType": entry_type,
            "documentNumber": document,
            "description": item["displayName"],
            "quantity": decode_decimal(quantity),
        }
        self._writer.create(company, self._entries, entry, trusted=True)
        stock = decode_decimal(str(item["inventory"])) + decode_decimal(quantity)
        self._store.overwrite(company, self._items, item, {"inventory": encode_decimal(stock)})

    def _next_number(self, company: int) -> int:
        table = self._store.table(company, self._entries)
        sql = f"SELECT coalesce(max({quote('entryNumber')}), 0) + 1 FROM {table.name}"
        return int(self._store.select(sql, ())[0][0])


class Items(Behaviour):
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def inserting(self, write: Write) -> None:
        if "inventory" in write.values and not write.trusted:
            raise dialog("The inventory cannot be set when an item is created.")

    def inserted(self, company: int, row: Row) -> None:
        """Stock that set-up gives to a new item comes in by an entry, too."""
        if row["inventory"] != BLANK[Kind.DECIMAL]:
            stock, row["inventory"] = str(row["inventory"]), BLANK[Kind.DECIMAL]
            self._ledger.post(company, row, stock, "Positive_x0020_Adjmt_x002E_")

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
