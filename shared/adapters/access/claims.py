"""From claims, as tokens and the platform make them, to a caller."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import SecretStr

from shared.domain.callers import Caller
from shared.errors import RequestError

SCOPE = "user_impersonation"
"""What people consent to: that the app they sign in with calls this one for them."""

Claims = Mapping[str, object]
"""By the short names that tokens use."""


def not_signed_in() -> RequestError:
    return RequestError(
        "Nobody is signed in. Send a bearer token of Entra ID for this app.",
        code="not_signed_in",
        status=401,
    )


def refused(reason: str) -> RequestError:
    """:param reason: what is wrong, and never the token."""
    return RequestError(f"The sign-in is refused: {reason}.", code="sign_in_refused", status=401)


def app_role_missing(role: str) -> RequestError:
    return RequestError(
        f"Whoever calls this app needs the app role '{role}' of its registration in Entra ID. Its "
        "administrator assigns that under enterprise applications, or to an app among its API "
        "permissions. Get a new token then.",
        code="app_role_missing",
        status=403,
    )


def caller(
    claims: Claims, tenant_id: UUID, token: SecretStr | None, *, sessions: bool = False
) -> Caller:
    """
    :param tenant_id: the tenant that callers have to belong to.
    :param sessions: whether people may also come without a scope, as those who have signed in
        to the platform itself do: it holds an id token of theirs, which is no access token.
    :raises RequestError: it is no person who has consented, nor an app, of the tenant.
    """
    try:
        object_id, tenant = UUID(str(claims["oid"])), UUID(str(claims["tid"]))
    except (KeyError, ValueError) as error:
        raise refused("it does not say who calls") from error
    if tenant != tenant_id:
        raise refused("it belongs to another tenant")
    scopes = claims.get("scp")
    is_app = scopes is None and _names_an_app(claims)
    if scopes is not None and SCOPE not in str(scopes).split():
        raise refused(f"it is not meant to act for the person, it lacks the scope {SCOPE}")
    if scopes is None and not is_app and not sessions:
        raise refused("it is no access token of a person or an app")
    client_id = str(claims.get("azp") or claims.get("appid") or "")
    return Caller(object_id, tenant, client_id, _name(claims), is_app, _roles(claims), token)


def _roles(claims: Claims) -> frozenset[str]:
    told = claims.get("roles")
    return frozenset(map(str, told)) if isinstance(told, list) else frozenset()


def _names_an_app(claims: Claims) -> bool:
    """An app's subject is itself; a person's differs from app to app."""
    return claims.get("idtyp") == "app" or claims.get("sub") == claims.get("oid")


def _name(claims: Claims) -> str:
    told = (claims.get(name) for name in ("name", "preferred_username", "upn", "email"))
    return next((str(name) for name in told if name), "")
