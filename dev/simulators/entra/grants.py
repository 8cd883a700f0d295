"""The token endpoint: from a form to a token."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
import msgspec

from dev.simulators.entra.clients import prove
from dev.simulators.entra.directory import Application, Tenant, User
from dev.simulators.entra.keys import KeyRing, base64url
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.scopes import DEFAULT, Wish, parse_scope
from dev.simulators.entra.sign_in import DEVICE_CODE, SignIn, find_client
from dev.simulators.entra.tokens import Proof, TokenIssuer

ON_BEHALF_OF = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_OF_PEOPLE = (DEVICE_CODE, "authorization_code", "refresh_token")
"""Grants for which a public client needs no secret."""
PAGES_STAY = timedelta(hours=24)
"""How long a page is signed in: its refresh tokens end then, also those that it got for others."""
Form = Mapping[str, str]


@dataclass(frozen=True)
class Client:
    """An application that has proved itself, and what it asks for."""

    tenant: Tenant
    application: Application
    proof: Proof
    wish: Wish


@dataclass(frozen=True)
class _Refresh:
    """What a refresh token is good for."""

    tenant: str
    client: str
    user: User
    ends_at: datetime | None
    """None for those that outlive any test."""


class TokenEndpoint:
    """Hands out tokens: to applications, on behalf of users, to users, and for refresh tokens."""

    def __init__(self, issuer: TokenIssuer, keys: KeyRing, sign_in: SignIn) -> None:
        self._issuer = issuer
        self._keys = keys
        self._sign_in = sign_in
        self._refresh_tokens: dict[str, _Refresh] = {}

    def answer(
        self,
        tenant: Tenant,
        form: Form,
        audiences: tuple[str, ...],
        now: datetime,
        *,
        from_page: bool = False,
    ) -> dict[str, object]:
        """Return what the endpoint answers with 200.

        :param audiences: the addresses that a client's assertion may be made out to.
        :param from_page: whether a page in a browser asks, by which the browser names its origin.
        :raises TokenRequestRefusedError: anything else.
        """
        grant_type = _required(form, "grant_type")
        client = self._client(tenant, form, audiences, now)
        _check_origin(client.application, grant_type, from_page=from_page)
        match grant_type:
            case "authorization_code":
                return self._by_code(client, form, now)
            case _ if grant_type == DEVICE_CODE:
                return self._by_device(client, form, now)
            case "client_credentials":
                return self._client_credentials(client, now)
            case "refresh_token":
                return self._refresh(client, form, now)
            case _ if grant_type == ON_BEHALF_OF:
                return self._on_behalf_of(client, form, now)
            case _:
                raise TokenRequestRefusedError(70003, f"Grant type: {grant_type!r}.")

    def _client(
        self, tenant: Tenant, form: Form, audiences: tuple[str, ...], now: datetime
    ) -> Client:
        application = find_client(tenant, _required(form, "client_id"))
        is_open = application.is_public and form["grant_type"] in _OF_PEOPLE
        proof: Proof = "0"
        if _proves(form) or not is_open:
            proof = prove(application, form, audiences, now, lambda t: self._issued(tenant, t))
        scope = form.get("scope") or self._sign_in.scope_of(form) or _required(form, "scope")
        return Client(tenant, application, proof, parse_scope(scope, tenant))

    def _issued(self, tenant: Tenant, token: str) -> dict[str, Any] | None:
        """Return the claims of a token of the directory's own, unless it is another's."""
        options: Any = {"verify_aud": False, "verify_exp": False, "verify_nbf": False}
        try:
            claims = self._keys.claims(token, options | {"verify_iat": False})
        except jwt.InvalidTokenError:
            return None
        return claims if claims.get("iss") == self._issuer.issuer(tenant, 2) else None

    def _by_device(self, client: Client, form: Form, now: datetime) -> dict[str, object]:
        code = _required(form, "device_code")
        user = self._sign_in.redeem_device(client.tenant, client.application, code, now)
        return self._delegated(client, user, form, now)

    def _by_code(self, client: Client, form: Form, now: datetime) -> dict[str, object]:
        redeemed = self._sign_in.redeem_code(client.tenant, client.application, form, now)
        ends_at = now + PAGES_STAY
        return self._delegated(client, redeemed.user, form, now, redeemed.nonce, ends_at)

    def _client_credentials(self, client: Client, now: datetime) -> dict[str, object]:
        if client.wish.permissions != (DEFAULT,):
            raise TokenRequestRefusedError(70011, "It must end with /.default here.")
        token = self._issuer.for_application(
            client.tenant, client.application, client.wish.audience, now, client.proof
        )
        return self._bearer(token)

    def _on_behalf_of(self, client: Client, form: Form, now: datetime) -> dict[str, object]:
        if form.get("requested_token_use") != "on_behalf_of":
            raise TokenRequestRefusedError(900144, "Parameter: requested_token_use.")
        user = self._user_behind(client, _required(form, "assertion"), now)
        return self._delegated(client, user, form, now)

    def _refresh(self, client: Client, form: Form, now: datetime) -> dict[str, object]:
        kept = self._refresh_tokens.get(_required(form, "refresh_token"))
        own = (client.tenant.id, client.application.client_id)
        if kept is None or (kept.tenant, kept.client) != own:
            raise TokenRequestRefusedError(700082)
        if kept.ends_at is not None and now >= kept.ends_at:
            raise TokenRequestRefusedError(700084)
        return self._delegated(client, kept.user, form, now, ends_at=kept.ends_at)

    def _delegated(
        self,
        client: Client,
        user: User,
        form: Form,
        now: datetime,
        nonce: str | None = None,
        ends_at: datetime | None = None,
    ) -> dict[str, object]:
        tenant, application, wish = client.tenant, client.application, client.wish
        scopes = wish.granted_to(application)
        token = self._issuer.for_user(
            tenant, application, user, wish.audience, scopes, now, client.proof
        )
        answer = self._bearer(token)
        answer["scope"] = " ".join(
            f"{wish.audience.named}/{name}" for name in wish.answered(scopes)
        )
        if "offline_access" in wish.about_the_user:
            answer["refresh_token"] = self._refresh_token(client, user, ends_at)
        if "openid" in wish.about_the_user:
            answer["id_token"] = self._issuer.identity(tenant, application, user, now, nonce)
        if form.get("client_info") == "1":
            answer["client_info"] = _client_info(tenant, user)
        return answer

    def _user_behind(self, client: Client, assertion: str, now: datetime) -> User:
        """Return the user for whom *assertion*, a token for the client itself, was issued."""
        claims = self._assertion_claims(assertion)
        if claims.get("aud") not in _names_of(client):
            raise TokenRequestRefusedError(500131, f"Audience: {claims.get('aud')}.")
        if not claims["nbf"] <= now.timestamp() < claims["exp"]:
            raise TokenRequestRefusedError(500133)
        if "scp" not in claims:
            raise TokenRequestRefusedError(7000114)
        user = client.tenant.user(claims["oid"])
        if user is None or claims["tid"] != client.tenant.id:
            raise TokenRequestRefusedError(50013)
        return user

    def _assertion_claims(self, assertion: str) -> dict[str, Any]:
        options: Any = {
            "require": ["aud", "exp", "nbf", "oid", "tid"],
            "verify_aud": False,
            "verify_exp": False,
            "verify_iat": False,
            "verify_nbf": False,
        }
        try:
            return self._keys.claims(assertion, options)
        except jwt.InvalidSignatureError as error:
            raise TokenRequestRefusedError(50013) from error
        except jwt.InvalidTokenError as error:
            raise TokenRequestRefusedError(50027, f"{error}.") from error

    def _bearer(self, token: str) -> dict[str, object]:
        seconds = int(self._issuer.lifetime.total_seconds())
        return {
            "token_type": "Bearer",
            "expires_in": seconds,
            "ext_expires_in": seconds,
            "access_token": token,
        }

    def _refresh_token(self, client: Client, user: User, ends_at: datetime | None) -> str:
        token = secrets.token_urlsafe(64)
        self._refresh_tokens[token] = _Refresh(
            client.tenant.id, client.application.client_id, user, ends_at
        )
        return token


def _names_of(client: Client) -> set[str]:
    """The audiences of tokens for the client's own API."""
    client_id = client.application.client_id
    own = [r.identifier for r in client.tenant.resources if r.app_id == client_id]
    return {client_id, *own}


def _check_origin(client: Application, grant_type: str, *, from_page: bool) -> None:
    """Codes that were sent to a page are redeemed by a page, and by nobody else."""
    if from_page and not client.redirect_uris:
        raise TokenRequestRefusedError(9002326)
    if grant_type == "authorization_code" and not from_page:
        raise TokenRequestRefusedError(9002327)


def _proves(form: Form) -> bool:
    return bool(form.get("client_secret") or form.get("client_assertion"))


def _client_info(tenant: Tenant, user: User) -> str:
    return base64url(msgspec.json.encode({"uid": user.object_id, "utid": tenant.id}))


def _required(form: Form, name: str) -> str:
    value = form.get(name)
    if not value:
        raise TokenRequestRefusedError(900144, f"Parameter: {name}.")
    return value
