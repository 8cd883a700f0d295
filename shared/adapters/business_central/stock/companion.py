"""The companion extension's page: variants, locations and dates, as sums up to each day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from shared.adapters.business_central.asking import Asking, day_of, number_of
from shared.adapters.business_central.stock.told import Sums, Told, Wish
from shared.domain.availability.figures import (
    Figures,
    Item,
    Kind,
    Movement,
    SourceName,
    Stock,
    Unknown,
    moved,
)

_ENTITY = "bcsync/sync/v1.0/itemAvailabilities"
_FIELDS = (
    "itemNumber", "variantCode", "locationCode", "date",
    "inventory", "grossRequirement", "scheduledReceipt",
)  # fmt: skip
_NOT_COUNTED = frozenset(
    {Unknown.ASSEMBLY, Unknown.PRODUCTION, Unknown.SERVICE, Unknown.PROJECTS, Unknown.RETURNS}
)


class Companion:
    name = SourceName.COMPANION
    needs = (_ENTITY,)

    def wishes(self, asking: Asking) -> Sequence[Wish]:
        del asking
        return [Wish(_ENTITY, _FIELDS, "itemNumber", _sums)]

    def figures(
        self, asking: Asking, found: Sequence[tuple[Item, Sequence[Told]]], as_of: datetime
    ) -> Iterator[Figures]:
        del asking
        for item, told in found:
            sums = [each.what for each in told if isinstance(each.what, Sums)]
            stock, lines = _apart(sums)
            yield Figures(item, stock, lines, self.name, as_of, unknown=_NOT_COUNTED)


def _apart(rows: Iterable[Sums]) -> tuple[list[Stock], list[Movement]]:
    """Return what lies at each place, and what was added to the sums on each day."""
    places: dict[tuple[str, str], list[Sums]] = defaultdict(list)
    for row in rows:
        places[row.location, row.variant].append(row)
    stock: list[Stock] = []
    lines: list[Movement] = []
    for (location, variant), there in places.items():
        there.sort(key=lambda row: row.day or date.min)
        stock.append(Stock(there[-1].inventory, location, variant))
        demand = supply = Decimal(0)
        for row in there:
            for kind, added in (
                (Kind.DEMAND, row.demand - demand),
                (Kind.SUPPLY, row.supply - supply),
            ):
                if added:
                    lines.append(moved(kind, added, row.day, location, variant))
            demand, supply = row.demand, row.supply
    return stock, lines


def _sums(row: Any) -> Iterator[Told]:
    sums = Sums(
        row["variantCode"],
        row["locationCode"],
        day_of(row["date"]),
        number_of(row["inventory"]),
        number_of(row["grossRequirement"]),
        number_of(row["scheduledReceipt"]),
    )
    yield Told(row["itemNumber"], sums)
