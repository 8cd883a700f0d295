"""The tokens that the directory issues: which claims they carry, for whom and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import uuid4

from dev.simulators.entra.directory import Application, Resource, Tenant, User
from dev.simulators.entra.keys import KeyRing, pairwise

BACKDATED = timedelta(minutes=5)
"""Tokens are valid from a little before they are issued, for the sake of slow clocks."""

Proof = Literal["0", "1", "2"]
"""How the client proved itself: not at all, with a secret, with a certificate."""


@dataclass(frozen=True)
class Audience:
    """A resource as the request named it."""

    resource: Resource
    named: str
    """With a trailing slash, where the request had one."""

    @property
    def claim(self) -> str:
        """A version 1 token repeats the name that was asked for, slash and all."""
        return self.named if self.resource.token_version == 1 else self.resource.app_id


class TokenIssuer:
    """Signs the tokens of one authority."""

    def __init__(self, keys: KeyRing, authority: str, lifetime: timedelta) -> None:
        """*authority*: the simulator's own URL, which version 2 issuers begin with."""
        self.lifetime = lifetime
        self._keys = keys
        self._authority = authority

    def issuer(self, tenant: Tenant, version: Literal[1, 2]) -> str:
        """Version 1 tokens name an issuer that is not the authority's address; so do ours."""
        if version == 1:
            return f"https://sts.windows.net/{tenant.id}/"
        return f"{self._authority}/{tenant.id}/v2.0"

    def names(self, tenant: Tenant) -> tuple[str, str]:
        """Return the issuers whose tokens are the tenant's."""
        return self.issuer(tenant, 1), self.issuer(tenant, 2)

    def for_application(
        self,
        tenant: Tenant,
        client: Application,
        audience: Audience,
        now: datetime,
        proof: Proof = "1",
    ) -> str:
        """Return an app-only token with the roles granted; it carries none if none are."""
        claims = self._common(tenant, client, audience, now, proof) | {
            "idtyp": "app",
            "oid": client.object_id,
            "sub": client.object_id,
        }
        roles = client.grant_on(audience.resource).roles
        return self._keys.sign(claims | ({"roles": list(roles)} if roles else {}))

    def for_user(
        self,
        tenant: Tenant,
        client: Application,
        user: User,
        audience: Audience,
        scopes: tuple[str, ...],
        now: datetime,
        proof: Proof = "1",
    ) -> str:
        """Return a delegated token: *client* acts for *user* within *scopes*."""
        named = "upn" if audience.resource.token_version == 1 else "preferred_username"
        claims = self._common(tenant, client, audience, now, proof) | {
            "name": user.name,
            named: user.principal_name,
            "oid": user.object_id,
            "scp": " ".join(scopes),
            "sub": pairwise(audience.resource.app_id, user.object_id),
        }
        roles = [role for role in user.app_roles if role in audience.resource.roles]
        return self._keys.sign(claims | ({"roles": roles} if roles else {}))

    def identity(
        self,
        tenant: Tenant,
        client: Application,
        user: User,
        now: datetime,
        nonce: str | None = None,
    ) -> str:
        """Return an OpenID Connect id token."""
        asked: dict[str, object] = {} if nonce is None else {"nonce": nonce}
        return self._keys.sign(
            self._times(now)
            | asked
            | {
                "aud": client.client_id,
                "iss": self.issuer(tenant, 2),
                "name": user.name,
                "oid": user.object_id,
                "preferred_username": user.principal_name,
                "sub": pairwise(client.client_id, user.object_id),
                "tid": tenant.id,
                "ver": "2.0",
            }
        )

    def _common(
        self, tenant: Tenant, client: Application, audience: Audience, now: datetime, proof: Proof
    ) -> dict[str, object]:
        version = audience.resource.token_version
        party, strength = ("appid", "appidacr") if version == 1 else ("azp", "azpacr")
        return self._times(now) | {
            "aud": audience.claim,
            "iss": self.issuer(tenant, version),
            party: client.client_id,
            strength: proof,
            "tid": tenant.id,
            "uti": uuid4().hex[:22],
            "ver": f"{version}.0",
        }

    def _times(self, now: datetime) -> dict[str, object]:
        begin = int((now - BACKDATED).timestamp())
        return {"iat": begin, "nbf": begin, "exp": int((now + self.lifetime).timestamp())}
