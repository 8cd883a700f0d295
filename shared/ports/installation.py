"""What setup has left for every later call, and where the app is at work."""

from dataclasses import dataclass
from typing import Protocol

from shared.domain.environments import Environments
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


@dataclass(frozen=True)
class Met:
    """What the two services told of themselves."""

    environments: Environments
    requests: int
    """How many were sent for that."""


class Whereabouts(Protocol):
    """The environments that this process works with."""

    def named(self) -> Environments:
        """Return what the settings tell of them; nobody is asked."""
        ...

    def met(self, *, anew: bool = False) -> Met:
        """Return what they tell of themselves, as this process has asked some minutes ago at most.

        :param anew: ask in any case.
        :raises ConfigurationError: a service refuses to tell.
        :raises TransientError: a service does not answer.
        """
        ...
