"""Customers with their details: what the mapping carries that needs the companion extension.

Fixtures of tests that begin with it; a test module takes them over.
"""

import pytest

from tests.mappings.alternative import choose
from tests.mappings.books import Books
from tests.mappings.employees import row_of
from tests.mappings.extension import stack
from tests.mappings.sample_people import companies
from tests.surroundings import Json

__all__ = ["firms", "stack"]

ENTITY = "bcsync/sync/v1.0/customers"


@pytest.fixture
def firms(books: Books) -> Books:
    """The customer Adatum and the vendor Fabrikam, coupled, and nobody who works for them."""
    books.only("CONTACT", "SHIPPING AGENT")
    choose(books, "customer_details")
    companies(books)
    return books


def customer(books: Books, name: str = "Adatum") -> Json:
    return books.record(ENTITY, displayName=name)


def account(books: Books, name: str = "Adatum") -> Json:
    return books.row("account", name=name)


def choose_in_bc(books: Books, contact: Json | None, name: str = "Adatum") -> None:
    """Let somebody make a person a customer's primary contact in Business Central, or nobody."""
    number = "" if contact is None else contact["number"]
    books.amend(ENTITY, customer(books, name), primaryContactNumber=number)


def choose_in_dataverse(books: Books, contact: Json | None, name: str = "Adatum") -> None:
    to = None if contact is None else f"contacts({contact['contactid']})"
    books.change("account", account(books, name), **{"primarycontactid@odata.bind": to})


def chosen(books: Books, name: str = "Adatum") -> tuple[str, str | None]:
    """Return whom each side has as the primary contact: a number, and the id of a row."""
    number = customer(books, name)["primaryContactNumber"]
    return str(number), account(books, name)["_primarycontactid_value"]


def both(books: Books, contact: Json) -> tuple[str, str | None]:
    """Return what both sides have where a coupled person is the primary contact."""
    return str(contact["number"]), row_of(books, contact)["contactid"]


NOBODY = ("", None)
