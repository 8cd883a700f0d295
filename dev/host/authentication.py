"""App Service authentication in front of the app, as far as APIs see it.

Where it is on, a request needs a good bearer token; who it belongs to is told to the app in headers
that nobody else can set. Sessions, cookies and redirects to a sign-in page are not imitated.
https://learn.microsoft.com/azure/app-service/overview-authentication-authorization
"""

import asyncio
import json
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.request import urlopen

import jwt
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_RENAMED = {
    "email": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "oid": "http://schemas.microsoft.com/identity/claims/objectidentifier",
    "roles": "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    "scp": "http://schemas.microsoft.com/identity/claims/scope",
    "sub": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
    "tid": "http://schemas.microsoft.com/identity/claims/tenantid",
    "upn": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
}
_ITS_OWN = b"x-ms-"
_PATIENCE = 10.0

Claims = Mapping[str, Any]


@dataclass
class Authentication:
    """Whose tokens are good, and where none is needed."""

    authority: str
    tenant_id: str
    client_id: str
    """Of the app registration that is the identity provider."""
    excluded: tuple[str, ...] = ()
    """Paths that may be called without a token; lower case. One that ends with ``/*`` stands for
    all below it: https://github.com/MicrosoftDocs/azure-docs/issues/86514."""
    ca_file: str | None = None

    @property
    def app_settings(self) -> dict[str, str]:
        """What the platform tells the app of it."""
        return {"WEBSITE_AUTH_ENABLED": "True"}

    def claims(self, authorization: str) -> Claims:
        """:raises jwt.PyJWTError: there is no token, or not a good one."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise jwt.InvalidTokenError("there is no bearer token")
        key = self._keys.get_signing_key_from_jwt(token)
        options: Any = {"require": ["aud", "exp", "iss", "oid"], "verify_iat": False}
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=[self.client_id, f"api://{self.client_id}"],
            issuer=[self._configuration["issuer"], f"https://sts.windows.net/{self.tenant_id}/"],
            options=options,
        )
        return claims

    def is_open(self, path: str) -> bool:
        asked = path.lower().rstrip("/")
        return any(
            asked.startswith(open_.removesuffix("*")) if open_.endswith("/*") else asked == open_
            for open_ in self.excluded
        )

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file)

    @cached_property
    def _configuration(self) -> dict[str, str]:
        address = f"{self.authority}/{self.tenant_id}/v2.0/.well-known/openid-configuration"
        with urlopen(address, context=self._trust, timeout=_PATIENCE) as answer:
            found: dict[str, str] = json.load(answer)
        return found

    @cached_property
    def _keys(self) -> jwt.PyJWKClient:
        address = self._configuration["jwks_uri"]
        return jwt.PyJWKClient(address, ssl_context=self._trust, timeout=int(_PATIENCE))


class Gatekeeper:
    """The ASGI application in front of the host's own."""

    def __init__(self, behind: ASGIApp) -> None:
        self._behind = behind
        self.authentication: Authentication | None = None
        """None while authentication is off: then all headers pass, whoever made them up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        authentication = self.authentication
        if authentication is None:
            await self._behind(scope, receive, send)
            return
        given = scope["headers"]
        scope["headers"] = [(name, value) for name, value in given if not name.startswith(_ITS_OWN)]
        bearer = b"".join(value for name, value in given if name == b"authorization").decode()
        try:
            claims = await asyncio.to_thread(authentication.claims, bearer)
            scope["headers"] += _principal(claims)
        except jwt.PyJWTError:
            if not authentication.is_open(scope["path"]):
                refused = Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
                await refused(scope, receive, send)
                return
        await self._behind(scope, receive, send)


def _principal(claims: Claims) -> list[tuple[bytes, bytes]]:
    content = {
        "auth_typ": "aad",
        "claims": [{"typ": name, "val": value} for name, value in _flat(claims)],
        "name_typ": _RENAMED["email"],
        "role_typ": _RENAMED["roles"],
    }
    name = claims.get("preferred_username") or claims.get("upn") or claims.get("name") or ""
    headers = {
        "x-ms-client-principal": b64encode(json.dumps(content).encode()).decode(),
        "x-ms-client-principal-id": str(claims["oid"]),
        "x-ms-client-principal-name": str(name),
        "x-ms-client-principal-idp": "aad",
    }
    return [(header.encode(), value.encode()) for header, value in headers.items()]


def _flat(claims: Claims) -> Iterator[tuple[str, str]]:
    """Yield each value of each claim, under the name that the platform gives it."""
    for name, value in claims.items():
        for each in value if isinstance(value, list) else [value]:
            yield _RENAMED.get(name, name), str(each)
