"""What the tables do that our companion extension shows: units, resources, prices, customers."""

from collections.abc import Mapping

from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.primary_contacts import ChosenContacts, LeavingContacts
from dev.simulators.business_central.several import Several
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import NO_GUID, encode_decimal
from dev.simulators.business_central.writing import Behaviour, Write, Writer

STEP = 10_000
"""How far the numbers of price list lines lie apart."""
ITEM, RESOURCE = "Item", "Resource"
UNITS = {
    ITEM: ("itemUnitsOfMeasure", "itemId", "itemNumber"),
    RESOURCE: ("resourceUnitsOfMeasure", "resourceId", "resourceNumber"),
}
"""By what has units: their set, and the fields that say whose they are."""
INHERITED = (
    "sourceType", "sourceNumber", "startingDate", "endingDate", "currencyCode", "currencyId",
)  # fmt: skip
"""What the lines of a price list have from its header, unless they may differ from it."""


def companion_behaviours(
    model: Model, store: Store, writer: Writer, standard: Mapping[str, Behaviour]
) -> Mapping[str, Behaviour]:
    """:param standard: what records do in any case."""
    units = Units(model, store, writer)
    customers = standard.get("customers", Behaviour())
    return {
        "items": ItemsWithUnits(standard["items"], units),
        "customers": Several(customers, ChosenContacts(model, store)),
        "contacts": Several(standard["contacts"], LeavingContacts(model, store, writer)),
        "resources": Resources(model.sets["resources"], store, units),
        "itemUnitsOfMeasure": UnitsOfMeasure(ITEM, units),
        "resourceUnitsOfMeasure": UnitsOfMeasure(RESOURCE, units),
        "priceListHeaders": PriceListHeaders(model, store, writer),
        "priceListLines": PriceListLines(model, store, units),
    }


class Units:
    """Unit groups, and the units in them: one group for each item and each resource."""

    def __init__(self, model: Model, store: Store, writer: Writer) -> None:
        self._model = model
        self._store = store
        self._writer = writer
        self._groups = model.sets["unitGroups"]
        self._types = self._groups.fields["sourceType"].members

    def add_group(self, company: int, kind: str, source: Row) -> None:
        group: Row = {"sourceType": self._types.index(kind), "sourceId": source["id"]}
        self._writer.insert(company, self._groups, group | _named(kind, source))

    def rename_group(self, company: int, kind: str, source: Row) -> None:
        group = self._group(company, kind, source["id"])
        if group is not None:
            self._store.overwrite(company, self._groups, group, _named(kind, source))

    def drop(self, company: int, kind: str, source: Row) -> None:
        """Delete the group of what is deleted, and its units."""
        group = self._group(company, kind, source["id"])
        name, owner, _ = UNITS[kind]
        units = self._model.sets[name]
        for unit in self._store.where(company, units, {owner: source["id"]}):
            self._writer.delete(company, units, unit)
        if group is not None:
            self._writer.delete(company, self._groups, group)

    def group_id(self, company: int, kind: str, source_id: str | int) -> str:
        group = self._group(company, kind, source_id)
        return NO_GUID if group is None else str(group["id"])

    def ensure(self, company: int, kind: str, source: Row, code: str | int) -> str:
        """Return the id of a unit of an item or resource; a new one is its base unit."""
        if not code:
            return NO_GUID
        found = self.find(company, kind, source["number"], code)
        if found != NO_GUID:
            return found
        name, _, number = UNITS[kind]
        values = {number: source["number"], "code": code, "quantityPerUnitOfMeasure": 1}
        unit = self._writer.create(company, self._model.sets[name], values, trusted=True)
        return str(unit["id"])

    def find(self, company: int, kind: str, number: str | int, code: str | int) -> str:
        """Return the id of a unit, the zero GUID if there is none."""
        name, _, owner = UNITS[kind]
        unit = self._store.find(company, self._model.sets[name], {owner: number, "code": code})
        return NO_GUID if unit is None else str(unit["id"])

    def _group(self, company: int, kind: str, source_id: str | int) -> Row | None:
        key: Row = {"sourceType": self._types.index(kind), "sourceId": source_id}
        return self._store.find(company, self._groups, key)


class UnitsOfMeasure(Behaviour):
    alters = False

    def __init__(self, kind: str, units: Units) -> None:
        self._kind = kind
        self._units = units

    def inserting(self, write: Write) -> None:
        """A new unit is as large as the base unit unless it says otherwise."""
        _, owner, _ = UNITS[self._kind]
        write.values.setdefault("quantityPerUnitOfMeasure", encode_decimal(1))
        group = self._units.group_id(write.company, self._kind, write.values.get(owner, NO_GUID))
        write.values["unitGroupId"] = group


