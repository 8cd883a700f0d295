"""New rows, as far as their first write differs from what they are to be in the end."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from shared.domain import sentences
from shared.domain.decide import wanted_by
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

    :param table: of Dataverse, for the lines.
    :param lines: None where the record was gone when they were read.
    """
    if lines is None:
        message = sentences.without_lines(Leg.TO_DATAVERSE, insert.record)
        return Fail(insert.record, Cause.TRANSIENT, message, coupling=insert.replaces)
    rows: list[Mapping[str, Value]] = []
    notices = list(insert.aside.notices)
    obstacles: list[tuple[Record, Uncoupled | Unfit]] = []
    for line in lines:
        translated = translate(part.fields_for(Leg.TO_DATAVERSE), Leg.TO_DATAVERSE, line, lookups)
        if not isinstance(translated, Translated):
            obstacles.append((line, translated))
            continue
        rows.append({c: value for c, value in translated.values.items() if value is not None})
        notices += (f"line '{line.title}': {told}" for told in translated.aside.notices)
    if obstacles:
        return _held_back(insert, obstacles)
    aside = replace(insert.aside, notices=tuple(notices))
    added = Lines(table, tuple(rows))
    return replace(insert, lines=(*insert.lines, added), aside=aside)


def _held_back(insert: Insert, obstacles: Sequence[tuple[Record, Uncoupled | Unfit]]) -> Fail:
    """Tell of one line that cannot go over, one that has to be corrected if there is any; what all
    of them need is asked for at once."""
    line, reason = next((each for each in obstacles if not _passes(each[1])), obstacles[0])
    cause = Cause.DEPENDENCY if _passes(reason) else Cause.DATA
    message = sentences.held_back(Leg.TO_DATAVERSE, insert.record, line, reason)
    needs = (wanted for _, each in obstacles for wanted in wanted_by(each))
    wanted = tuple(dict.fromkeys(needs))
    return Fail(insert.record, cause, message, coupling=insert.replaces, wanted=wanted)


def _passes(reason: Uncoupled | Unfit) -> bool:
    return isinstance(reason, Uncoupled) or reason.passes
