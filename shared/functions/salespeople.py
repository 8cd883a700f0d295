"""GET /api/salespeople: who is there, and who could be whom. POST .../couplings: couple them."""

from typing import Self
from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from shared.bootstrap import app
from shared.domain import salespeople as fields
from shared.domain.callers import Role
from shared.domain.records import Record
from shared.domain.salespeople import People, objection, propose
from shared.functions.answers import answer, parse
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.presenting import Json
from shared.usecases.coupling_salespeople import Coupled, Ended, Pair, couple
from shared.usecases.salespeople import MAPPING, look

bp = func.Blueprint()
_SLUG = MAPPING.lower()


class AskedPair(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    salesperson: str | None = Field(default=None, min_length=1, max_length=36)
    """A code, or an id."""
    user: UUID | None = None
    create: StrictBool = False
    """Make a salesperson of the user."""

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if self.create and (self.user is None or self.salesperson is not None):
            raise ValueError("create makes a salesperson of a user: give the user, and only that")
        if self.salesperson is None and self.user is None:
            raise ValueError("give a salesperson, a user, or both")
        return self

    def understood(self) -> Pair:
        return Pair(self.salesperson, self.user, self.create)


class CouplingRequest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    pairs: tuple[AskedPair, ...] = Field(default=(), max_length=200)
    proposals: StrictBool = False
    """Couple all that the e-mail addresses propose."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.pairs) == self.proposals:
            raise ValueError('give "pairs", or "proposals": true')
        return self


@bp.function_name("list_salespeople")
@bp.route(route="salespeople", methods=["GET"])
@allowed(Role.ADMINISTRATOR)
@described("Salespeople, Sales users, and who could be whom", refusals=(404,))
def list_salespeople(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    people = look(current.engine, current.mapping(_SLUG))
    ownership = current.engine.installations.current().ownership
    return answer({"ownership": ownership, **_people(people)})


@bp.function_name("couple_salespeople")
@bp.route(route="salespeople/couplings", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Couple salespeople with Sales users", body=CouplingRequest, refusals=(404, 409))
def couple_salespeople(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(_SLUG)
    asked = parse(req, CouplingRequest)
    pairs = None if asked.proposals else [pair.understood() for pair in asked.pairs]
    return answer(_coupled(couple(current.engine, mapping, pairs)))


def _people(shown: People) -> Json:
    proposals, unclear = propose(shown)
    return {
        "salespeople": [
            {
                "id": str(each.id),
                "code": each.values[fields.CODE],
                "name": each.values[fields.NAME],
                "email": each.values[fields.EMAIL],
                "blocked": each.values[fields.BLOCKED] is True,
                "user": _named(shown.user_of(each.id)),
            }
            for each in shown.salespeople.values()
        ],
        "users": [
            {
                "id": str(each.id),
                "name": each.values[fields.USER_NAME],
                "email": each.values[fields.USER_EMAIL],
                "enabled": each.values[fields.DISABLED] is not True,
                "licensed": each.values[fields.LICENSED] is True,
                "salesperson": _named(shown.salesperson_of(each.id)),
            }
            for each in shown.users.values()
        ],
        "proposals": [
            {"salesperson": _named(each.salesperson), "user": _named(each.user)}
            for each in proposals
        ],
        "unclear": [
            {
                "salesperson": _named(each.salesperson),
                "reason": each.reason,
                "candidates": [_candidate(user) for user in each.candidates],
            }
            for each in unclear
        ],
    }


def _named(shown: Record | None) -> Json | None:
    return None if shown is None else {"id": str(shown.id), "name": shown.title}


def _candidate(user: Record) -> Json:
    return {"id": str(user.id), "name": user.title, "objection": objection(user)}


def _coupled(shown: Coupled) -> Json:
    run = None if shown.run is None else f"/api/runs/{shown.run.id}"
    return {"pairs": [_ended(pair) for pair in shown.pairs], "run": run}


def _ended(shown: Ended) -> Json:
    return {
        "salesperson": _named(shown.salesperson),
        "user": _named(shown.user),
        "outcome": shown.ending,
        "message": shown.message,
    }
