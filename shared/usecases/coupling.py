"""Couple records that somebody has chosen for each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.jobs import Counters, Kind, Run, State, SyncJob, Trigger
from shared.domain.mapping import TableMapping
from shared.domain.records import Record
from shared.domain.recoupling import Facts, Objection, Pair, Plan, plan
from shared.domain.sides import Direction, Leg, Side
from shared.errors import IntegrationError, RequestError
from shared.ports import Lease
from shared.usecases.cascading import uncouple_children
from shared.usecases.claiming import Claims
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.forgetting import forget
from shared.usecases.forgiving import heal
from shared.usecases.keeping import keep
from shared.usecases.leases import lease_of
from shared.usecases.offered import check_on
from shared.usecases.requesting import Wish, check_direction, check_enabled, request_run, run_id
from shared.usecases.tracing import job_span


class Initial(StrEnum):
    """How the values of what is coupled come to agree."""

    TO_DATAVERSE = "to_dataverse"
    FROM_DATAVERSE = "from_dataverse"
    NONE = "none"
    """Not now: both keep their values until one of them changes."""


@dataclass(frozen=True)
class Choice:
    pairs: Sequence[Pair]
    start: Side = Side.BC
    """The record that somebody had before their eyes: it is the one that may be moved."""
    initial: Initial | None = None
    """None: whatever the mapping's direction suggests, and nothing for pairs that agree."""

    def leg(self, mapping: TableMapping) -> Leg | None:
        """Return the way in which the values travel; None where they do not.

        :raises RequestError: the mapping does not synchronize in that direction.
        """
        if self.initial is Initial.NONE:
            return None
        if self.initial is None:
            return mapping.direction.legs[0]
        return check_direction(mapping, Leg(self.initial.value))


@dataclass(frozen=True)
class Coupled:
    run: Run
    job: SyncJob
    follow: Run | None
    """The run that synchronizes the values."""


def couple(engine: Engine, mapping: TableMapping, choice: Choice) -> Coupled:
    """Couple all pairs, or none where one of them cannot be.

    :raises RequestError: a record does not exist or has a partner, or the mapping is at work.
    """
    check_enabled(engine)
    check_on(engine, mapping)
    leg = choice.leg(mapping)
    asked = keep(engine)
    with lease_of(engine, mapping.slug) as lease:
        coupler = Coupler(engine, mapping, choice, asked)
        with coupler.at_work():
            plans = coupler.plans()
            run, job = coupler.carry_out(plans, lease)
    chosen = [p for p in plans if choice.initial is not None or not _agree(p.coupled)]
    follow = None
    if leg is not None and chosen:
        ids = [each.pair.id_on(leg.source) for each in chosen]
        follow = request_run(engine, mapping, Wish(Direction(leg.value), ids, force=True))
    return Coupled(run, job, follow)


def _agree(coupling: Coupling | None) -> bool:
    return coupling is not None and coupling.agreement is not None


