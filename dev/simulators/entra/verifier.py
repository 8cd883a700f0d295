"""What a resource does with a token: believe it or refuse it."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from dev.simulators.callers import Caller, TokenRefusedError
from dev.simulators.entra.directory import Directory
from dev.simulators.entra.keys import KeyRing
from dev.simulators.entra.tokens import TokenIssuer

_REMEMBERED = 1000
_Claims = Mapping[str, Any]


@dataclass(frozen=True)
class _Token:
    """What is remembered of a genuine token; times in seconds since the epoch."""

    audience: str
    begins: float
    ends: float
    caller: Caller


class EntraTokenVerifier:
    """Checks signature, issuer, audience and times against the directory's own keys.

    A token whose signature has been checked once is remembered: clients send the same one with
    every request for an hour.
    """

    def __init__(
        self,
        keys: KeyRing,
        issuer: TokenIssuer,
        directory: Callable[[], Directory],
        leeway: timedelta = timedelta(minutes=5),
    ) -> None:
        """*leeway*: how far a resource's clock may be off; 5 minutes is what Microsoft's own token
        validation allows by default, what the two services allow is not documented.
        """
        self._keys = keys
        self._issuer = issuer
        self._directory = directory
        self._leeway = leeway.total_seconds()
        self._genuine: OrderedDict[str, _Token] = OrderedDict()

    def verify(self, authorization: str | None, audience: str, now: datetime) -> Caller:
        """Return who stands behind an Authorization header.

        :raises TokenRefusedError: says why.
        """
        token = self._token(authorization)
        moment = now.timestamp()
        if token.audience != audience.rstrip("/"):
            raise TokenRefusedError(f"the token is meant for {token.audience}, not for {audience}")
        if token.ends <= moment - self._leeway:
            raise TokenRefusedError("the token has expired")
        if token.begins > moment + self._leeway:
            raise TokenRefusedError("the token is not valid yet")
        return token.caller

    def _token(self, authorization: str | None) -> "_Token":
        scheme, _, text = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            raise TokenRefusedError("there is no bearer token")
        known = self._genuine.get(text)
        if known is None:
            known = self._genuine[text] = self._read(self._decode(text))
            if len(self._genuine) > _REMEMBERED:
                self._genuine.popitem(last=False)
        return known

    def _decode(self, token: str) -> _Claims:
        required = ["aud", "exp", "iss", "nbf", "oid", "tid"]
        unchecked = {"verify_aud": False, "verify_exp": False, "verify_nbf": False}
        options: Any = unchecked | {"verify_iat": False, "require": required}
        try:
            claims = self._keys.claims(token, options)
        except jwt.InvalidTokenError as error:
            raise TokenRefusedError(f"the token is not genuine: {error}") from error
        tenant = self._directory().tenant(claims["tid"])
        if tenant is None or claims["iss"] not in self._issuer.names(tenant):
            raise TokenRefusedError(f"the token was issued by {claims['iss']}")
        return claims

    def _read(self, claims: _Claims) -> "_Token":
        client_id = claims.get("appid") or claims.get("azp") or ""
        caller = Caller(
            tenant_id=claims["tid"],
            object_id=claims["oid"],
            client_id=client_id,
            is_app="scp" not in claims,
            roles=tuple(claims.get("roles", ())),
            scopes=tuple(claims.get("scp", "").split()),
            name=claims.get("name") or self._application_name(claims["tid"], client_id),
        )
        return _Token(claims["aud"].rstrip("/"), claims["nbf"], claims["exp"], caller)

    def _application_name(self, tenant_id: str, client_id: str) -> str:
        tenant = self._directory().tenant(tenant_id)
        application = tenant.application(client_id) if tenant else None
        return application.name if application else ""
