from collections.abc import Iterator

import pytest

from tests.companies import Companies
from tests.mappings.books import Books
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
