"""What the AL code behind document headers and lines does.

Headers live in buffer tables that a line's insert or delete always rewrites, and a line's change
only if it touches the totals: so a line's new description does not move the header's
lastModifiedDateTime.
"""

from dev.simulators.business_central.amounts import document_totals, line_amounts, price_field
from dev.simulators.business_central.errors import dialog
from dev.simulators.business_central.model import Document, EntitySet, Kind, Line, Model
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import BLANK, NO_DATE, NO_GUID
from dev.simulators.business_central.writing import Behaviour, Write, Writer
from dev.simulators.clock import SimulatorClock

STEP = 10_000
"""How far line numbers lie apart, so that lines can be put between."""
RECALCULATING = {
    "quantity",
    "unitPrice",
    "directUnitCost",
    "unitCost",
    "discountAmount",
    "discountPercent",
    "itemId",
    "accountId",
    "lineType",
    "lineObjectNumber",
}
OPEN = {"Draft", "In_x0020_Review"}
"""The statuses in which an invoice or credit memo can be changed."""
NUMBERED = {"Item": ("items", "itemId"), "Account": ("accounts", "accountId")}
"""The line types whose lineObjectNumber is looked up, and the field that it fills."""
PARTIES = (
    ("customerId", "billToCustomerId", "billToCustomerNumber"),
    ("vendorId", "payToVendorId", "payToVendorNumber"),
)


class Documents(Behaviour):
    """The headers of one entity set."""

    def __init__(
        self,
        model: Model,
        store: Store,
        writer: Writer,
        clock: SimulatorClock,
        entity_set: EntitySet,
        document: Document,
    ) -> None:
        self._set = entity_set
        self._dates = document.dates
        self.lines = model.sets[document.lines]
        self._store = store
        self._writer = writer
        self._clock = clock

    def inserting(self, write: Write) -> None:
        """Fill the dates and, where no other party pays, who pays."""
        values, today = write.values, self._clock.now().date().isoformat()
        for name in self._dates:
            if values.get(name, NO_DATE) == NO_DATE:
                values[name] = today
        if "status" in self._set.fields and "Draft" in self._set.fields["status"].members:
            values.setdefault("status", self.status("Draft"))
        self._charge_same_party(write)

    def modifying(self, row: Row, write: Write) -> None:
        if not write.trusted:
            self.check_open(row)
        self._charge_same_party(write)
        if "discountAmount" in write.values:
            lines = self.lines_of(write.company, row)
            write.values.update(document_totals(lines, row | write.values))

    def deleted(self, company: int, row: Row) -> None:
        for line in self.lines_of(company, row):
            self._store.delete(company, self.lines, line)

    def check_open(self, row: Row) -> None:
        """Refuse to change what has been posted; orders and quotes never are."""
        members = self._set.fields["status"].members
        if "Paid" in members and members[int(row["status"])] not in OPEN:
            raise dialog(f"The {self._set.entity} is posted and cannot be changed.")

    def lines_of(self, company: int, header: Row) -> list[Row]:
        return self._store.where(
            company, self.lines, {"documentId": header["id"]}, order="sequence"
        )

    def recalculate(self, company: int, header: Row) -> Row:
        """Rewrite the header with new totals; it counts as modified even if they are the same."""
        totals = document_totals(self.lines_of(company, header), header)
        return self._writer.rewrite(company, self._set, header, totals)

    def find(self, company: int, header_id: str | int) -> Row | None:
        return self._store.find(company, self._set, {"id": header_id})

    def status(self, name: str) -> int:
        return self._set.fields["status"].members.index(name)

    def _charge_same_party(self, write: Write) -> None:
        """Bill who buys, unless the caller says otherwise."""
        values = write.values
        for party, payer, payer_number in PARTIES:
            if values.get(party, NO_GUID) != NO_GUID and payer_number not in values:
                implied: Row = {payer: values[party]}
                self._writer.settle(write.company, self._set, values, implied)


