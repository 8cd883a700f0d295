"""The values of Dataverse's choices, as records: they are read, and only setup writes them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from shared.adapters import odata
from shared.adapters.dataverse.choice_definitions import QUERY, ChoiceDefinition, address, split
from shared.adapters.dataverse.definitions import no_choice
from shared.adapters.dataverse.organization import Organization
from shared.adapters.reading import Reading
from shared.adapters.records import HALVED, whole
from shared.adapters.spelling import suggestion
from shared.domain.choices import LABEL, VALUE, flaw, id_of, value_of
from shared.domain.matching import folded
from shared.domain.outcomes import (
    Created,
    Creation,
    Deleted,
    Deletion,
    Modification,
    Modified,
    Refused,
)
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import ConfigurationError, RecordError
from shared.ports import Deletions, Page

_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""Metadata tell no times: each run reads all values, and what they say tells what has changed."""
_COLUMNS = (LABEL, VALUE)


class ChoiceStore:
    """What is read serves until :meth:`forget`, for a page of records, say."""

    def __init__(self, organization: Organization, reading: Reading) -> None:
        self._organization, self._reading = organization, reading
        self._known: dict[str, list[Record]] = {}

    def forget(self) -> None:
        self._known.clear()

    def read_page(self, table: Table) -> Page:
        self.forget()
        records = self._records(table)
        served_at = self._reading.tally.served_at
        assert served_at is not None
        return Page(records, None, served_at)

    def read_by_id(self, table: Table, ids: Sequence[UUID]) -> list[Record]:
        wanted = set(ids)
        return [record for record in self._records(table) if record.id in wanted]

    def absent(self, table: Table, ids: Sequence[UUID]) -> set[UUID]:
        self.forget()
        return set(ids) - {record.id for record in self._records(table)}

    def find(self, table: Table, column: str, values: Sequence[Value]) -> list[Record]:
        """Compare as Dataverse compares text: upper and lower case are the same."""
        wanted = {folded(value) for value in values if value is not None}
        return [r for r in self._records(table, column) if folded(r.values[column]) in wanted]

    def create(self, table: Table, creations: Sequence[Creation]) -> list[Created]:
        return [_refused(table.name, each.values.get(LABEL), None) for each in creations]

    def modify(self, table: Table, modifications: Sequence[Modification]) -> list[Modified]:
        return [_refused(table.name, each.values.get(LABEL), each.id) for each in modifications]

    def delete(self, table: Table, deletions: Sequence[Deletion]) -> list[Deleted]:
        return [
            Refused(
                RecordError(
                    f"The value {value_of(each.id)} of Dataverse's choice {table.name} stays: rows "
                    "may have it, so the app removes none. Remove it in Dataverse, or uncouple "
                    "it.",
                    code="choice_value_kept",
                )
            )
            for each in deletions
        ]

    def read_deletions(self) -> Deletions:
        """Metadata tell of none."""
        return Deletions((), None, complete=False)

    def read_ids(self, table: Table) -> Iterator[Sequence[UUID]]:
        self.forget()
        yield [record.id for record in self._records(table)]

    def count(self, table: Table) -> int:
        return len(self._records(table))

    def _records(self, table: Table, *further: str) -> list[Record]:
        for column in (*table.columns, *further):
            _check(table.name, column)
        if table.name not in self._known:
            labels = self._read(table.name).labels
            self._known[table.name] = [_record(value, label) for value, label in labels.items()]
        return self._known[table.name]

    def _read(self, choice: str) -> ChoiceDefinition:
        name, column = split(choice)
        definition = self._organization.definition(name, (column,), self._reading)
        if not definition.attribute(column).is_choice:
            raise no_choice(name, column)
        language = self._organization.language(self._reading)
        options = {f"${option}": value for option, value in QUERY.items()}
        url = odata.url(self._organization.url(address(choice)), options)
        answer = self._reading.get(url, f"the choice {choice}")
        try:
            return ChoiceDefinition.read(answer.json(), language)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise answer.unusable(f"no definition of the choice {choice}") from error


def _record(value: int, label: str) -> Record:
    text = str(whole(label))
    etag = f'W/"{sha256(text.encode()).hexdigest()[:16]}"'
    values: dict[str, Value] = {LABEL: text or None, VALUE: value}
    flaws = {} if text == label else {LABEL: HALVED}
    return Record(Side.DATAVERSE, id_of(value), etag, _ALWAYS, values, text or str(value), flaws)


def _check(choice: str, column: str) -> None:
    if column not in _COLUMNS:
        raise ConfigurationError(
            f'The values of Dataverse\'s choice {choice} have no column "{column}", but '
            f"{' and '.join(_COLUMNS)}.{suggestion(column, _COLUMNS)} Correct the mapping.",
            code="unknown_field",
        )


def _refused(choice: str, label: Value, id_: UUID | None) -> Refused:
    """Return what becomes of a write: setup makes up for it, where the label is good."""
    if wrong := flaw(str(label)):
        return Refused(
            RecordError(
                f"'{label}' cannot be a label of Dataverse's choice {choice}: {wrong}. Rename the "
                "record in Business Central; it follows by itself.",
                code="choice_label_unfit",
            )
        )
    what = f"Dataverse's choice {choice} has no value '{label}'"
    if id_ is not None:
        what = f"The value {value_of(id_)} of Dataverse's choice {choice} is not called '{label}'"
    error = RecordError(
        f"{what}, and the app's own user must not customize Dataverse. An administrator repeats "
        "POST /api/setup, whose step 'Choice values' does it; the record follows by itself.",
        code="choice_value_missing",
    )
    return Refused(error, waits=True)
