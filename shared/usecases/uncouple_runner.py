"""Run one uncoupling job: chosen couplings, or a mapping's all, page after page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.jobs import Counters, Run, SyncError, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause
from shared.domain.sides import Side
from shared.errors import RecordError
from shared.ports import Lease
from shared.usecases.cascading import uncouple_children
from shared.usecases.company_rows import CompanyRows, Released
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.forgetting import forget
from shared.usecases.stepper import Stepper

_AT_ONCE = 1000


class UncoupleRunner(Stepper):
    """A coupling is uncoupled whether or not its records still exist.

    Each step can be repeated: what it has done already is not there any more.
    """

    def __init__(
        self, engine: Engine, run: Run, job: SyncJob, mapping: TableMapping, lease: Lease
    ) -> None:
        crossing = Crossing(engine, mapping, job.leg, full=False, job_id=job.id)
        super().__init__(engine, run, job, lease, crossing)
        self.rows = CompanyRows(engine, mapping, crossing.stores[Side.DATAVERSE])

    def _steps(self) -> Iterator[None]:
        couplings = self.engine.couplings
        if self.run.records:
            found = couplings.find(self.slug, self.leg.source, self.run.records)
            self._uncouple(list(found.values()))
            return
        following: str | None = ""
        while following is not None:
            page, following = couplings.page(self.slug, _AT_ONCE, self.job.position)
            if page:
                self._uncouple(page, position=str(page[-1].bc_id))
                yield
        self._release_the_rest()

    def _uncouple(self, couplings: Sequence[Coupling], position: str | None = None) -> None:
        self._may_write()
        released = self.rows.release([coupling.dataverse_id for coupling in couplings])
        self.hold.keep()
        if released.interruption is not None:
            # The couplings stand, and with them what is left to do.
            self._count(Counters(modified=len(released.emptied)))
            raise released.interruption
        going = [c for c in couplings if c.dataverse_id not in released.refused]
        self._cascade(going)
        forget(self.engine, self.slug, going)
        self.crossing.couplings.remove(going)
        self.job = replace(self.job, position=position)
        self._remember(couplings, released)

    def _cascade(self, couplings: Sequence[Coupling]) -> None:
        runs = uncouple_children(self.engine, self.mapping, couplings, self.crossing)
        for run in runs:
            told = f"Run {run.id} uncouples {len(run.records)} of {run.mapping} with them."
            self.job = replace(self.job, message=f"{self.job.message} {told}".strip())

    def _release_the_rest(self) -> None:
        """Take our company out of rows that have no partner, whatever left them so."""
        rows = self.rows.all_of_ours()
        coupled = self._coupled_in_any(rows) if rows else set()
        stuck = [id_ for id_ in rows if id_ not in coupled]
        if not stuck:
            return
        self._may_write()
        released = self.rows.release(stuck)
        if released.interruption is None:
            self._list([_refusal(id_, error) for id_, error in released.refused.items()])
        failed = 0 if released.interruption else len(released.refused)
        self._count(Counters(read=failed, failed=failed, modified=len(released.emptied)))
        if released.interruption is not None:
            raise released.interruption

    def _coupled_in_any(self, rows: Sequence[UUID]) -> set[UUID]:
        """Return those with a partner: other mappings may share the table, as vendors do."""
        table, find = self.mapping.dataverse.table, self.engine.couplings.find
        sharing = [m for m in self.engine.mappings.values() if m.dataverse.table == table]
        return {id_ for mapping in sharing for id_ in find(mapping.slug, Side.DATAVERSE, rows)}

    # The job's account

    def _remember(self, couplings: Sequence[Coupling], released: Released) -> None:
        refused = [
            _refusal(coupling.id_on(self.leg.source), error, coupling.id_on(self.leg.target))
            for coupling in couplings
            if (error := released.refused.get(coupling.dataverse_id))
        ]
        self._list(refused)
        self._count(
            Counters(
                read=len(couplings),
                uncoupled=len(couplings) - len(refused),
                failed=len(refused),
                modified=len(released.emptied),
            )
        )


def _refusal(record_id: UUID, error: RecordError, partner_id: UUID | None = None) -> SyncError:
    answer = error.answer
    code, request_id = (answer.code, answer.request_id) if answer else ("", "")
    return SyncError(record_id, "", Cause.DATA, error.message, code, request_id, partner_id)