class Lines(Behaviour):
    """The lines of one entity set."""

    def __init__(
        self,
        model: Model,
        store: Store,
        entity_set: EntitySet,
        line: Line,
        headers: Documents,
        settings: BusinessCentralSettings,
    ) -> None:
        self._model = model
        self._set = entity_set
        self._item_price = line.price
        self._headers = headers
        self._store = store
        self._tax = settings.tax_percent

    def inserting(self, write: Write) -> None:
        company, values = write.company, write.values
        header = self._headers.find(company, values.get("documentId", NO_GUID))
        if header is None:
            raise dialog(f"A {self._set.entity} needs the 'documentId' of its document.")
        self._check_open(header, write)
        if not values.get("sequence"):
            lines = self._headers.lines_of(company, header)
            values["sequence"] = int(lines[-1]["sequence"]) + STEP if lines else STEP
        blank = self._store.table(company, self._set).blank
        self._describe(company, values, blank)
        values.update(line_amounts(blank | values, values, self._tax))

    def inserted(self, company: int, row: Row) -> None:
        self._recalculate(company, row)

    def modifying(self, row: Row, write: Write) -> None:
        changes = write.values
        header = self._headers.find(write.company, row["documentId"])
        if header is not None:
            self._check_open(header, write)
        if "lineObjectNumber" in changes and "lineType" not in changes:
            changes["lineType"] = row["lineType"]
        self._describe(write.company, changes, row)
        if RECALCULATING & changes.keys():
            changes.update(line_amounts(row | changes, changes, self._tax))

    def modified(self, company: int, old: Row, new: Row) -> None:
        if any(old.get(name) != new.get(name) for name in RECALCULATING):
            self._recalculate(company, new)

    def deleted(self, company: int, row: Row) -> None:
        self._recalculate(company, row)

    def _check_open(self, header: Row, write: Write) -> None:
        if not write.trusted:
            self._headers.check_open(header)

    def _recalculate(self, company: int, line: Row) -> None:
        header = self._headers.find(company, line["documentId"])
        if header is not None:
            self._headers.recalculate(company, header)

    def _describe(self, company: int, values: Row, below: Row) -> None:
        """Settle what the line is about: an item, an account, or only text."""
        if self._given(values, "itemId") and self._given(values, "accountId"):
            raise dialog("'itemId' and 'accountId' exclude each other.")
        self._look_up_number(company, values)
        if self._given(values, "itemId"):
            item = self._find(company, "items", "id", values["itemId"])
            self._take_over(values, item, "Item", ("description", "displayName"))
            self._fill(values, item, ("description2", "displayName2"))
            self._fill(values, item, (price_field(below), self._item_price))
            self._fill_unit(values, item)
        elif self._given(values, "accountId"):
            account = self._find(company, "accounts", "id", values["accountId"])
            self._take_over(values, account, "Account", ("description", "displayName"))

    def _look_up_number(self, company: int, values: Row) -> None:
        """A line type with a number names its item or account as well as an id does."""
        if not values.get("lineObjectNumber") or self._given(values, "itemId"):
            return
        line_type = self._set.fields["lineType"].members[int(values.get("lineType", 0))]
        if line_type not in NUMBERED:
            raise dialog(f"'lineObjectNumber' cannot be set on lines of type {line_type}.")
        entity_set, name = NUMBERED[line_type]
        values[name] = self._find(company, entity_set, "number", values["lineObjectNumber"])["id"]

    def _take_over(
        self, values: Row, source: Row, line_type: str, description: tuple[str, str]
    ) -> None:
        values["lineType"] = self._set.fields["lineType"].members.index(line_type)
        values["lineObjectNumber"] = source["number"]
        other = "accountId" if line_type == "Item" else "itemId"
        values[other] = NO_GUID
        self._fill(values, source, description)

    @staticmethod
    def _fill(values: Row, source: Row, names: tuple[str, str]) -> None:
        here, there = names
        if here not in values:
            values[here] = source[there]

    @staticmethod
    def _fill_unit(values: Row, item: Row) -> None:
        if "unitOfMeasureId" not in values and "unitOfMeasureCode" not in values:
            values["unitOfMeasureId"] = item["baseUnitOfMeasureId"]
            values["unitOfMeasureCode"] = item["baseUnitOfMeasureCode"]

    @staticmethod
    def _given(values: Row, name: str) -> bool:
        return values.get(name, BLANK[Kind.GUID]) != NO_GUID

    def _find(self, company: int, entity_set: str, name: str, value: str | int) -> Row:
        found = self._store.find(company, self._model.sets[entity_set], {name: value})
        if found is None:
            raise dialog(f"There is no record with {name} {value} among the {entity_set}.")
        return found
