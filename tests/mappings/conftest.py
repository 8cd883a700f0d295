from collections.abc import Iterator

import pytest

from tests.companies import Companies
from tests.mappings.books import Books
from tests.mappings.sample_products import catalogue, units
from tests.mappings.shop import Shop
from tests.people import People
from tests.surroundings import Surroundings


@pytest.fixture
def books(world: Surroundings) -> Iterator[Books]:
    books = Books(world)
    yield books
    books.clear()


@pytest.fixture
def people(books: Books) -> Iterator[People]:
    people = People(books.world)
    yield people
    books.clear()
    people.leave()


@pytest.fixture
def companies(books: Books) -> Iterator[Companies]:
    companies = Companies(books.world)
    yield companies
    books.clear()
    companies.leave()


@pytest.fixture
def shop(world: Surroundings) -> Iterator[Shop]:
    """Items and products; prices are nobody's business."""
    shop = Shop(world)
    shop.only("ITEM-PRODUCT")
    units(shop)
    yield shop
    shop.clear()


@pytest.fixture
def priced(world: Surroundings) -> Iterator[Shop]:
    """Items, products, and their prices in a price list."""
    shop = Shop(world)
    shop.only("ITEM-PRICE")
    catalogue(shop)
    yield shop
    shop.clear()
