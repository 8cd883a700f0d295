"""What is in stock and can be promised: of a product, of many, of the lines of a document."""

import datetime
import re
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from shared.bootstrap import app
from shared.domain.availability.promising import Scope
from shared.domain.callers import Role
from shared.errors import IntegrationError, RequestError, TransientError
from shared.functions import presenting
from shared.functions import presenting_availability as showing
from shared.functions.answers import answer, parse, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed, caller_of
from shared.functions.invoking import invoked
from shared.functions.schedules import override_of
from shared.settings import DEFAULT_ORDERS_SCHEDULE
from shared.usecases.availability.answering import Answered, Asked
from shared.usecases.availability.documents import DocumentKind
from shared.usecases.availability.switching import switch

bp = func.Blueprint()
_MOST_PRODUCTS = 100
Code = Annotated[str, Field(max_length=10)]
"""Of a location, a variant or a unit; a blank one, which only a body can hold, is a code, too."""


def _as_iso(value: object) -> object:
    """Numbers would pass for seconds since 1970."""
    if value is None or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return value
    raise ValueError("write a date as in 2026-03-31")


Date = Annotated[datetime.date | None, BeforeValidator(_as_iso)]
Quantity = Annotated[Decimal, Field(gt=0, max_digits=20, decimal_places=5)]


class Where(BaseModel):
    """Which part of the stock, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: Date = None
    """Today unless given."""
    location: Code | None = None
    """A location's code; all of them together unless given."""
    variant: Code | None = None
    """A variant's code, in a body also a blank one; all of them together unless given."""

    @property
    def scope(self) -> Scope:
        return Scope(self.location, self.variant)


class AvailabilityQuery(Where):
    quantity: Quantity | None = None
    """How many are wanted."""
    unit: Code | None = None
    """A unit's code; the base unit unless given."""


class WantedProduct(AvailabilityQuery):
    product: str = Field(min_length=1, max_length=100)
    """A Dataverse id, a product's number or the number of an item of Business Central."""

    @property
    def asked(self) -> Asked:
        return Asked(self.product, self.quantity, self.date, self.unit, self.scope)


class AvailabilityRequest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    products: tuple[WantedProduct, ...] = Field(min_length=1, max_length=_MOST_PRODUCTS)
    """Each is answered as if nobody asked for the others."""


class AvailabilitySwitch(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: StrictBool
    """Whether people may ask."""


@bp.function_name("get_availability")
@bp.route(route="products/{product}/availability", methods=["GET"])
@allowed(Role.PRODUCT_AVAILABILITY)
@described("What of a product can be promised", query=AvailabilityQuery, refusals=(409,))
def get_availability(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    query = parse_query(req, AvailabilityQuery)
    product = req.route_params["product"]
    asked = Asked(product, query.quantity, query.date, query.unit, query.scope)
    [told] = app().availability.tell([asked])
    if isinstance(told, IntegrationError):
        raise told.with_traceback(None)  # It is remembered, and would gather every request.
    return answer(showing.product(product, told))


@bp.function_name("get_availabilities")
@bp.route(route="availability", methods=["POST"])
@allowed(Role.PRODUCT_AVAILABILITY)
@described(
    "What of many products can be promised",
    body=AvailabilityRequest,
    answers="list",
    refusals=(409,),
)
def get_availabilities(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    wanted = parse(req, AvailabilityRequest).products
    told = app().availability.tell([each.asked for each in wanted])
    _check_known(told)
    shown = [showing.product(each.product, it) for each, it in zip(wanted, told, strict=True)]
    return answer({"value": shown})


@bp.function_name("get_quote_availability")
@bp.route(route="quotes/{id}/availability", methods=["GET"])
@allowed(Role.PRODUCT_AVAILABILITY)
@described("Is there enough for each line of a quote", query=Where, refusals=(409,))
def get_quote(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return _document(DocumentKind.QUOTE, req, parse_query(req, Where))


@bp.function_name("get_order_availability")
@bp.route(route="orders/{id}/availability", methods=["GET"])
@allowed(Role.PRODUCT_AVAILABILITY)
@described("Is there enough for each line of an order", query=Where, refusals=(409,))
def get_order(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return _document(DocumentKind.ORDER, req, parse_query(req, Where))


@bp.function_name("get_opportunity_availability")
@bp.route(route="opportunities/{id}/availability", methods=["GET"])
@allowed(Role.PRODUCT_AVAILABILITY)
@described("Is there enough for each line of an opportunity", query=Where, refusals=(409,))
def get_opportunity(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return _document(DocumentKind.OPPORTUNITY, req, parse_query(req, Where))


@bp.function_name("switch_availability")
@bp.route(route="setup/availability", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Let people ask for availability, or not", body=AvailabilitySwitch, refusals=(409,))
def switch_availability(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    asked = parse(req, AvailabilitySwitch)
    return answer(presenting.installation(switch(app().engine, on=asked.enabled)))


@bp.function_name("note_open_orders")
@bp.timer_trigger(
    arg_name="timer",
    schedule=override_of("AVAILABILITY_ORDERS_AT", DEFAULT_ORDERS_SCHEDULE),
    run_on_startup=False,
)
def note_open_orders(timer: func.TimerRequest, context: func.Context) -> None:
    with invoked(context):
        app().availability.note_orders()


def _document(kind: DocumentKind, req: func.HttpRequest, where: Where) -> func.HttpResponse:
    try:
        document = UUID(req.route_params["id"])
    except ValueError as error:
        raise RequestError(
            f"Ask with the id of the {kind.value}.", code="request_invalid"
        ) from error
    lines = app().availability.tell_document(
        kind, document, where.scope, where.date, caller_of(req).object_id
    )
    _check_known([line.answer for line in lines if line.answer is not None])
    return answer(showing.document(kind, document, lines))


def _check_known(told: list[Answered]) -> None:
    """Refuse where nothing at all is known now; else each answer says what is.

    :raises TransientError: Business Central does not answer.
    """
    first = next(iter(told), None)
    if isinstance(first, TransientError) and all(isinstance(it, TransientError) for it in told):
        raise first
