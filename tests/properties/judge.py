"""Judges what the app has made of what users did, once all is quiet."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.policies import ConflictPolicy, DeletionPolicy
from shared.domain.sides import Side
from tests.notified import SECRET
from tests.properties.users import FIELDS, ONE_WAY, REFUSED, Choice, Users
from tests.surroundings import Json, Surroundings
from tests.verdicts import is_conserved, is_silent

Pair = tuple[str, str]
_LEG = {Side.BC: "to_dataverse", Side.DATAVERSE: "from_dataverse"}


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
        self.are_listed = False
        """Whether anything was not in order when a run had ended last."""

    def tick(self) -> None:
        self.world.stack.host.fire_timer("sync_customer")
        self.look()

    def run_in_full(self) -> None:
        """Run as if nothing had been read yet: what was deleted since counts for no watermark."""
        self.watermarks.clear()
        self.world.start("customer", full=True)
        self.look()

    def be_notified(self, side: Side) -> None:
        """Have a service tell the app that something has changed."""
        if side is Side.BC:
            company = self.world.customers.company.id
            entry = {"clientState": SECRET, "changeType": "updated"}
            entry["resource"] = f"api/v2.0/companies({company})/customers"
            answer = self.world.call("POST", "notifications/bc", json={"value": [entry]})
        else:
            body = {"PrimaryEntityName": "account"}
            answer = self.world.call("POST", f"notifications/dataverse?code={SECRET}", json=body)
        assert answer.status_code == 202, answer.text
        self.world.stack.host.drain_queues()
        self.look()

    def decide(self, number: int, action: str, *, corrected: bool) -> None:
        """Have an administrator decide about one of the records that are not in order.

        :param corrected: a user first enters what the partner has, where a value was refused.
        """
        entries = self.world.pending()
        entry = entries[number % len(entries)]
        if corrected and entry["cause"] == "data":
            there = self.users.ids(Side.DATAVERSE).index(entry["record"])
            self.users.copy(Choice(Side.DATAVERSE, there), "addressLine2")
            self.tick()
            if entry["record"] not in {listed["record"] for listed in self.world.pending()}:
                return
        self.ledger.tale.append(f"{action}: {entry['direction']} {entry['record']}")
        self.world.resolve(entry, action)
        self.look()

    def force(self, number: int, side: Side) -> None:
        """Have an administrator overwrite the partner of a record that is not in order."""
        entries = self.world.pending()
        entry = entries[number % len(entries)]
        chosen = entry["record"] if entry["direction"] == _LEG[side] else entry["partner"]
        if chosen is None:
            return
        self.ledger.tale.append(f"forced: {_LEG[side]} {chosen}")
        self.world.start("customer", direction=_LEG[side], force=True, records=[chosen])
        self.look()

    def look(self) -> None:
        """See what a run has done, before users do anything else."""
        self.has_looked = True
        self.are_listed = bool(self.world.pending())
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
        self._go_on()

    def _go_on(self) -> None:
        """Let a moment pass: runs are listed by the millisecond in which they began."""
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
        self._go_on()
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
            yield from self._unlisted(pair)
            return
        created = [self.ledger.of(*at).created for at in zip(Side, pair, strict=True)]
        if not any(created) and self.deleted in (DeletionPolicy.KEEP, DeletionPolicy.DELETE):
            yield "no user has created either"
        bc, dataverse = records
        if bc is None or dataverse is None:
            yield "one is gone, and the other one is not listed"
            return
        yield from self._fields(pair, bc, dataverse)

    def _unlisted(self, pair: Pair) -> Iterator[str]:
        """Say which record of a pair that is not in order has a value that nobody has carried, and
        is not listed with it: once its partner is in order, nothing would tell of it."""
        values = {
            side: self.users.values(side, self.rows[side][id_])
            for side, id_ in zip(Side, pair, strict=True)
            if id_ in self.rows[side]
        }
        if len(values) < len(Side):
            return
        for side, id_, partner in (
            (Side.BC, pair[0], (Side.DATAVERSE, pair[1])),
            (Side.DATAVERSE, pair[1], (Side.BC, pair[0])),
        ):
            mine, theirs = self.ledger.of(side, id_), self.ledger.of(*partner)
            for name, value in values[side].items():
                was_there = {*theirs.overwritten.get(name, {}), *theirs.written.get(name, {})}
                differs = value and value != values[partner[0]][name]
                is_news = value in mine.written.get(name, {}) and value not in was_there
                told = id_ in self.listed or self._gave_way(value)
                if differs and is_news and not told:
                    yield f"{side}'s {name} is {value!r}, not carried and not listed"

    def _fields(self, pair: Pair, bc: Json, dataverse: Json) -> Iterator[str]:
        here, there = self.users.values(Side.BC, bc), self.users.values(Side.DATAVERSE, dataverse)
        for name in FIELDS:
            if name == ONE_WAY and not there[name]:
                continue  # An account that was restored begins without it, and wipes nothing out.
            if here[name] != there[name]:
                yield f"{name}: {here[name]!r} and {there[name]!r}"
                continue
            for objection in self.ledger.objections(pair[0], name, here[name]):
                if not self._is_kept(objection):
                    yield objection

    def _is_kept(self, objection: str) -> bool:
        """Return whether a value gave way, or came back, by policy or by somebody's decision, and
        stands with its job."""
        value = objection.split("'")[1]
        back = any(f"gives way to '{value}'" in message for message in self.overruled)
        return self._gave_way(value) if "is lost" in objection else "is back" in objection and back

    def _gave_way(self, value: str) -> bool:
        return any(f"'{value}'" in message for message in self.overruled)

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
