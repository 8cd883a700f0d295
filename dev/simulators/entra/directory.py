"""What a directory knows: tenants with their applications, users and resources. Plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True)
class Secret:
    """A client secret; without an expiry it never expires."""

    value: str = field(repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Resource:
    """An API that tokens are issued for."""

    identifier: str
    """The URI that scopes begin with, without a trailing slash."""
    app_id: str
    name: str
    roles: tuple[str, ...] = ()
    """The application permissions that it offers."""
    scopes: tuple[str, ...] = ()
    """The delegated permissions that it offers."""
    token_version: Literal[1, 2] = 1
    """Version 1 tokens carry the identifier as audience, version 2 tokens the app id."""

    def is_named(self, name: str) -> bool:
        return name.rstrip("/") in (self.identifier, self.app_id)


@dataclass(frozen=True)
class Grant:
    """Permissions on a resource to which an administrator has consented."""

    resource: str
    """The resource's identifier."""
    roles: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Application:
    """An app registration together with its service principal in the tenant."""

    client_id: str
    object_id: str
    """Of the service principal; the ``oid`` of its app-only tokens."""
    name: str
    secrets: tuple[Secret, ...] = ()
    certificates: tuple[bytes, ...] = ()
    """Public certificates, PEM."""
    trusted: tuple[str, ...] = ()
    """The object ids of the managed identities whose tokens stand in for a secret: its federated
    credentials."""
    grants: tuple[Grant, ...] = ()
    redirect_uris: tuple[str, ...] = ()
    """Of its pages in a browser."""
    is_public: bool = False
    """Whether people may sign in with it where no secret can be kept: a terminal, a page."""

    def grant_on(self, resource: Resource) -> Grant:
        """Return what was consented to, possibly nothing."""
        found = (grant for grant in self.grants if grant.resource == resource.identifier)
        return next(found, Grant(resource.identifier))


@dataclass(frozen=True)
class ManagedIdentity:
    """The identity of a function app, handed out by the platform's local endpoint."""

    application: Application
    header: str = field(repr=False)
    """The value that IDENTITY_HEADER has inside the function app."""


@dataclass(frozen=True)
class User:
    object_id: str
    name: str
    principal_name: str
    """The name to sign in with, for example ada@contoso.example."""
    app_roles: tuple[str, ...] = ()
    """Those that an administrator has assigned, of whatever resources offer them."""


@dataclass(frozen=True)
class Tenant:
    id: str
    domain: str
    applications: tuple[Application, ...] = ()
    users: tuple[User, ...] = ()
    resources: tuple[Resource, ...] = ()
    managed_identity: ManagedIdentity | None = None

    def application(self, client_id: str) -> Application | None:
        return _first(a for a in self.applications if a.client_id == client_id.lower())

    def user(self, object_id: str) -> User | None:
        return _first(user for user in self.users if user.object_id == object_id)

    def user_named(self, name: str) -> User | None:
        """Find a user by the name to sign in with."""
        wanted = name.lower()
        return _first(user for user in self.users if user.principal_name.lower() == wanted)

    def resource(self, name: str) -> Resource | None:
        """Find a resource by identifier, with or without a trailing slash, or by app id."""
        return _first(resource for resource in self.resources if resource.is_named(name))


@dataclass(frozen=True)
class Directory:
    tenants: tuple[Tenant, ...]

    def tenant(self, name: str) -> Tenant | None:
        """Find a tenant by id or domain."""
        wanted = name.lower()
        return _first(tenant for tenant in self.tenants if wanted in (tenant.id, tenant.domain))


def _first(found: Iterable[_T]) -> _T | None:
    return next(iter(found), None)
