"""What would be done to records, in JSON."""

from collections.abc import Mapping
from typing import Any

from shared.domain.decisions import (
    Couple,
    Decision,
    Delete,
    Fail,
    Insert,
    Modify,
    Skip,
    Unchanged,
    Uncouple,
)
from shared.domain.sides import Leg
from shared.domain.stamps import Row

Json = dict[str, Any]


def stamp(shown: Mapping[str, Row]) -> Json:
    """Show what the app adds of its own to a row."""
    return {column: str(row.id) for column, row in shown.items()}


def lines(shown: Insert) -> Json:
    """Show what is created together with a row, by table."""
    return {each.table.name: [dict(row) for row in each.rows] for each in shown.lines}


def decision(leg: Leg, shown: Decision) -> Json:
    """Show what would be done to a record, with the values before and after."""
    told: Json = {
        "direction": leg,
        "record": str(shown.record.id),
        "title": shown.record.title,
        "decision": type(shown).__name__.lower(),
    }
    match shown:
        case Insert(_, values):
            created = {"after": dict(values), "stamp": stamp(shown.stamp)}
            return told | created | ({"lines": lines(shown)} if shown.lines else {})
        case Modify(_, _, target, changes):
            before = {name: target.values[name] for name in changes}
            written = {"before": before, "after": dict(changes), "stamp": stamp(shown.stamp)}
            return told | {"target": str(target.id), **written}
        case Couple(_, target):
            return told | {"target": str(target.id), "title_of_target": target.title}
        case Delete():
            return told | {"before": dict(shown.record.values)}
        case Uncouple(_, coupling, reason, _):
            return told | {"partner": str(coupling.id_on(leg.target)), "reason": reason}
        case Unchanged():
            return told
        case Skip(_, reason):
            return told | {"reason": reason}
        case Fail(_, cause, message):
            return told | {"cause": cause, "reason": message}
