"""Availability in JSON: see docs/availability.md."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shared.domain.availability.figures import Figures, Item
from shared.domain.availability.promising import Outlook
from shared.errors import IntegrationError
from shared.usecases.availability.answering import Answered, AnsweredLine, NotStocked, Stocked
from shared.usecases.availability.documents import DocumentKind

Json = dict[str, Any]
_MOST_DAYS = 100
"""Of the course that is shown."""


def product(asked: str, told: Answered) -> Json:
    return {"product": asked, **_answered(told)}


def document(kind: DocumentKind, id_: UUID, lines: Sequence[AnsweredLine]) -> Json:
    each = [line.enough for line in lines]
    enough = False if False in each else None if None in each else True
    return {kind.value: str(id_), "enough": enough, "lines": [_line(line) for line in lines]}


def _line(shown: AnsweredLine) -> Json:
    line = shown.line
    told: Json = {"state": "written_in"} if shown.answer is None else _answered(shown.answer)
    return {
        "line": str(line.id),
        "number": line.number,
        "description": line.description or None,
        "product": str(line.product) if line.product else None,
        **told,
        "quantity": line.quantity,
        "unit": told.get("unit") or line.unit,
        "enough": shown.enough,
    }


def _answered(told: Answered) -> Json:
    match told:
        case Stocked():
            return _stocked(told)
        case NotStocked(figures):
            item = _item(figures.item) if figures else {}
            return {"state": "not_stocked", "enough": True, **item}
        case IntegrationError():
            problem = {"code": told.code, "detail": told.message}
            return {"state": "unknown", "enough": None, "problem": problem}


def _stocked(told: Stocked) -> Json:
    outlook, figures = told.outlook, told.figures.value
    return {
        "state": "stocked",
        "enough": outlook.enough,
        **_item(figures.item),
        **_outlook(outlook),
        **_origin(figures, outlook),
        "age_seconds": round(told.age),
        "stale": told.figures.stale,
    }


def _item(item: Item) -> Json:
    return {
        "item": {
            "id": str(item.id),
            "number": item.number,
            "name": item.name,
            "base_unit": item.base_unit,
            "units": dict(item.units),
        },
        "blocked": item.is_blocked,
    }


def _outlook(outlook: Outlook) -> Json:
    return {
        "unit": outlook.unit,
        "date": outlook.day.isoformat(),
        "quantity": outlook.quantity,
        "on_hand": outlook.on_hand,
        "projected": outlook.projected,
        "overdue": {"demand": outlook.overdue_demand, "supply": outlook.overdue_supply},
        "available": outlook.available,
        "shortage": outlook.shortage,
        "earliest": outlook.earliest.isoformat() if outlook.earliest else None,
        "locations": [
            {
                "location": place.location,
                "variant": place.variant,
                "on_hand": place.on_hand,
                "projected": place.projected,
                "available": place.available,
            }
            for place in outlook.places
        ],
        "course": [
            {
                "date": each.day.isoformat(),
                "demand": each.demand,
                "supply": each.supply,
                "balance": each.balance,
                "available": each.available,
            }
            for each in outlook.course[:_MOST_DAYS]
        ],
    }


def _origin(figures: Figures, outlook: Outlook) -> Json:
    unknown = {*figures.unknown, *outlook.untold}
    return {
        "source": figures.source.value,
        "as_of": figures.as_of,
        "orders_as_of": figures.orders_as_of,
        "unknown": sorted(each.value for each in unknown),
        "untold": [each.value for each in outlook.untold],
    }
