"""The way to stock that the environment offers: the one that knows most, or the chosen one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shared.adapters.business_central.asking import Asking, Query
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.stock.analytics import Analytics
from shared.adapters.business_central.stock.companion import Companion
from shared.adapters.business_central.stock.items import item_wishes, unit_wishes, with_units
from shared.adapters.business_central.stock.plain import Plain, read_orders
from shared.adapters.business_central.stock.told import Told, Wish
from shared.domain.availability.figures import Figures, Item, SourceName
from shared.domain.availability.orders import ItemKey, OrderBook
from shared.domain.records import Value
from shared.errors import ConfigurationError
from shared.ports.availability import OrderBooks

_LOCATIONS = Query("locations", ("code",), "code", lambda row: [str(row["code"]).upper()])


class _Way(Protocol):
    @property
    def name(self) -> SourceName: ...

    @property
    def needs(self) -> Sequence[str]:
        """The entities without which it does not work."""
        ...

    def wishes(self, asking: Asking) -> Sequence[Wish]:
        """What is to be read by items' numbers, besides the items themselves."""
        ...

    def figures(
        self, asking: Asking, found: Sequence[tuple[Item, Sequence[Told]]], as_of: datetime
    ) -> Iterator[Figures]: ...


class StockSource:
    """See :class:`AvailabilitySource`."""

    def __init__(
        self,
        environment: Environment,
        hurried: Environment,
        books: OrderBooks,
        chosen: SourceName | None,
    ) -> None:
        """:param hurried: the same one, for people who wait."""
        self._environment, self._hurried, self._chosen = environment, hurried, chosen
        self._ways: Sequence[_Way] = (Companion(), Analytics(), Plain(books))

    def read(self, keys: Sequence[ItemKey]) -> Mapping[ItemKey, Figures | None]:
        asking = Asking(self._hurried)
        try:
            return self._read(asking, keys)
        finally:
            asking.release()

    def locations(self, codes: Sequence[str]) -> Mapping[str, bool]:
        asking = Asking(self._hurried)
        try:
            found = asking.all([(_LOCATIONS, codes)])
        finally:
            asking.release()
        return {code: code in found for code in codes}

    def reads_orders(self) -> bool:
        asking = Asking(self._environment)
        try:
            return self._way(asking).name is SourceName.V2
        finally:
            asking.release()

    def orders(self) -> OrderBook:
        asking = Asking(self._environment)
        try:
            return read_orders(asking, self._environment.session.clock.now())
        finally:
            asking.release()

    def _read(self, asking: Asking, keys: Sequence[ItemKey]) -> Mapping[ItemKey, Figures | None]:
        way = self._way(asking)
        wishes = [*way.wishes(asking), *unit_wishes(asking)]
        as_of = self._environment.session.clock.now()
        hinted = {(key.number or key.hint).upper() for key in keys} - {""}
        round_ = [*item_wishes(keys), *_each(wishes, hinted)]
        told = asking.all(round_)
        items = [each.what for each in told if isinstance(each.what, Item)]
        # Items that are called otherwise by now, or were never seen before.
        if late := {item.number for item in items if item.number.upper() not in hinted}:
            told += asking.all(_each(wishes, late))
        about: dict[str, list[Told]] = defaultdict(list)
        for each in told:
            about[each.number].append(each)
        complete = [
            (with_units(item, about[item.number]), about[item.number])
            for item in {item.id: item for item in items}.values()
        ]
        figures = list(way.figures(asking, complete, as_of))
        by_id = {each.item.id: each for each in figures}
        by_number = {each.item.number.casefold(): each for each in figures}
        return {
            key: by_number.get(key.number.casefold()) if key.id is None else by_id.get(key.id)
            for key in keys
        }

    def _way(self, asking: Asking) -> _Way:
        ways = [way for way in self._ways if self._chosen in (None, way.name)]
        for way in ways:
            if asking.offers(*way.needs):
                return way
        raise ConfigurationError(
            f"AVAILABILITY_SOURCE is {self._chosen}, but the environment does not offer "
            f"{' and '.join(ways[0].needs)}. Install what brings it, or remove the setting.",
            code="availability_source_missing",
        )


def _each(wishes: Sequence[Wish], numbers: set[str]) -> Iterator[tuple[Wish, Sequence[Value]]]:
    if numbers:
        values: list[Value] = [*sorted(numbers)]
        yield from ((wish, values) for wish in wishes)
