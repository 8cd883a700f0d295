"""Sign-in by people: with a device code in a terminal, or by the browser's redirects.

Nobody types a password. Whoever signs in is named by ``login_hint``, is the directory's person at
the screen, or is picked on a page; a device code waits until somebody is named for it.
"""

import hashlib
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from urllib.parse import urlencode, urlsplit

from dev.simulators.entra import pages
from dev.simulators.entra.directory import Application, Tenant, User
from dev.simulators.entra.keys import base64url
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.scopes import parse_scope
from dev.simulators.http import Response

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
CODE_LIFETIME = timedelta(minutes=10)
DEVICE_LIFETIME = timedelta(minutes=15)
INTERVAL = 5
"""Seconds that a client waits between two questions."""
Form = Mapping[str, str]
_THIS_MACHINE = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class _Asked:
    """What a client has asked a person for."""

    tenant: str
    client: str
    scope: str
    expires_at: datetime


@dataclass(frozen=True)
class Device(_Asked):
    user_code: str
    user: User | None = None
    """None until somebody has typed the code in."""
    declined: bool = False


@dataclass(frozen=True)
class Code(_Asked):
    """What the browser brings back to the page, for the page to redeem."""

    user: User
    redirect_uri: str
    challenge: str
    nonce: str | None


class SignIn:
    """The codes that are under way, and who is at the screen."""

    def __init__(self) -> None:
        self.person: User | None = None
        """Signs in at once wherever somebody is asked to; None for nobody."""
        self.devices: dict[str, Device] = {}
        """By device code."""
        self._codes: dict[str, Code] = {}

    def scope_of(self, form: Form) -> str | None:
        """Return the scope that a code was asked for; whoever redeems it need not repeat it."""
        asked = self.devices.get(form.get("device_code", "")) or self._codes.get(
            form.get("code", "")
        )
        return asked.scope if asked else None

    # Terminal

    def begin_device(
        self, tenant: Tenant, form: Form, page: str, now: datetime
    ) -> dict[str, object]:
        """Return what a terminal shows, and what it asks with."""
        client = find_client(tenant, form.get("client_id", ""))
        scope = form.get("scope", "")
        parse_scope(scope, tenant)
        device_code = secrets.token_urlsafe(48)
        user_code = "".join(secrets.choice(string.ascii_uppercase) for _ in range(9))
        expires_at = now + DEVICE_LIFETIME
        self.devices[device_code] = Device(
            tenant.id, client.client_id, scope, expires_at, user_code, self.person
        )
        return {
            "user_code": user_code,
            "device_code": device_code,
            "verification_uri": page,
            "expires_in": int(DEVICE_LIFETIME.total_seconds()),
            "interval": INTERVAL,
            "message": f"To sign in, open {page} and enter the code {user_code}.",
        }

    def decide(self, user_code: str, user: User | None) -> None:
        """Have somebody type a code in, and sign in; or decline, where *user* is None.

        :raises LookupError: no terminal waits with this code.
        """
        for device_code, device in self.devices.items():
            if device.user_code == user_code:
                self.devices[device_code] = replace(device, user=user, declined=user is None)
                return
        raise LookupError(f"no terminal waits with the code {user_code}")

    def redeem_device(
        self, tenant: Tenant, client: Application, device_code: str, now: datetime
    ) -> User:
        device = self.devices.get(device_code)
        if device is None or (device.tenant, device.client) != (tenant.id, client.client_id):
            raise TokenRequestRefusedError(70018)
        if now >= device.expires_at:
            del self.devices[device_code]
            raise TokenRequestRefusedError(70019)
        if device.declined:
            del self.devices[device_code]
            raise TokenRequestRefusedError(65004)
        if device.user is None:
            raise TokenRequestRefusedError(70016)
        del self.devices[device_code]
        return device.user

    # Browser

    def authorize(self, tenant: Tenant, query: Form, now: datetime) -> Response:
        """Send the browser back to the page, with a code or with what went wrong; ask who it is
        where that is not known and asking is allowed.

        :raises TokenRequestRefusedError: to nobody's page can it be sent.
        """
        client = find_client(tenant, query.get("client_id", ""))
        redirect_uri = query.get("redirect_uri", "")
        if not _is_registered(redirect_uri, client):
            raise TokenRequestRefusedError(50011, f"Redirect URI: {redirect_uri!r}.")
        try:
            code = self._code(tenant, client, query, now)
            if code is None:
                return pages.accounts(tenant, query)
        except TokenRequestRefusedError as refused:
            told = {"error": refused.kind.name, "error_description": str(refused)}
        else:
            told = {"code": code}
        if "state" in query:
            told["state"] = query["state"]
        mark = "#" if query.get("response_mode") == "fragment" else "?"
        return Response(302, {"Location": f"{redirect_uri}{mark}{urlencode(told)}"})

    def _code(self, tenant: Tenant, client: Application, query: Form, now: datetime) -> str | None:
        """Return a code for whoever signs in; None where somebody has to say who they are."""
        if query.get("response_type") != "code":
            raise TokenRequestRefusedError(700054)
        if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
            raise TokenRequestRefusedError(9002325)
        scope = query.get("scope", "")
        parse_scope(scope, tenant).granted_to(client)
        user = self._user(tenant, query)
        if user is None:
            if query.get("prompt") == "none":
                raise TokenRequestRefusedError(50058)
            return None
        code = secrets.token_urlsafe(48)
        self._codes[code] = Code(
            tenant.id,
            client.client_id,
            scope,
            now + CODE_LIFETIME,
            user,
            query["redirect_uri"],
            query["code_challenge"],
            query.get("nonce"),
        )
        return code

    def _user(self, tenant: Tenant, query: Form) -> User | None:
        if query.get("prompt") == "select_account":
            return None
        hint = query.get("login_hint")
        return tenant.user_named(hint) if hint else self.person

    def leave(self, tenant: Tenant, query: Form) -> Response:
        """Send the browser back to a page of the tenant's applications, if it names one."""
        back = query.get("post_logout_redirect_uri", "")
        if any(_is_registered(back, client) for client in tenant.applications):
            return Response(302, {"Location": back})
        return pages.signed_out()

    def redeem_code(self, tenant: Tenant, client: Application, form: Form, now: datetime) -> Code:
        """Return what a code stands for; it is good for once."""
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or (code.tenant, code.client) != (tenant.id, client.client_id):
            raise TokenRequestRefusedError(54005)
        if now >= code.expires_at:
            raise TokenRequestRefusedError(70008)
        if form.get("redirect_uri") != code.redirect_uri:
            raise TokenRequestRefusedError(50112)
        verifier = form.get("code_verifier", "").encode()
        if not compare_digest(base64url(hashlib.sha256(verifier).digest()), code.challenge):
            raise TokenRequestRefusedError(501481)
        return code


def _is_registered(redirect_uri: str, client: Application) -> bool:
    """On this machine, ports make no difference.

    https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions
    """
    return _without_port(redirect_uri) in map(_without_port, client.redirect_uris)


def _without_port(uri: str) -> str:
    place = urlsplit(uri)
    if place.scheme != "http" or place.hostname not in _THIS_MACHINE:
        return uri
    return place._replace(netloc=place.hostname).geturl()


def find_client(tenant: Tenant, client_id: str) -> Application:
    """:raises TokenRequestRefusedError: the tenant has no such application."""
    client = tenant.application(client_id)
    if client is None:
        raise TokenRequestRefusedError(700016, f"Application: {client_id}. Tenant: {tenant.id}.")
    return client
