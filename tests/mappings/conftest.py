from collections.abc import Iterator

import pytest

from tests.mappings.books import Books
from tests.surroundings import Surroundings


@pytest.fixture
def books(world: Surroundings) -> Iterator[Books]:
    books = Books(world)
    yield books
    books.clear()
