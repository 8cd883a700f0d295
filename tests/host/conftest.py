"""One Azurite for the session; a queue name of its own for each test."""

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest
from azure.storage.queue import QueueServiceClient

from dev.azurite import Azurite


@pytest.fixture(scope="session")
def azurite() -> Iterator[Azurite]:
    with Azurite() as running:
        yield running


@pytest.fixture
def storage(azurite: Azurite) -> Iterator[QueueServiceClient]:
    with closing(QueueServiceClient.from_connection_string(azurite.connection_string)) as client:
        yield client


@pytest.fixture
def queue_name() -> str:
    return f"work-{uuid4().hex[:12]}"
