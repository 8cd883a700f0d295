"""The journey of a mapping's fields: on each side, a record of its own for each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.domain.mapping import TableMapping
from shared.domain.sides import Side
from tests.coupling import create
from tests.mappings.books import Books
from tests.mappings.samples import Field, In, Pair, Row, Sample
from tests.people import People
from tests.surroundings import Json

BLANK = "blank"


@dataclass
class Couple:
    """A record and a row, and what the fields that travel between them have by now."""

    number: int
    record: str
    row: str
    fields: dict[Field, Pair]
    turn: Field | None
    """The one that changes."""


class RoundTrip:
    def __init__(
        self,
        books: Books,
        people: People,
        mapping: TableMapping,
        sample: Sample,
        fields: tuple[Field, ...],
    ) -> None:
        self.books, self.people, self.mapping, self.sample = books, people, mapping, sample
        self.fields = fields
        self.entity, self.table = mapping.bc.entity, mapping.dataverse.table
        self.from_bc: list[Couple] = []
        self.from_dataverse: list[Couple] = []
        self._known: dict[tuple[In | Row, int], Any] = {}

    # Create

    def create(self) -> None:
        """Enter records on both sides where they get partners, and look at these."""
        to, back = (
            [f for f in self.fields if f.travels(way) and len(f.values) > 1]
            for way in ("to", "from")
        )
        records = [(n, f, self._new_record(n)) for n, f in enumerate(to, 10)]
        rows = [(n, f, self._new_row(n)) for n, f in enumerate(back, 50)]
        if self.sample.asked:
            asked = [record["id"] for _, _, record in records]
            create(self.books.world, self.mapping.slug, records=asked)
        elif self.sample.couple is None:
            self.books.full_sync()
        else:
            for _, _, row in rows:
                self.sample.couple(self.books, row)
        arriving = [f for f in self.fields if f.way != "from"]
        self.from_bc = [
            self._couple(number, turn, "bc_id", record["id"], {f: f.values[0] for f in arriving})
            for number, turn, record in records
        ]
        arriving = [f for f in self.fields if f.travels("from")]
        self.from_dataverse = [
            self._couple(
                number,
                turn,
                "dataverse_id",
                row[f"{self.table}id"],
                {f: f.values[-1 if f.entered else 0] for f in arriving},
            )
            for number, turn, row in rows
        ]
        self._arrive()

    def create_below(self, headers: str, slug: str, customer: str) -> None:
        """Enter a document with a line for each of the fields' values, and let it go over."""
        of = self.books.record("customers", displayName=customer)["id"]
        header = self.books.enter(headers, customerId=of, status="Open")
        lines = []
        for index in range(max(len(field.values) for field in self.fields)):
            chosen = {
                field: field.values[min(index, len(field.values) - 1)] for field in self.fields
            }
            told = {f: self._in_bc(pair.bc, 0) for f, pair in chosen.items() if f.bc}
            values = {str(field.bc): value for field, value in told.items() if not field.enter}
            line = self.books.enter(self.entity, documentId=header["id"], **values)
            self.books.calculate(self.entity, line, **values)
            for field, value in told.items():
                if field.enter:
                    field.enter(self.books, line, value)
            lines.append((line["id"], chosen))
        create(self.books.world, slug, records=[header["id"]])
        rows = sorted(self.books.rows(self.table), key=lambda row: int(row["sequencenumber"]))
        self.from_bc = [
            Couple(0, line, row[f"{self.table}id"], chosen, None)
            for (line, chosen), row in zip(lines, rows, strict=True)
        ]

    def _couple(
        self, number: int, turn: Field, key: str, id_: str, fields: dict[Field, Pair]
    ) -> Couple:
        path = f"mappings/{self.mapping.slug}/couplings"
        [found] = self.books.world.get(path, **{key: id_})["value"]
        return Couple(number, found["bc_id"], found["dataverse_id"], fields, turn)

    def _new_record(self, number: int) -> Json:
        if self.sample.only_record:
            return self.books.record(self.entity)
        entered = [f for f in self.fields if f.bc is not None and f.entered]
        plain = {str(f.bc): self._in_bc(f.values[0].bc, number) for f in entered if f.enter is None}
        further = {name: _filled(value, number) for name, value in self.sample.record.items()}
        record = self.books.enter(self.entity, **plain | further)
        for field in entered:
            if field.enter is not None:
                field.enter(self.books, record, self._in_bc(field.values[0].bc, number))
        return record

    def _new_row(self, number: int) -> Json:
        body: Json = {}
        for column, value in self.sample.row.items():
            body |= self._told(column, value, number)
        state = body.pop("statecode", None)
        for field in self.fields:
            if field.travels("from") and field.entered:
                body |= self._body(field, field.values[-1].dataverse, number)
        if self.table == "systemuser":
            return self.people.user(body.pop("firstname"), body.pop("lastname"), **body)
        row = self.books.add(self.table, **body)
        if state is not None:
            self.books.change(self.table, row, statecode=state)
        return row

    # Change

    def change_where_they_began(self) -> None:
        self._let(Side.BC, self.from_bc)
        self._let(Side.DATAVERSE, self.from_dataverse)
        self._arrive()

    def change_where_they_came_to(self) -> None:
        self._let(Side.DATAVERSE, self.from_bc)
        self._let(Side.BC, self.from_dataverse)
        self._arrive()

    def empty_where_they_began(self) -> None:
        self._let(Side.BC, self.from_bc, empty=True)
        self._let(Side.DATAVERSE, self.from_dataverse, empty=True)
        self._arrive()

    def _let(self, side: Side, couples: Iterable[Couple], *, empty: bool = False) -> None:
        """Let users change the field of each couple whose turn it is, if it travels from there."""
        for couple in couples:
            field = couple.turn
            if field is None or not field.travels("to" if side is Side.BC else "from"):
                continue
            first, second = field.values
            wanted = field.blank if empty else second if couple.fields[field] == first else first
            if wanted is None:
                continue
            if side is Side.BC:
                self._amend(couple, field, wanted)
            else:
                body = self._body(field, wanted.dataverse, couple.number)
                self.books.change(self.table, {f"{self.table}id": couple.row}, **body)
            which = None if wanted == field.blank else field.values.index(wanted)
            for other in couple.fields:
                if other.bc == field.bc and other.bc is not None and len(other.values) > 1:
                    arriving = other.blank if which is None else other.values[which]
                    assert arriving is not None
                    couple.fields[other] = arriving

    def _amend(self, couple: Couple, field: Field, wanted: Pair) -> None:
        value = self._in_bc(wanted.bc, couple.number)
        record = self.books.record(self.entity, id=couple.record)
        if field.enter is None:
            self.books.amend(self.entity, record, **{str(field.bc): value})
        else:
            field.enter(self.books, record, value)

    def _arrive(self) -> None:
        """Let what changed travel; what follows from what has arrived may do so one tick later."""
        for _ in range(2):
            self.books.tick_one(self.mapping.slug)
        self.check()

    # Look

    def check(self) -> None:
        assert (listed := self.books.pending()) == [], listed
        records = {row["id"]: row for row in self.books.records(self.entity)}
        rows = {row[f"{self.table}id"]: row for row in self.books.rows(self.table)}
        wrong = [
            difference
            for couple in [*self.from_bc, *self.from_dataverse]
            for field, pair in couple.fields.items()
            for difference in self._differences(
                couple, field, pair, records[couple.record], rows[couple.row]
            )
        ]
        assert wrong == [], wrong

    def _differences(
        self, couple: Couple, field: Field, pair: Pair, record: Json, row: Json
    ) -> list[str]:
        expected = {}
        if field.bc in record and field.way != "new":
            expected[field.bc] = (record[field.bc], self._in_bc(pair.bc, couple.number))
        for column, value in _columns(field, pair.dataverse).items():
            key = f"_{column}_value" if f"_{column}_value" in row else column
            expected[column] = (row[key], self._in_dataverse(value, couple.number))
        turn = couple.turn and couple.turn.name
        return [
            f"{couple.number} {turn}: {name} is {found!r}, not {wanted!r}"
            for name, (found, wanted) in expected.items()
            if found != wanted
        ]

    # Values

    def _in_bc(self, value: Any, number: int) -> Any:
        return self._found(value, number) if isinstance(value, In) else _filled(value, number)

    def _in_dataverse(self, value: Any, number: int) -> Any:
        return self._found(value, number) if isinstance(value, Row) else _filled(value, number)

    def _found(self, wanted: In | Row, number: int) -> Any:
        """Find a record or row once: it is still meant when it has changed."""
        key = (wanted, number)
        if key not in self._known:
            values = {name: _filled(value, number) for name, value in wanted.wanted.items()}
            self._known[key] = (
                self.books.record(wanted.entity, **values)[wanted.by]
                if isinstance(wanted, In)
                else self.books.row(wanted.table, **values)[f"{wanted.table}id"]
            )
        return self._known[key]

    def _body(self, field: Field, value: Any, number: int) -> Json:
        body: Json = {}
        for column, part in _columns(field, value).items():
            body |= self._told(column, part, number)
        return body

    def _told(self, column: str, value: Any, number: int) -> Json:
        found = self._in_dataverse(value, number)
        if isinstance(value, Row):
            customer = f"_{value.table}" if column == "parentcustomerid" else ""
            return {f"{column}{customer}@odata.bind": f"{_plural(value.table)}({found})"}
        if column == "fullname":
            return dict(zip(("firstname", "lastname"), found.split(), strict=True))
        return {column: found}


def _columns(field: Field, value: Any) -> Mapping[str, Any]:
    values = value if isinstance(value, tuple) else [value] * len(field.columns)
    return dict(zip(field.columns, values, strict=True))


def _filled(value: Any, number: int) -> Any:
    return value.replace("{n}", str(number)) if isinstance(value, str) else value


def _plural(table: str) -> str:
    return f"{table[:-1]}ies" if table.endswith("y") else f"{table}s"
