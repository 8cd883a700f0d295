"""Bearer tokens, checked by the app itself."""

from typing import Any
from uuid import UUID

import jwt
from pydantic import SecretStr

from shared.adapters.access import claims
from shared.adapters.access.keys import TenantKeys
from shared.domain.callers import Caller
from shared.errors import ConfigurationError
from shared.settings import SignIn

_LONGEST = 16 * 1024
_ALGORITHM = "RS256"
"""The only one that Entra ID signs access tokens with; what a token says is not asked."""
_LEEWAY = 60
"""Seconds that clocks may differ."""
_REQUIRED = ["aud", "exp", "iss", "nbf", "oid", "tid"]
_REASONS: dict[type[jwt.InvalidTokenError], str] = {
    jwt.ExpiredSignatureError: "the token has expired, get a new one",
    jwt.ImmatureSignatureError: "the token is not valid yet",
    jwt.InvalidAudienceError: "the token was issued for another app",
    jwt.InvalidIssuerError: "the token comes from another tenant",
}


class Tokens:
    def __init__(self, sign_in: SignIn, keys: TenantKeys) -> None:
        self._sign_in, self._keys = sign_in, keys

    def check(self, token: str) -> Caller:
        """Return the caller that a token was issued to.

        :raises RequestError: it is none of Entra ID's for this app, or not valid at this time.
        :raises ConfigurationError: the app does not know which tokens are meant for it.
        :raises TransientError: Entra ID's keys cannot be read.
        """
        if not self._sign_in.audiences:
            raise ConfigurationError(
                "Nobody can sign in, since the app does not know its own app registration: set "
                "ACCESS_CLIENT_ID.",
                code="sign_in_not_set_up",
            )
        content, tenant_id = self._decoded(token)
        return claims.caller(content, tenant_id, SecretStr(token))

    def _decoded(self, token: str) -> tuple[claims.Claims, UUID]:
        key_id = _key_id(token)
        published = self._keys.published(key_id)
        key = published.keys.get(key_id)
        if key is None:
            raise claims.refused("the token is signed with a key that the tenant does not publish")
        options: Any = {"require": _REQUIRED, "verify_iat": False}
        try:
            content: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                audience=self._sign_in.audiences,
                issuer=published.issuers,
                leeway=_LEEWAY,
                options=options,
            )
        except jwt.InvalidTokenError as error:
            raise claims.refused(_REASONS.get(type(error), "the token is not genuine")) from None
        return content, published.tenant_id


def _key_id(token: str) -> str:
    """:raises RequestError: it does not name its key, or another way to sign."""
    if len(token) > _LONGEST:
        raise claims.refused("the token is too long")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, RecursionError):
        raise claims.refused("there is no token that can be read") from None
    key_id = header.get("kid")
    if header.get("alg") != _ALGORITHM or not isinstance(key_id, str):
        raise claims.refused("the token is not signed as Entra ID does")
    return key_id
