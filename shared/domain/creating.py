"""New rows, as far as their first write differs from what they are to be in the end."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from shared.domain import sentences
from shared.domain.decisions import Fail, Insert
from shared.domain.mapping import TableMapping
from shared.domain.outcomes import Lines
from shared.domain.pending import Cause
from shared.domain.records import Record, Value
from shared.domain.sides import Leg
from shared.domain.tables import Table
from shared.domain.translation import Lookups, Translated, Uncoupled, Unfit, translate


def withheld(insert: Insert, columns: Set[str]) -> Insert:
    """Leave out *columns*, which take a value only in a change: it follows at once."""
    late = columns & insert.values.keys()
    if not late:
        return insert
    values = {name: value for name, value in insert.values.items() if name not in late}
    agreement = insert.agreement.without_dataverse(late)
    return replace(insert, values=values, agreement=agreement, unfinished=True)


def with_lines(
    insert: Insert,
    part: TableMapping,
    table: Table,
    lines: Iterable[Record] | None,
    lookups: Lookups,
) -> Insert | Fail:
    """Add a record's lines; one that cannot go over holds the whole record back.

    :param lines: None where the record was gone when they were read.

    :param table: of Dataverse, for the lines.
    """
    if lines is None:
        message = sentences.without_lines(Leg.TO_DATAVERSE, insert.record)
        return Fail(insert.record, Cause.TRANSIENT, message, coupling=insert.replaces)
    rows: list[Mapping[str, Value]] = []
    notices = list(insert.aside.notices)
    for line in lines:
        translated = translate(part.fields_for(Leg.TO_DATAVERSE), Leg.TO_DATAVERSE, line, lookups)
        if not isinstance(translated, Translated):
            return _held_back(insert, line, translated)
        rows.append({c: value for c, value in translated.values.items() if value is not None})
        notices += (f"line '{line.title}': {told}" for told in translated.aside.notices)
    aside = replace(insert.aside, notices=tuple(notices))
    added = Lines(table, tuple(rows))
    return replace(insert, lines=(*insert.lines, added), aside=aside)


def _held_back(insert: Insert, line: Record, reason: Uncoupled | Unfit) -> Fail:
    waits = isinstance(reason, Uncoupled) or reason.passes
    cause = Cause.DEPENDENCY if waits else Cause.DATA
    message = sentences.held_back(Leg.TO_DATAVERSE, insert.record, line, reason)
    return Fail(insert.record, cause, message, coupling=insert.replaces)
