"""Fixtures of tests that begin with all shipped mappings; a conftest.py takes them over."""

from collections.abc import Iterator

import pytest

from tests.companies import Companies
from tests.mappings.books import Books
from tests.people import People
from tests.surroundings import Surroundings

__all__ = ["books", "companies", "people"]


@pytest.fixture
def books(world: Surroundings) -> Iterator[Books]:
    """All shipped mappings, and nothing but currencies in Dataverse."""
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
