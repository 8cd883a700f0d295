"""Which item of Business Central somebody means: by a product's id or number, or the item's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.domain.availability.orders import ItemKey
from shared.domain.belonging import COMPANY_TABLE, belonging
from shared.domain.identifiers import id_of
from shared.domain.mapping import TableMapping
from shared.domain.mapping_sides import COMPANY
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import RequestError
from shared.ports.availability import SalesRecords
from shared.usecases.engine import Engine

_PRODUCT, _ITEMS = "product", "items"
_NUMBER = "number"
_LONGEST_NUMBER, _LONGEST_ITEM_NUMBER = 100, 20
"""Characters, of a product and of an item."""


@dataclass(frozen=True)
class Unstocked:
    """A product that no item stands behind: a resource, say."""

    entity: str


Meant = ItemKey | Unstocked | RequestError
"""What somebody means; an error where they mean nothing that is known."""


def find(engine: Engine, records: SalesRecords, asked: Sequence[str]) -> Mapping[str, Meant]:
    """Return what each of *asked* means; a product's number goes before an item's."""
    search = _Search(engine, records, _products_of(engine))
    ids = {text: id_ for text in asked if (id_ := id_of(text)) is not None}
    numbers = [text for text in asked if text not in ids]
    return {**search.by_id(ids), **search.by_number(numbers)}


def _products_of(engine: Engine) -> list[TableMapping]:
    """Return the mappings of products: of items, of resources, and a customer's own."""
    return [m for m in engine.mappings.values() if m.dataverse.table == _PRODUCT]


class _Search:
    def __init__(
        self, engine: Engine, records: SalesRecords, mappings: Sequence[TableMapping]
    ) -> None:
        self._engine, self._records, self._mappings = engine, records, mappings

    def by_id(self, asked: Mapping[str, UUID]) -> dict[str, Meant]:
        coupled = self._coupled(asked.values())
        unknown = [id_ for id_ in asked.values() if id_ not in coupled]
        there = {row.id for row in self._products(unknown)}
        return {
            text: coupled.get(id_) or (_not_coupled(text) if id_ in there else no_product(text))
            for text, id_ in asked.items()
        }

    def by_number(self, asked: Sequence[str]) -> dict[str, Meant]:
        rows = self._numbered([text for text in asked if _may_be_number(text, _LONGEST_NUMBER)])
        coupled = self._coupled(row.id for found in rows.values() for row in found)
        meant: dict[str, Meant] = {}
        for text in asked:
            found = rows.get(text.casefold(), [])
            first = next((coupled[row.id] for row in found if row.id in coupled), None)
            meant[text] = first or (_not_coupled(text) if found else _item(text))
        return meant

    def _coupled(self, ids: Iterable[UUID]) -> dict[UUID, ItemKey | Unstocked]:
        wanted = list(ids)
        coupled: dict[UUID, ItemKey | Unstocked] = {}
        for mapping in self._mappings if wanted else ():
            found = self._engine.couplings.find(mapping.slug, Side.DATAVERSE, wanted)
            for id_, coupling in found.items():
                agreed = coupling.agreement.bc if coupling.agreement else {}
                item = ItemKey(coupling.bc_id, hint=str(agreed.get(_NUMBER) or ""))
                coupled[id_] = (
                    item if mapping.bc.standard == _ITEMS else Unstocked(mapping.bc.entity)
                )
        return coupled

    def _products(self, ids: Sequence[UUID]) -> list[Record]:
        if not ids:
            return []
        store = self._records.open()
        try:
            return store.read_by_id(Table(_PRODUCT, ()), ids, within_filter=False)
        finally:
            store.release()

    def _numbered(self, numbers: Sequence[str]) -> dict[str, list[Record]]:
        """Return the products with these numbers, but those of other companies."""
        if not numbers or not self._mappings:
            return {}
        store = self._records.open()
        try:
            rows = store.find(self._table(), "productnumber", [*numbers])
        finally:
            store.release()
        found: dict[str, list[Record]] = {}
        for row in rows:
            found.setdefault(str(row.values["productnumber"]).casefold(), []).append(row)
        return found

    def _table(self) -> Table:
        installation = self._engine.installations.current()
        belongs = next(
            (found for m in self._mappings if (found := belonging(m, installation))), None
        )
        if belongs is None:
            return Table(_PRODUCT, ("productnumber",))
        columns, lookups = ("productnumber", COMPANY), {COMPANY: COMPANY_TABLE}
        return Table(_PRODUCT, columns, lookups=lookups, belonging=belongs)


def _not_coupled(asked: str) -> RequestError:
    return RequestError(
        f"The product {asked} is not coupled with an item of Business Central, so that nobody "
        "knows its stock. An administrator couples it.",
        code="product_not_coupled",
        status=409,
    )


def _item(asked: str) -> Meant:
    number = asked.strip().upper()
    return (
        ItemKey(number=number)
        if _may_be_number(number, _LONGEST_ITEM_NUMBER)
        else no_product(asked)
    )


def _may_be_number(text: str, longest: int) -> bool:
    return len(text) <= longest and text.isprintable()


def no_product(asked: str) -> RequestError:
    return RequestError(
        f"There is no product {asked} in Dataverse, and no such item in Business Central.",
        code="product_unknown",
        status=404,
    )
