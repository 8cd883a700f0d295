"""What links need to be told by Business Central."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID


class LinkedRecords(Protocol):
    """Any call can raise ConfigurationError or TransientError."""

    def company(self) -> str:
        """Return the company's name, as the web client knows it."""
        ...

    def values(self, entity: str, field: str, ids: Sequence[UUID]) -> Mapping[UUID, str | None]:
        """Return a field of records; None for those that Business Central has not."""
        ...
