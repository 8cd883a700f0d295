"""One mapping in one leg: what every step of a page's journey needs at hand."""

from shared.domain.couplings import Agreement, Coupling
from shared.domain.mapping import TableMapping
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from shared.domain.tables import table_of
from shared.ports import Couplings, RecordStore
from shared.usecases.engine import Engine
from shared.usecases.known_couplings import CoupledIds, RecentCouplings


class Crossing:
    def __init__(
        self,
        engine: Engine,
        mapping: TableMapping,
        leg: Leg,
        *,
        full: bool,
        recent: RecentCouplings | None = None,
    ) -> None:
        """
        :param full: whether the whole table is going to be read.
        :param recent: what the run has stored so far.
        """
        self.engine, self.mapping, self.leg = engine, mapping, leg
        couplings: Couplings = (
            CoupledIds(engine.couplings, mapping.slug, leg.source) if full else engine.couplings
        )
        self.couplings = (recent or RecentCouplings()).before(couplings)
        self.stores: dict[Side, RecordStore] = {side: engine.stores.open(side) for side in Side}
        self.source, self.target = self.stores[leg.source], self.stores[leg.target]
        self.source_table = table_of(mapping, leg.source, engine.mappings)
        self.target_table = table_of(mapping, leg.target, engine.mappings)

    @property
    def slug(self) -> str:
        return self.mapping.slug

    @property
    def requests(self) -> int:
        """How many requests were sent to the two services."""
        return sum(store.requests for store in self.stores.values())

    def release(self) -> None:
        """Give back the slots of both services, at a page's end."""
        for store in self.stores.values():
            store.release()

    def couple(
        self, source: Record, target: Record, agreement: Agreement | None = None
    ) -> Coupling:
        """Return a new coupling; the caller stores it."""
        bc, dataverse = (source, target) if self.leg.source is Side.BC else (target, source)
        return Coupling(self.slug, bc.id, dataverse.id, agreement=agreement)
