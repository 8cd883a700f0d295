"""How an application proves to the token endpoint that it is itself."""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from dev.simulators.entra.directory import Application
from dev.simulators.entra.keys import thumbprint
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.tokens import Proof

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LEEWAY_SECONDS = 300


EXCHANGE = "api://AzureADTokenExchange"
"""Whom a managed identity's token is made out to that stands in for a secret."""
OwnTokens = Callable[[str], Mapping[str, Any] | None]
"""Returns the claims of a token that the directory itself has issued; None for any other."""


def prove(
    client: Application,
    form: Mapping[str, str],
    audiences: tuple[str, ...],
    now: datetime,
    own_tokens: OwnTokens,
) -> Proof:
    """Check the client's secret or assertion and return which of them it was.

    :param audiences: the addresses that an assertion may be made out to.
    :raises TokenRequestRefusedError: the proof is missing or wrong.
    """
    if form.get("client_assertion_type") == ASSERTION_TYPE and form.get("client_assertion"):
        assertion = form["client_assertion"]
        if (claims := own_tokens(assertion)) is not None:
            _check_trust(client, claims, now)
        else:
            _check_assertion(client, assertion, audiences, now)
        return "2"
    if form.get("client_secret"):
        _check_secret(client, form["client_secret"], now)
        return "1"
    raise TokenRequestRefusedError(7000218)


def _check_secret(client: Application, given: str, now: datetime) -> None:
    equal = [
        secret
        for secret in client.secrets
        if hmac.compare_digest(secret.value.encode(), given.encode())
    ]
    if not equal:
        raise TokenRequestRefusedError(7000215, f"Application: {client.client_id}.")
    if all(secret.expires_at is not None and secret.expires_at <= now for secret in equal):
        raise TokenRequestRefusedError(7000222, f"Application: {client.client_id}.")


def _check_trust(client: Application, claims: Mapping[str, Any], now: datetime) -> None:
    """Check a managed identity's token, which the application trusts by a federated credential."""
    if claims["aud"] != EXCHANGE:
        raise TokenRequestRefusedError(700212, f"Audience: {claims['aud']}.")
    if claims["sub"] not in client.trusted:
        raise TokenRequestRefusedError(700213, f"Subject: {claims['sub']}.")
    _check_times(claims, now)


def _check_assertion(
    client: Application, assertion: str, audiences: tuple[str, ...], now: datetime
) -> None:
    claims = _signed_claims(client, assertion)
    if not client.client_id == claims["iss"] == claims["sub"]:
        raise TokenRequestRefusedError(700021)
    if claims["aud"] not in audiences:
        raise TokenRequestRefusedError(700023, f"Audience: {claims['aud']}.")
    _check_times(claims, now)


def _check_times(claims: Mapping[str, Any], now: datetime) -> None:
    moment = now.timestamp()
    begins, ends = claims.get("nbf", moment), claims["exp"]
    if moment < begins - _LEEWAY_SECONDS or moment >= ends + _LEEWAY_SECONDS:
        raise TokenRequestRefusedError(700024)


def _signed_claims(client: Application, assertion: str) -> dict[str, Any]:
    """Return the claims of an assertion signed with one of the client's certificates.

    PS256 goes with a SHA-256 thumbprint; RS256 with a SHA-1 one is older and still accepted.
    """
    options: Any = {
        "require": ["aud", "exp", "iss", "sub"],
        "verify_aud": False,
        "verify_exp": False,
        "verify_iat": False,
        "verify_nbf": False,
    }
    try:
        key = _certificate_key(client, jwt.get_unverified_header(assertion))
        claims: dict[str, Any] = jwt.decode(
            assertion, key, algorithms=["PS256", "RS256"], options=options
        )
    except jwt.InvalidTokenError as error:
        raise TokenRequestRefusedError(700027, f"{error}.") from error
    return claims


def _certificate_key(client: Application, header: Mapping[str, Any]) -> rsa.RSAPublicKey:
    for pem in client.certificates:
        certificate = x509.load_pem_x509_certificate(pem)
        is_named = _names(header, "x5t#S256", thumbprint(certificate, hashes.SHA256()))
        was_named = _names(header, "x5t", thumbprint(certificate, hashes.SHA1()))
        key = certificate.public_key()
        if (is_named or was_named) and isinstance(key, rsa.RSAPublicKey):
            return key
    raise TokenRequestRefusedError(700027, "No certificate of the application has the thumbprint.")


def _names(header: Mapping[str, Any], name: str, thumb: str) -> bool:
    """Microsoft's own library leaves the padding on, which base64url in tokens has not."""
    return str(header.get(name, "")).rstrip("=") == thumb
