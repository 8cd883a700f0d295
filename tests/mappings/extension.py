"""Products and prices where the companion extension is installed in Business Central.

Fixtures of tests that begin with it; a test module takes them over.
"""

from collections.abc import Iterator
from copy import copy
from uuid import uuid4

import pytest

from dev.people import hire
from dev.simulators.fleet import Fleet
from dev.stack import LocalStack, app_settings
from shared.domain.callers import Role
from tests.mappings.books import Books
from tests.surroundings import Json

__all__ = ["books", "stack"]

ELSEWHERE = (
    "contact", "currency_price", "customer", "opportunity", "payment_terms", "postedsalesinv_inv",
    "postedsalesline_inv", "salespeople", "shipment_method", "vendor",
)  # fmt: skip
RESOURCES = ("resource-product", "item-product")
PRICES = ("plheader-price", "plline-prodprice", "item-price")
UNITS = ("unit-group", "group-base-unit", "item-uom", "resource-uom", *RESOURCES, "item-price")


@pytest.fixture
def stack(stack: LocalStack, extended: Fleet) -> Iterator[LocalStack]:
    """The same app, pointed at services of which Business Central has the extension."""
    moved = copy(stack)
    moved.fleet = extended
    moved.administrator = hire(extended, f"Anna Administrator {uuid4()}", Role.ADMINISTRATOR)
    with pytest.MonkeyPatch.context() as env:
        for name, value in app_settings(extended, stack.azurite.connection_string).items():
            env.setenv(name, value)
        yield moved


@pytest.fixture
def books(books: Books) -> Books:
    """Without the mappings that have nothing to do with products."""
    for name in ELSEWHERE:
        (books.world.folder / f"{name}.yaml").unlink()
    books.world.start_app()
    return books


def chair(books: Books, **values: object) -> Json:
    pieces = books.record("unitsOfMeasure", code="PCS")
    known = {"displayName": "Chair", "unitPrice": 120, "baseUnitOfMeasureId": pieces["id"]}
    return books.enter("items", **(known | values))


def ada(books: Books) -> Json:
    return books.enter(
        "resources",
        displayName="Ada",
        unitPrice=90,
        unitCost=40,
        baseUnitOfMeasureCode="HOUR",
        vendorNumber=books.enter("vendors", displayName="Fabrikam")["number"],
    )


def price_list(books: Books, code: str = "S00001", **values: object) -> Json:
    known = {"code": code, "priceType": "Sale", "amountType": "Price", "status": "Active"}
    return books.enter("priceListHeaders", **(known | values))


def unit_of(books: Books, price: Json) -> str:
    return str(books.row("uom", uomid=price["_uomid_value"])["name"])
