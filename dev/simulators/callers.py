"""Who calls a simulated service: the token's bearer, as Entra ID vouches for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Caller:
    """The claims of a verified access token that the services look at."""

    tenant_id: str
    object_id: str
    """Of the service principal (app-only) or of the user (delegated)."""
    client_id: str
    """The application that asked for the token."""
    is_app: bool
    """True for client credentials, False where a person stands behind the token."""
    roles: tuple[str, ...] = ()
    """Application permissions (app-only)."""
    scopes: tuple[str, ...] = ()
    """Delegated permissions."""
    name: str = ""


class TokenRefusedError(Exception):
    """The bearer token is missing, forged, expired, or meant for another service."""


class TokenVerifier(Protocol):
    def verify(self, authorization: str | None, audience: str, now: datetime) -> Caller:
        """Return who stands behind an Authorization header.

        :param audience: the resource whose tokens are accepted, without a trailing slash, for
            example ``https://api.businesscentral.dynamics.com``.
        :raises TokenRefusedError: says why.
        """
        ...
