"""Who calls, and which roles they have."""

from typing import Protocol

from shared.domain.callers import Caller, Role


class Callers(Protocol):
    """Says who stands behind a request."""

    def identify(self, principal: str | None, authorization: str | None) -> Caller:
        """
        :param principal: the header in which the platform says who has signed in.
        :param authorization: the request's Authorization header.
        :raises RequestError: nobody known to Entra ID does, 401.
        :raises TransientError: Entra ID's keys cannot be read.
        """
        ...


class CallerRoles(Protocol):
    """Says what callers may do. Not told is not allowed: there is no answer in doubt."""

    def of(self, caller: Caller) -> frozenset[Role]:
        """Return the roles that an enabled user has of their own or through teams.

        No role where Dataverse has no such user, or where the user is disabled.

        :raises TransientError: Dataverse does not tell at the moment.
        :raises ConfigurationError: Dataverse refuses the app.
        """
        ...

    def forget(self) -> None:
        """Look everybody's roles up anew: setup may have given some."""
        ...