class Coupler:
    """Looks at chosen pairs, and couples them."""

    def __init__(
        self, engine: Engine, mapping: TableMapping, choice: Choice, asked: int = 0
    ) -> None:
        """:param asked: how many requests were sent before."""
        self.asked = asked
        self.engine, self.mapping, self.choice = engine, mapping, choice
        self.pairs = list(dict.fromkeys(choice.pairs))
        self.leg = Leg.TO_DATAVERSE if choice.start is Side.BC else Leg.FROM_DATAVERSE
        self.crossing = Crossing(engine, mapping, self.leg, full=False)
        self._check_each_once()
        now = engine.clock.now()
        self.run = Run(
            run_id(now),
            mapping.slug,
            Trigger.REQUEST,
            (self.leg,),
            full=False,
            records=tuple(pair.id_on(self.leg.source) for pair in self.pairs),
            state=State.RUNNING,
            created_at=now,
            kind=Kind.COUPLING,
        )
        self.job = SyncJob(
            self.run.id, self.run.mapping, self.leg, State.RUNNING, now, kind=self.run.kind
        )
        """Neither is saved before it was done."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let what is asked of the services be told as the job's; nobody else needs them then."""
        with job_span(self.run, lambda: self.job) as ending:
            try:
                yield
                ending.outcome = self.job.state.value
            except IntegrationError as error:
                ending.outcome, ending.error = State.FAILED.value, error.code
                raise
            finally:
                self.crossing.release()

    def _check_each_once(self) -> None:
        for side in Side:
            ids = Counter(pair.id_on(side) for pair in self.pairs)
            twice = [str(id_) for id_, count in ids.items() if count > 1]
            if twice:
                raise RequestError(
                    f"{side.system} record {twice[0]} is in more than one pair.",
                    code="request_invalid",
                )

    def records(self) -> dict[Side, dict[UUID, Record]]:
        """Return those of the chosen records that exist, inside the mapping's filters or not."""
        return {side: {row.id: row for row in self._read(side)} for side in Side}

    def _read(self, side: Side) -> Sequence[Record]:
        crossing, table = self.crossing, self.crossing.table(side)
        ids = [pair.id_on(side) for pair in self.pairs]
        return crossing.stores[side].read_by_id(table, ids, within_filter=False)

    def plans(self) -> list[Plan]:
        """Return what is to be done for each pair.

        :raises RequestError: a record does not exist, or has a partner that it keeps.
        """
        records = self.records()
        missing = [
            f"{side.system} record {id_}"
            for side in Side
            for pair in self.pairs
            if (id_ := pair.id_on(side)) not in records[side]
        ]
        if missing:
            raise RequestError(
                f"Not there, or not to be read by the app: {_listed(missing)}. "
                "Nothing was coupled.",
                code="record_missing",
                status=404,
            )
        foreign = self.foreign(records[Side.DATAVERSE].values())
        if foreign:
            raise RequestError(
                f"Of another company: Dataverse record {_listed(foreign)}. Nothing was coupled.",
                code="other_company",
                status=409,
            )
        found = self.look()
        objections = [each.reason for each in found if isinstance(each, Objection)]
        if objections:
            raise RequestError(
                f"{_listed(objections)}. Nothing was coupled.", code="already_coupled", status=409
            )
        return [each for each in found if isinstance(each, Plan)]

    def foreign(self, rows: Iterable[Record]) -> list[str]:
        """Return the ids of rows that belong to another company than the app's."""
        table = self.crossing.table(Side.DATAVERSE)
        return [str(row.id) for row in rows if table.is_others(row)]

    def look(self) -> list[Plan | Objection]:
        facts = self._facts()
        return [plan(pair, self.choice.start, facts) for pair in self.pairs]

    def _facts(self) -> Facts:
        chosen = {side: [pair.id_on(side) for pair in self.pairs] for side in Side}
        find = self.engine.couplings.find
        couplings = {side: find(self.mapping.slug, side, chosen[side]) for side in Side}
        gone = {
            side: self._gone(
                side, {c.id_on(side) for c in couplings[side.other].values()} - {*chosen[side]}
            )
            for side in Side
        }
        return Facts(couplings, gone)

    def _gone(self, side: Side, ids: set[UUID]) -> set[UUID]:
        return self.crossing.stores[side].absent(self.crossing.table(side), list(ids))

    def carry_out(self, plans: Sequence[Plan], lease: Lease) -> tuple[Run, SyncJob]:
        """End what gives way, then couple: what a crash leaves, the same request finishes."""
        hold = self.crossing.hold(lease)
        hold.renew()
        couplings, slug = self.engine.couplings, self.mapping.slug
        ended = list({c.bc_id: c for each in plans for c in each.ended}.values())
        new = [
            Coupling(slug, each.pair.bc_id, each.pair.dataverse_id, each.generation)
            for each in plans
            if each.coupled is None
        ]
        skipped = [each.coupled for each in plans if each.coupled and each.coupled.skipped]
        self._claim(new)
        hold.keep()
        forget(self.engine, slug, [*ended, *new])
        if ended:
            uncouple_children(self.engine, self.mapping, ended, self.crossing)
        couplings.remove(ended)
        if None in self.crossing.store(new):
            raise RequestError(
                "One of the records got another partner meanwhile. Look at its coupling, and ask "
                "again.",
                code="already_coupled",
                status=409,
            )
        heal(self.engine, slug, skipped)
        return self.log(Counters(len(plans), coupled=len(new), unchanged=len(plans) - len(new)))

    def _claim(self, new: Sequence[Coupling]) -> None:
        """Make rows of no company ours before they are coupled: no other app couples them then."""
        lost = Claims(self.crossing).settle([coupling.dataverse_id for coupling in new])
        if lost:
            raise RequestError(
                f"Changed when it was about to be claimed for this company: Dataverse record "
                f"{_listed(sorted(map(str, lost)))}. Nothing was coupled; ask again.",
                code="other_company",
                status=409,
            )

    def log(self, counters: Counters) -> tuple[Run, SyncJob]:
        """Save that it was done, as a run with its job."""
        now = self.engine.clock.now()
        sent = self.asked + self.crossing.requests
        self.job = replace(self.job, counters=counters, requests=sent).finished(now)
        self.run = replace(self.run, state=State.FINISHED, finished_at=now)
        self.engine.job_log.save_job(self.job)
        self.engine.job_log.save_run(self.run)
        return self.run, self.job


_MOST_TOLD = 10


def _listed(problems: Sequence[str]) -> str:
    told = "; ".join(problems[:_MOST_TOLD])
    more = len(problems) - _MOST_TOLD
    return f"{told}; and {more} more" if more > 0 else told
