"""One mapping in one leg: what every step of a page's journey needs at hand."""

from collections.abc import Sequence
from uuid import UUID

from shared.domain.belonging import belonging, stamp_of
from shared.domain.couplings import Agreement, Coupling, Version
from shared.domain.mapping import TableMapping
from shared.domain.policies import Instruction, Terms
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from shared.domain.stamps import Stamp
from shared.domain.tables import Table, table_of
from shared.ports import Couplings, Lease, RecordStore
from shared.usecases.computing import Computer
from shared.usecases.engine import Engine
from shared.usecases.followers import Notes
from shared.usecases.holding import Hold
from shared.usecases.known_couplings import CoupledIds, RecentCouplings


class Crossing:
    def __init__(
        self,
        engine: Engine,
        mapping: TableMapping,
        leg: Leg,
        *,
        full: bool,
        job_id: str = "",
        recent: RecentCouplings | None = None,
    ) -> None:
        """Cross as the installation is now: its company and ownership hold for the whole job.

        :param full: whether the whole table is going to be read.
        :param job_id: of the job that is at work; none in a dry run.
        :param recent: what the run has stored so far.
        """
        installation = engine.installations.current()
        mapping = mapping.under(installation.ownership, engine.mappings)
        self.engine, self.mapping, self.leg, self.job_id = engine, mapping, leg, job_id
        self.owning_team = installation.owning_team
        couplings: Couplings = (
            CoupledIds(engine.couplings, mapping.slug, leg.source) if full else engine.couplings
        )
        self.couplings = (recent or RecentCouplings()).before(couplings)
        self.bc = engine.stores.business_central()
        self.stores: dict[Side, RecordStore] = {
            Side.BC: self.bc,
            Side.DATAVERSE: engine.stores.open(Side.DATAVERSE),
        }
        self.computer = Computer(mapping.bc.computed, self.bc, self.stores[Side.DATAVERSE])
        self.source, self.target = self.stores[leg.source], self.stores[leg.target]
        self.stamp = stamp_of(mapping, installation)
        belongs = belonging(mapping, installation)
        self.source_table = table_of(mapping, leg.source, engine.mappings, belongs)
        self.target_table = table_of(mapping, leg.target, engine.mappings, belongs)

    def hold(self, lease: Lease) -> Hold:
        """Return the hold of *lease* that permits from here on whatever is written."""
        hold = Hold(lease, self.engine.clock)
        for store in self.stores.values():
            store.before_writing(hold.permit)
        return hold

    def complete(self, records: Sequence[Record]) -> list[Record]:
        """Return records of the source with the fields that the app works out."""
        return (
            list(records) if self.leg.source is Side.DATAVERSE else self.computer.complete(records)
        )

    def table(self, side: Side) -> Table:
        return self.source_table if side is self.leg.source else self.target_table

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

    def store(self, couplings: Sequence[Coupling]) -> list[Coupling | None]:
        """Store new couplings, None for those of records that have partners by now.

        What follows them is noted first: once a coupling is stored, nothing else tells of it.
        """
        notes = Notes(self.engine, self.mapping, [each.bc_id for each in couplings])
        stored = self.couplings.insert(couplings)
        notes.repeat([each.bc_id for each in stored if each])
        return stored

    def couple(
        self,
        source_id: UUID,
        target_id: UUID,
        agreement: Agreement | None = None,
        generation: int = 1,
    ) -> Coupling:
        """Return a new coupling; the caller stores it."""
        ids = (source_id, target_id) if self.leg.source is Side.BC else (target_id, source_id)
        return Coupling(self.slug, *ids, generation=generation, agreement=agreement)

    def agree(
        self, coupling: Coupling, agreement: Agreement, record: Record, partners: Version
    ) -> Coupling:
        """Return the coupling after the target agreed with *record*; the caller stores it."""
        now = self.engine.clock.now()
        version = Version.of(record)
        agreed = coupling.agreed(agreement, self.leg.source, version, partners, now)
        return agreed.ended(self.leg, succeeded=True, job_id=self.job_id)

    def terms(self, *, forced: bool, instruction: Instruction | None, create: bool) -> Terms:
        mapping = self.mapping
        stamp = self.stamp if self.leg.target is Side.DATAVERSE else Stamp()
        return Terms(
            self.leg, mapping.conflict, mapping.deleted, forced, instruction, stamp, create
        )
