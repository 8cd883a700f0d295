from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.mappings.books import Books
from tests.mappings.fixtures import books, companies, people
from tests.mappings.invoices import Invoices
from tests.mappings.sample_people import companies as firms_of
from tests.mappings.sample_products import catalogue
from tests.mappings.shop import Shop
from tests.surroundings import Json, Surroundings

__all__ = ["books", "companies", "people"]


@pytest.fixture
def pairs(world: Surroundings) -> list[Json]:
    """Three customers, each coupled with an account and in step with it."""
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"], city="Berlin")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customers


@pytest.fixture
def pair(pairs: list[Json]) -> Json:
    return pairs[0]


@pytest.fixture
def firms(books: Books) -> Books:
    """The customer Adatum and the vendor Fabrikam, coupled, and nobody who works for them."""
    books.only("CONTACT")
    firms_of(books)
    return books


@pytest.fixture
def shop(world: Surroundings) -> Iterator[Shop]:
    """Items, products and their prices; units and the default price list are coupled."""
    shop = Shop(world, "ITEM-PRICE")
    catalogue(shop)
    yield shop
    shop.clear()


@pytest.fixture
def invoices(books: Books) -> Invoices:
    """Nobody and nothing to invoice yet; units and the default price list are coupled."""
    invoices = Invoices(books.world, "POSTEDSALESINV-INV", "SALESPEOPLE")
    catalogue(invoices)
    return invoices
