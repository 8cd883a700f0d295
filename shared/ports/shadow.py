"""What is kept of looks at mappings that did nothing."""

from collections.abc import Sequence
from typing import Protocol

from shared.domain.shadow import Difference, Look


class Looks(Protocol):
    def load(self, mapping: str) -> Look | None: ...

    def save(self, mapping: str, look: Look, found: Sequence[Difference], begins_at: int) -> None:
        """Keep *found*, from the place *begins_at* on, and then how far the look is."""
        ...

    def differences(self, mapping: str, look: Look) -> Sequence[Difference]:
        """Return what is kept of a look, in the order in which it was found."""
        ...

    def forget(self, mapping: str) -> None: ...

    def mappings(self) -> Sequence[str]:
        """Return the slugs of mappings that something is kept of, also of those that are gone."""
        ...
