"""Users of both services, who write down what they do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from shared.domain.sides import Side
from tests.properties.ledger import Ledger, Values
from tests.surroundings import Json, Surroundings

FIELDS = {
    "displayName": "name",
    "city": "address1_city",
    "phoneNumber": "telephone1",
    "addressLine2": "address1_line2",
    "website": "websiteurl",
}
NAME = "displayName"
ONE_WAY = "website"
"""It travels from Dataverse alone; users of Business Central have no hand in it."""
REFUSED = "longer than what Business Central takes for a line of an address: "
_A_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Choice:
    """Which record somebody means; of those that are there when it comes to that."""

    side: Side
    number: int


class Users:
    def __init__(self, world: Surroundings) -> None:
        self.world, self.ledger = world, Ledger()
        self._count = 0
        self._lock = Lock()

    # What they see

    def ids(self, side: Side) -> list[str]:
        return [_id(side, row) for row in self.rows(side)]

    def rows(self, side: Side) -> list[Json]:
        """Return all records, the oldest first."""
        if side is Side.BC:
            return self.world.customers.all()
        return sorted(self.world.accounts.all(), key=lambda row: (row["createdon"], row["name"]))

    def values(self, side: Side, row: Json) -> Values:
        return {bc: row[bc if side is Side.BC else dv] or "" for bc, dv in FIELDS.items()}

    # What they do

    def new_value(self, name: str) -> str:
        self._count += 1
        return f"{name[0].upper()}{self._count}"

    def create(self, side: Side, names: list[str], twin: int | None) -> None:
        """Create a record with a name, which may be another's on the other side, and *names*."""
        entered = [name for name in (NAME, *names) if side is Side.DATAVERSE or name != ONE_WAY]
        values = {name: self.new_value(name) for name in entered}
        there = self.rows(_other(side))
        if twin is not None and there:
            values[NAME] = self.values(_other(side), there[twin % len(there)])[NAME]
        with self._lock:
            spelled = _spelled(side, values)
            if side is Side.BC:
                row = self.world.customers.add(spelled.pop(NAME), **spelled)
            else:
                row = self.world.accounts.add(spelled.pop(FIELDS[NAME]), **spelled)
            self.ledger.create(side, _id(side, row), values)

    def edit(self, chosen: Choice, name: str, value: str | None = None) -> None:
        """Change a field to *value*, or to one that was never there before."""

        def change(row: Json) -> None:
            new = self.new_value(name) if value is None else value
            self._change(where.side, row, name, new)

        where = Choice(Side.DATAVERSE, chosen.number) if name == ONE_WAY else chosen
        self._with(where, change)

    def copy(self, chosen: Choice, name: str) -> None:
        """Enter what the record's partner has in a field."""

        def change(row: Json) -> None:
            for partner in self.ledger.partners(chosen.side, _id(chosen.side, row)):
                theirs = {_id(_other(chosen.side), r): r for r in self.rows(_other(chosen.side))}
                if partner in theirs:
                    value = self.values(_other(chosen.side), theirs[partner])[name]
                    if not value.startswith(REFUSED):
                        self._change(chosen.side, row, name, value)

        self._with(chosen, change)

    def commit_late(self, number: int, name: str, began: timedelta) -> None:
        """Change a customer in a transaction that wrote a while ago and ends only now.

        Nobody can have changed the record in between: the transaction has locked it.
        """

        def change(row: Json) -> None:
            last = datetime.fromisoformat(row["lastModifiedDateTime"])
            now = self.world.fleet.business_central.clock.now()
            at = max(last + _A_MILLISECOND, now - began)
            if at < now:
                self._change(Side.BC, row, name, self.new_value(name), at)

        self._with(Choice(Side.BC, number), change)

    def delete(self, chosen: Choice) -> None:
        def remove(row: Json) -> None:
            id_ = _id(chosen.side, row)
            if chosen.side is Side.BC:
                self.world.customers.delete(row)
            else:
                self.world.accounts.delete(row)
            self.ledger.delete(chosen.side, id_, self.values(chosen.side, row))

        self._with(chosen, remove)

    def _with(self, chosen: Choice, act: Callable[[Json], None]) -> None:
        server = self.world.server(chosen.side)
        with self._lock, server.lock:
            rows = self.rows(chosen.side)
            if rows:
                act(rows[chosen.number % len(rows)])

    def _change(
        self, side: Side, row: Json, name: str, value: str, at: datetime | None = None
    ) -> None:
        saw = self.values(side, row)[name]
        spelled = _spelled(side, {name: value})
        if at is not None:
            self.world.customers.commit_late(row, at, **spelled)
        elif side is Side.BC:
            self.world.customers.change(row, **spelled)
        else:
            self.world.accounts.change(row, **spelled)
        self.ledger.change(side, _id(side, row), name, saw, value)


def _other(side: Side) -> Side:
    return Side.DATAVERSE if side is Side.BC else Side.BC


def _id(side: Side, row: Json) -> str:
    return str(row["id" if side is Side.BC else "accountid"])


def _spelled(side: Side, values: Values) -> Json:
    return dict(values) if side is Side.BC else {FIELDS[n]: v or None for n, v in values.items()}
