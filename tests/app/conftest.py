from collections.abc import Iterator

import pytest

from tests.notified import Notified
from tests.surroundings import Surroundings


@pytest.fixture
def notified(world: Surroundings) -> Iterator[Notified]:
    notified = Notified(world)
    yield notified
    notified.close()
