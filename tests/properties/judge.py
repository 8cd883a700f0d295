"""Judges what the app has made of what users did, once all is quiet."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.policies import ConflictPolicy, DeletionPolicy
from shared.domain.sides import Side
from tests.properties.users import FIELDS, REFUSED, Users
from tests.surroundings import Json, Surroundings
from tests.verdicts import is_conserved, is_silent

Pair = tuple[str, str]


class Judge:
    def __init__(
        self,
        world: Surroundings,
        users: Users,
        conflict: ConflictPolicy,
        deleted: DeletionPolicy,
    ) -> None:
        self.world, self.users, self.ledger = world, users, users.ledger
        self.conflict, self.deleted = conflict, deleted
        self.watermarks: dict[str, datetime] = {}
        self.overruled: list[str] = []
        self.has_looked = False
        """Since the app was last started: one that has done nothing remembers nothing."""

    def tick(self) -> None:
        self.world.stack.host.fire_timer("sync_customer")
        self.look()

    def run_in_full(self) -> None:
        """Run as if nothing had been read yet: what was deleted since counts for no watermark."""
        self.watermarks.clear()
        self.world.start("customer", full=True)
        self.look()

    def look(self) -> None:
        """See what a run has done, before users do anything else."""
        self.has_looked = True
        pairs = [(c["bc_id"], c["dataverse_id"]) for c in self.world.couplings()]
        self.ledger.look({side: self.users.ids(side) for side in Side}, pairs)
        run = self.world.get("jobs", mapping="customer", top=1)["value"]
        self.ledger.tale += [f"ran {job['direction']}: {job['counters']}" for job in run]
        assert {job["state"] for job in run} == {"finished"}, [job["message"] for job in run]
        assert all(map(is_conserved, run)), run
        eventful = [job for job in run if any(job["counters"].values())]
        errors = self.world.errors({"jobs": eventful})
        self.ledger.tale += [f"{error['cause']}: {error['message']}" for error in errors]
        self.overruled += [e["message"] for e in errors if e["cause"] == "overruled"]
        self._see_watermarks()
        # Runs are listed by the millisecond in which they began.
        self.world.clock.advance(timedelta(milliseconds=1))

    def _see_watermarks(self) -> None:
        told = self.world.watermarks()
        now = {side: datetime.fromisoformat(mark) for side, mark in told.items() if mark}
        moved_back = [side for side, mark in self.watermarks.items() if now[side] < mark]
        assert not moved_back, f"{moved_back}: {self.watermarks} {now}"
        self.watermarks = now

    def objections(self) -> list[str]:
        """Return all that is wrong now, after users were quiet for a while."""
        objections = list(self._objections())
        if not is_silent(self.world):
            objections.append("a further run still wrote something")
        return objections and [*objections, *self.ledger.tale]

    def _objections(self) -> Iterator[str]:
        self.rows = {
            side: {str(row[key]): row for row in self.users.rows(side)}
            for side, key in ((Side.BC, "id"), (Side.DATAVERSE, "accountid"))
        }
        self.listed = {entry["record"] for entry in self.world.pending()}
        couplings = self.world.couplings()
        pairs = [(c["bc_id"], c["dataverse_id"]) for c in couplings]
        for place, side in enumerate(Side):
            coupled = [pair[place] for pair in pairs]
            if len(set(coupled)) < len(coupled):
                yield f"a record of {side} has two partners"
            yield from self._alone(side, set(self.rows[side]) - set(coupled))
        for pair in pairs:
            yield from (f"{pair}: {objection}" for objection in self._pair(pair))
        for side in Side:
            yield from self._deleted_by_the_app(side)

    def _alone(self, side: Side, ids: set[str]) -> Iterator[str]:
        for id_ in ids - self.listed:
            once = self.ledger.partners(side, id_)
            if not (once and self.deleted is DeletionPolicy.UNCOUPLE):
                row = self.users.values(side, self.rows[side][id_])
                yield f"{side} {id_} has no partner: {row}, once {once}"

    def _pair(self, pair: Pair) -> Iterator[str]:
        records = [self.rows[side].get(id_) for side, id_ in zip(Side, pair, strict=True)]
        if set(pair) & self.listed:
            return
        created = [self.ledger.of(*at).created for at in zip(Side, pair, strict=True)]
        if not any(created) and self.deleted in (DeletionPolicy.KEEP, DeletionPolicy.DELETE):
            yield "no user has created either"
        bc, dataverse = records
        if bc is None or dataverse is None:
            yield "one is gone, and the other one is not listed"
            return
        yield from self._fields(pair, bc, dataverse)

    def _fields(self, pair: Pair, bc: Json, dataverse: Json) -> Iterator[str]:
        here, there = self.users.values(Side.BC, bc), self.users.values(Side.DATAVERSE, dataverse)
        for name in FIELDS:
            if here[name] != there[name]:
                yield f"{name}: {here[name]!r} and {there[name]!r}"
                continue
            for objection in self.ledger.objections(pair[0], name, here[name]):
                if not self._is_kept(objection):
                    yield objection

    def _is_kept(self, objection: str) -> bool:
        """Return whether a lost value is one that gave way by policy, and stands with its job."""
        lost = objection.split("'")[1]
        by_policy = self.conflict is not ConflictPolicy.FAIL
        kept = any(f"'{lost}'" in message for message in self.overruled)
        return "is lost" in objection and by_policy and kept

    def _deleted_by_the_app(self, side: Side) -> Iterator[str]:
        for id_ in self.ledger.seen[side] - set(self.rows[side]):
            if self.ledger.of(side, id_).deleted:
                continue
            if self.deleted is not DeletionPolicy.DELETE:
                yield f"{side} {id_} was deleted by nobody"
            partners = self.ledger.partners(side, id_)
            for lost in self.ledger.unaccounted(side, id_, partners):
                if not lost.startswith(REFUSED):
                    yield f"{side} {id_} was deleted with {lost!r}, which nobody has seen"
