"""What users have written on two sides, kept apart from the app, and what must come of it.

All values that users write are different, but for blanks and for values that they copy from the
other side on purpose; so a value tells who wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.domain.sides import Side

Values = dict[str, str]
"""By the name of the field on Business Central's side; blank where there is nothing."""


@dataclass
class History:
    """What happened to one record at the hands of users."""

    created: bool = False
    deleted: bool = False
    written: dict[str, dict[str, int]] = field(default_factory=dict)
    """Values by field, each with the moment when a user last wrote it."""
    overwritten: dict[str, dict[str, int]] = field(default_factory=dict)
    """Values by field that a user saw and replaced, each with the last such moment."""
    deleted_with: dict[str, set[str]] = field(default_factory=dict)
    """What a user saw and deleted, by field: a record can be created anew with the same id."""


def _other(side: Side) -> Side:
    return Side.DATAVERSE if side is Side.BC else Side.BC


class Ledger:
    def __init__(self) -> None:
        self._histories: dict[tuple[Side, str], History] = {}
        self._moment = 0
        self._coupled_at: dict[tuple[str, str], int] = {}
        self.seen: dict[Side, set[str]] = {side: set() for side in Side}
        """Every record that was there at any look."""
        self.tale: list[str] = []
        """What happened, for whoever wants to know why something is wrong."""

    def of(self, side: Side, id_: str) -> History:
        return self._histories.setdefault((side, id_), History())

    # What users do

    def create(self, side: Side, id_: str, values: Values) -> None:
        self.tale.append(f"{side} {id_} created: {values}")
        self.of(side, id_).created = True
        self.seen[side].add(id_)
        for name, value in values.items():
            self._write(side, id_, name, value)

    def change(self, side: Side, id_: str, name: str, saw: str, value: str) -> None:
        self.tale.append(f"{side} {id_} changed: {name} from {saw!r} to {value!r}")
        if saw != value:
            self.of(side, id_).overwritten.setdefault(name, {})[saw] = self._next_moment()
        self._write(side, id_, name, value)

    def delete(self, side: Side, id_: str, saw: Values) -> None:
        self.tale.append(f"{side} {id_} deleted")
        history = self.of(side, id_)
        history.deleted = True
        for name, value in saw.items():
            history.deleted_with.setdefault(name, set()).add(value)

    def _write(self, side: Side, id_: str, name: str, value: str) -> None:
        self.of(side, id_).written.setdefault(name, {})[value] = self._next_moment()

    def _next_moment(self) -> int:
        self._moment += 1
        return self._moment

    # What the app did

    def look(self, ids: dict[Side, Iterable[str]], pairs: Iterable[tuple[str, str]]) -> None:
        """See which records are there and coupled; both existed before where they were matched."""
        for bc, dataverse in pairs:
            both_known = bc in self.seen[Side.BC] and dataverse in self.seen[Side.DATAVERSE]
            if (bc, dataverse) not in self._coupled_at:
                self.tale.append(f"coupled: {bc} {dataverse}, {both_known=}")
                self._coupled_at[bc, dataverse] = self._moment if both_known else 0
        for side, there in ids.items():
            self.seen[side] |= set(there)

    # What must come of it

    def objections(self, bc: str, name: str, value: str) -> Iterable[str]:
        """Say what is wrong with *value*, which a customer and its account have in a field."""
        records = self._lineage((Side.BC, bc))
        lineage = [self.of(*record) for record in records]
        written = _last([history.written.get(name, {}) for history in lineage])
        overwritten = _last([history.overwritten.get(name, {}) for history in lineage])
        replaced = {old for old, moment in overwritten.items() if moment > written.get(old, 0)}
        # What somebody did to a record that was deleted before it travelled went with the record.
        undone = {old for h in lineage if not h.deleted for old in h.overwritten.get(name, {})}
        if value and value in replaced & undone:
            yield f"{name}: {value!r} was replaced by a user, and is back"
        if value and value not in self._ever_written(name):
            yield f"{name}: {value!r} was written by no user"
        matched = self._given_way(records, name)
        deleted = {value for history in lineage for value in history.deleted_with.get(name, ())}
        for lost in written.keys() - replaced - matched - deleted - {value, ""}:
            yield f"{name}: {lost!r} is lost, both sides have {value!r}"

    def _given_way(self, lineage: set[tuple[Side, str]], name: str) -> set[str]:
        """Return the values that Dataverse had when records were matched: the other side's win."""
        return {
            value
            for (bc, dataverse), moment in self._coupled_at.items()
            if (Side.BC, bc) in lineage
            for value, at in self.of(Side.DATAVERSE, dataverse).written.get(name, {}).items()
            if at <= moment
        }

    def _lineage(self, record: tuple[Side, str]) -> set[tuple[Side, str]]:
        """Return a record, all that were ever coupled with it, and all that were with those."""
        found, new = set[tuple[Side, str]](), {record}
        while new:
            found |= new
            new = {
                (_other(side), partner) for side, id_ in new for partner in self.partners(side, id_)
            } - found
        return found

    def unaccounted(self, side: Side, id_: str, partners: Iterable[str]) -> Iterable[str]:
        """Return what users wrote to a record that the app has deleted, and nobody saw since."""
        mine = self.of(side, id_)
        there = [(_other(side), partner) for partner in partners]
        others = [self.of(*partner) for partner in there]
        for name, values in mine.written.items():
            known = {v for h in others for v in h.deleted_with.get(name, ())}
            known |= {v for h in (mine, *others) for v in h.overwritten.get(name, {})}
            known |= self._given_way({(side, id_), *there}, name)
            yield from values.keys() - known - {""}

    def partners(self, side: Side, id_: str) -> list[str]:
        """Return the records with which one was ever seen coupled."""
        pairs = self._coupled_at
        if side is Side.BC:
            return [dataverse for bc, dataverse in pairs if bc == id_]
        return [bc for bc, dataverse in pairs if dataverse == id_]

    def _ever_written(self, name: str) -> set[str]:
        return {
            value for history in self._histories.values() for value in history.written.get(name, {})
        }


def _last(moments: Iterable[dict[str, int]]) -> dict[str, int]:
    """Return the last moment of each value."""
    last: dict[str, int] = {}
    for one in moments:
        for value, moment in one.items():
            last[value] = max(moment, last.get(value, 0))
    return last
