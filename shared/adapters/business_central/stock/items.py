"""Items and their units, whichever way their stock is read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from shared.adapters.business_central.asking import Asking, number_of
from shared.adapters.business_central.stock.told import Inventory, Told, Unit, Wish
from shared.domain.availability.figures import Item
from shared.domain.availability.orders import ItemKey
from shared.domain.records import Value

_FIELDS = (
    "id", "number", "displayName", "type", "blocked", "baseUnitOfMeasureCode", "inventory",
)  # fmt: skip
_UNITS = "bcsync/sync/v1.0/itemUnitsOfMeasure"
_STOCKED = "Inventory"


def item_wishes(keys: Iterable[ItemKey]) -> Iterator[tuple[Wish, Sequence[Value]]]:
    known = list(keys)
    ids: list[Value] = [key.id for key in known if key.id is not None]
    numbers: list[Value] = [key.number for key in known if key.id is None]
    for column, values in (("id", ids), ("number", numbers)):
        if values:
            yield Wish("items", _FIELDS, column, _item), values


def unit_wishes(asking: Asking) -> Iterator[Wish]:
    """Units of items are on no page of Microsoft's; the companion extension has one."""
    if asking.offers(_UNITS):
        fields = ("itemNumber", "code", "quantityPerUnitOfMeasure")
        yield Wish(_UNITS, fields, "itemNumber", _unit)


def with_units(item: Item, told: Iterable[Told]) -> Item:
    return replace(
        item,
        units={each.what.code: each.what.factor for each in told if isinstance(each.what, Unit)},
    )


def _item(row: Any) -> Iterator[Told]:
    number = row["number"]
    item = Item(
        UUID(row["id"]),
        number,
        row["displayName"],
        row["baseUnitOfMeasureCode"],
        is_stocked=row["type"] == _STOCKED,
        is_blocked=row["blocked"] is True,
    )
    yield Told(number, item)
    yield Told(number, Inventory(number_of(row["inventory"])))


def _unit(row: Any) -> Iterator[Told]:
    factor = number_of(row["quantityPerUnitOfMeasure"])
    if factor > 0:
        yield Told(row["itemNumber"], Unit(row["code"], factor))
