"""What setup has left for every later call."""

from typing import Protocol

from shared.domain.installation import Installation


class Installations(Protocol):
    def current(self) -> Installation:
        """Return what is stored; where nothing is, an installation that is not enabled."""
        ...

    def save(self, installation: Installation) -> Installation:
        """Store an installation that was read before, and return it with its new revision.

        :raises ChangedError: somebody else has stored one in between.
        """
        ...
