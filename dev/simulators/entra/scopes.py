"""What a request for a token asks for: one resource, and permissions on it."""

from dataclasses import dataclass

from dev.simulators.entra.directory import Application, Tenant
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.tokens import Audience

DEFAULT = ".default"
_ABOUT_THE_USER = frozenset({"openid", "profile", "email", "offline_access"})


@dataclass(frozen=True)
class Wish:
    """The parsed scope parameter."""

    audience: Audience
    permissions: tuple[str, ...]
    """The last parts of the scopes; ``.default`` stands for all that was consented to."""
    about_the_user: frozenset[str]
    """The OpenID Connect scopes among them."""

    def granted_to(self, client: Application) -> tuple[str, ...]:
        """Return the delegated permissions that the token will carry.

        :raises TokenRequestRefusedError: nobody has consented to one of them.
        """
        consented = client.grant_on(self.audience.resource).scopes
        wanted = consented if DEFAULT in self.permissions else self.permissions
        missing = [name for name in wanted if name not in consented]
        if missing or not wanted:
            raise TokenRequestRefusedError(
                65001, f"Application: {client.client_id}. Resource: {self.audience.named}."
            )
        return wanted

    def answered(self, granted: tuple[str, ...]) -> tuple[str, ...]:
        """Return what the answer names as its scopes: also the one that was asked for.

        By that, clients that keep tokens find this one again.
        """
        return (*granted, DEFAULT) if DEFAULT in self.permissions else granted


def parse_scope(scope: str, tenant: Tenant) -> Wish:
    """Parse scopes such as ``https://api.businesscentral.dynamics.com/.default``.

    :raises TokenRequestRefusedError: not such a scope, several resources, or an unknown one.
    """
    words = scope.split()
    about_the_user = _ABOUT_THE_USER.intersection(words)
    named = [word.rpartition("/") for word in words if word not in about_the_user]
    resources = {resource for resource, _, _ in named}
    if len(resources) != 1 or not all(permission for _, _, permission in named):
        raise TokenRequestRefusedError(70011, f"Scope: {scope!r}.")
    audience = find_audience(resources.pop(), tenant)
    permissions = tuple(permission for _, _, permission in named)
    unknown = {*permissions} - {DEFAULT, *audience.resource.scopes}
    if unknown:
        raise TokenRequestRefusedError(70011, f"Scope: {scope!r}.")
    return Wish(audience, permissions, about_the_user)


def find_audience(name: str, tenant: Tenant) -> Audience:
    """:raises TokenRequestRefusedError: the tenant knows no such resource."""
    resource = tenant.resource(name) if name else None
    if resource is None:
        raise TokenRequestRefusedError(500011, f"Resource: {name!r}. Tenant: {tenant.id}.")
    return Audience(resource, name)