class ItemsWithUnits(Behaviour):
    """Items that also have unit groups and units of their own."""

    def __init__(self, items: Behaviour, units: Units) -> None:
        self._items = items
        self._units = units

    def inserting(self, write: Write) -> None:
        self._items.inserting(write)

    def inserted(self, company: int, row: Row) -> None:
        self._items.inserted(company, row)
        self._units.add_group(company, ITEM, row)
        self._units.ensure(company, ITEM, row, row["baseUnitOfMeasureCode"])

    def modifying(self, row: Row, write: Write) -> None:
        self._items.modifying(row, write)

    def modified(self, company: int, old: Row, new: Row) -> None:
        if _named(ITEM, old) != _named(ITEM, new):
            self._units.rename_group(company, ITEM, new)
        self._units.ensure(company, ITEM, new, new["baseUnitOfMeasureCode"])

    def deleted(self, company: int, row: Row) -> None:
        self._units.drop(company, ITEM, row)


class Resources(Behaviour):
    def __init__(self, resources: EntitySet, store: Store, units: Units) -> None:
        self._resources = resources
        self._store = store
        self._units = units

    def inserted(self, company: int, row: Row) -> None:
        self._units.add_group(company, RESOURCE, row)
        group: Row = {"unitGroupId": self._units.group_id(company, RESOURCE, row["id"])}
        self._store.overwrite(company, self._resources, row, group)
        self._measure(company, row)

    def modified(self, company: int, old: Row, new: Row) -> None:
        if _named(RESOURCE, old) != _named(RESOURCE, new):
            self._units.rename_group(company, RESOURCE, new)
        if old["baseUnitOfMeasureCode"] != new["baseUnitOfMeasureCode"]:
            self._measure(company, new)

    def deleted(self, company: int, row: Row) -> None:
        self._units.drop(company, RESOURCE, row)

    def _measure(self, company: int, row: Row) -> None:
        unit = self._units.ensure(company, RESOURCE, row, row["baseUnitOfMeasureCode"])
        self._store.overwrite(company, self._resources, row, {"baseUnitOfMeasureId": unit})


class PriceListHeaders(Behaviour):
    alters = False

    def __init__(self, model: Model, store: Store, writer: Writer) -> None:
        self._lines = model.sets["priceListLines"]
        self._store = store
        self._writer = writer

    def modified(self, company: int, old: Row, new: Row) -> None:
        """The status of a price list is that of its lines, too (recalled)."""
        if old["status"] != new["status"]:
            for line in self._of(company, new):
                self._writer.rewrite(company, self._lines, line, {"status": new["status"]})

    def deleted(self, company: int, row: Row) -> None:
        for line in self._of(company, row):
            self._writer.delete(company, self._lines, line)

    def _of(self, company: int, header: Row) -> list[Row]:
        return self._store.where(company, self._lines, {"priceListCode": header["code"]})


class PriceListLines(Behaviour):
    alters = False

    def __init__(self, model: Model, store: Store, units: Units) -> None:
        self._model = model
        self._lines = model.sets["priceListLines"]
        self._headers = model.sets["priceListHeaders"]
        self._store = store
        self._units = units
        self._types = self._lines.fields["assetType"].members

    def inserting(self, write: Write) -> None:
        company, values = write.company, write.values
        lines: Row = {"priceListCode": values.get("priceListCode", "")}
        header = self._store.find(company, self._headers, {"code": lines["priceListCode"]})
        if header is not None:
            inherited = () if header["allowUpdatingDefaults"] else INHERITED
            for name in (*inherited, "priceType", "amountType", "status"):
                values.setdefault(name, header[name])
        if not values.get("lineNumber"):
            numbers = [
                int(line["lineNumber"]) for line in self._store.where(company, self._lines, lines)
            ]
            values["lineNumber"] = max(numbers, default=0) + STEP
        values.setdefault("assetType", self._types.index(ITEM))
        self._point(company, values, self._store.table(company, self._lines).blank)

    def modifying(self, row: Row, write: Write) -> None:
        self._point(write.company, write.values, row)

    def _point(self, company: int, values: Row, before: Row) -> None:
        """Find what the price is for, and its unit."""
        line = before | values
        kind = self._types[int(line["assetType"])]
        if kind not in UNITS:
            return
        assets = self._model.sets[f"{kind.lower()}s"]
        asset = self._store.find(company, assets, {"number": line["assetNumber"]})
        values["assetId"] = NO_GUID if asset is None else asset["id"]
        if asset is not None and not line["description"]:
            values["description"] = asset["displayName"]
        base = "" if asset is None else asset["baseUnitOfMeasureCode"]
        code = line["unitOfMeasureCode"] or base
        values["pricedUnitOfMeasureCode"] = code
        unit = self._units.find(company, kind, line["assetNumber"], code)
        values["pricedUnitOfMeasureId"] = unit


def _named(kind: str, source: Row) -> Row:
    """Return what a unit group repeats of its item or resource."""
    return {
        "sourceNumber": source["number"],
        "code": f"{kind.upper()} {source['number']} UOM GR",
        "sourceName": source["displayName"],
        "baseUnitOfMeasureCode": source["baseUnitOfMeasureCode"],
    }
