"""Who calls the app, and what they may do: identities of Entra ID, roles of Dataverse."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from pydantic import SecretStr


class Role(StrEnum):
    """The security roles that decide, by the names that they have in Dataverse."""

    ADMINISTRATOR = "Business Central Integration Administrator"
    USER = "Business Central Integration User"
    PRODUCT_AVAILABILITY = "Business Central Product Availability User"


_INCLUDED = {Role.ADMINISTRATOR: frozenset({Role.USER})}
"""What a role is good for in the app besides itself."""


@dataclass(frozen=True)
class Caller:
    """A person or an app, as Entra ID vouches for them."""

    object_id: UUID
    """Of the user or, for an app, of its service principal."""
    tenant_id: UUID
    client_id: str
    """The app that is called with: the person's client, or the calling app itself."""
    name: str
    """For people to read; empty where Entra ID does not tell."""
    is_app: bool
    """Whether an app calls on its own account, with no person behind it."""
    app_roles: frozenset[str] = frozenset()
    """Of the app registration, as Entra ID has assigned them."""
    token: SecretStr | None = field(default=None, repr=False, compare=False)
    """The bearer token for this app as it came; None where only the platform's header came."""


def may(held: Iterable[Role], needed: Iterable[Role]) -> bool:
    """Return whether one of the roles *held* is, or includes, one of those *needed*."""
    wanted = frozenset(needed)
    return any(wanted & ({role} | _INCLUDED.get(role, frozenset())) for role in held)
