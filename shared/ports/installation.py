"""What setup has left for every later call."""

from typing import Protocol

from shared.domain.installation import Installation


class Installations(Protocol):
    def current(self) -> Installation:
        """Return what was stored some seconds ago at most, or what this process has stored.

        Where nothing is stored, it is an installation that is not enabled.
        """
        ...

    def latest(self) -> Installation:
        """Return what is stored now, whichever process has stored it."""
        ...

    def save(self, installation: Installation) -> Installation:
        """Store an installation that was read before, and return it with its new revision.

        :raises ChangedError: somebody else has stored one in between.
        """
        ...
