"""The keys with which a tenant of Entra ID signs its tokens, as it publishes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from urllib.parse import quote, urlsplit
from uuid import UUID

import jwt
import msgspec
import requests

from shared.adapters.identity import unreachable
from shared.errors import ConfigurationError

_TIME_OUTS = (5, 10)
"""Seconds: to connect, and between two pieces of an answer."""
_LARGEST = 1024 * 1024
_PIECE = 64 * 1024
_FRESH = 24 * 3600.0
"""Seconds. Microsoft recommends to look once a day, and when an unknown key turns up."""
_PAUSE = 60.0
"""Seconds between two looks, however many unknown keys turn up."""
_PAUSE_AFTER_FAILURE = 5.0


@dataclass(frozen=True)
class Published:
    tenant_id: UUID
    issuers: tuple[str, ...]
    keys: Mapping[str, jwt.PyJWK]
    """By the id that tokens name."""
    read_at: float
    """On the reader's timer."""


class TenantKeys:
    """One per process. Whoever comes while they are read waits, and does not read them again."""

    def __init__(self, authority: str, tenant: str, timer: Callable[[], float] = monotonic) -> None:
        """:param timer: seconds, from any moment on."""
        self._authority, self._tenant, self._timer = authority, tenant, timer
        self._lock = Lock()
        self._published: Published | None = None
        self._failed_at: float | None = None

    def published(self, key_id: str | None = None) -> Published:
        """Return what the tenant publishes, read again if *key_id* is unknown to it.

        :raises ConfigurationError: there is no such tenant.
        :raises TransientError: Entra ID cannot be reached.
        """
        # Who comes with a known key does not wait while somebody else's is looked for.
        if (known := self._enough(key_id, 0.0)) is not None:
            return known
        with self._lock:
            if (known := self._enough(key_id, _PAUSE)) is not None:
                return known
            now = self._timer()
            if self._failed_at is not None and now - self._failed_at < _PAUSE_AFTER_FAILURE:
                raise unreachable(_PAUSE_AFTER_FAILURE)
            try:
                self._published = self._read(now)
            except LookupError as error:
                raise ConfigurationError(
                    f"Nobody can sign in, since Entra ID has no tenant {self._tenant}. Correct "
                    "ACCESS_TENANT_ID or ENTRA_TENANT_ID.",
                    code="sign_in_not_set_up",
                ) from error
            except (requests.RequestException, jwt.PyJWTError, ValueError) as error:
                self._failed_at = now
                raise unreachable(_PAUSE_AFTER_FAILURE) from error
            self._failed_at = None
            return self._published

    def _enough(self, key_id: str | None, pause: float) -> Published | None:
        """Return what is known, if it has the key or was read less than *pause* seconds ago."""
        known = self._published
        if known is None:
            return None
        age = self._timer() - known.read_at
        has_key = key_id is None or key_id in known.keys
        return known if age < pause or (has_key and age < _FRESH) else None

    def _read(self, now: float) -> Published:
        tenant = quote(self._tenant, safe="")
        with requests.Session() as session:
            at = f"{self._authority}/{tenant}/v2.0/.well-known/openid-configuration"
            told = msgspec.json.decode(_get(session, at), type=_Configuration)
            if urlsplit(told.jwks_uri)[:2] != urlsplit(self._authority)[:2]:
                raise ValueError("the keys are said to be at another host")
            keys = msgspec.json.decode(_get(session, told.jwks_uri), type=_KeySet).keys
        tenant_id = UUID(told.issuer.removesuffix("/v2.0").rpartition("/")[2])
        return Published(
            tenant_id,
            (told.issuer, f"https://sts.windows.net/{tenant_id}/"),
            {key.kid: key.usable() for key in keys if key.signs_for(told.issuer, tenant_id)},
            now,
        )


class _Configuration(msgspec.Struct, frozen=True):
    issuer: str
    jwks_uri: str


class _Key(msgspec.Struct, frozen=True):
    kid: str
    kty: str
    use: str = "sig"
    n: str = ""
    e: str = ""
    issuer: str | None = None
    """Entra ID also lists the key of personal accounts, which must not sign for the tenant."""

    def signs_for(self, issuer: str, tenant_id: UUID) -> bool:
        named = self.issuer and self.issuer.replace("{tenantid}", str(tenant_id))
        return self.kty == "RSA" and self.use == "sig" and named in (None, issuer)

    def usable(self) -> jwt.PyJWK:
        return jwt.PyJWK({"kty": "RSA", "n": self.n, "e": self.e}, "RS256")


class _KeySet(msgspec.Struct, frozen=True):
    keys: list[_Key]


def _get(session: requests.Session, url: str) -> bytes:
    """:raises LookupError: there is no such tenant."""
    with session.get(url, timeout=_TIME_OUTS, allow_redirects=False, stream=True) as response:
        if response.status_code in (400, 404):
            raise LookupError(url)
        if response.status_code != 200:
            raise ValueError(f"HTTP {response.status_code} instead of what was asked for")
        content = b""
        for piece in response.iter_content(_PIECE):
            content += piece
            if len(content) > _LARGEST:
                raise ValueError("more than keys can be")
    return content
