"""Tokens that Entra ID has not issued, or not for this app, and headers that no platform wrote."""

import hmac
import json
from base64 import b64encode
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from dev.simulators.entra.directory import Application, Directory, Grant, Resource, Tenant, User
from dev.simulators.entra.keys import base64url
from dev.simulators.fleet import Fleet


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def with_another_key(token: str) -> str:
    """Return the token's claims, signed by somebody else in the name of the tenant's key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    headers = {"kid": jwt.get_unverified_header(token)["kid"]}
    return jwt.encode(claims_of(token), key, algorithm="RS256", headers=headers)


def unsigned(token: str) -> str:
    headers = {"kid": jwt.get_unverified_header(token)["kid"]}
    return jwt.encode(claims_of(token), "", algorithm="none", headers=headers)


def signed_with_the_public_key(fleet: Fleet, token: str) -> str:
    """Return an HS256 token whose secret is what everybody knows, the published key."""
    tenant = fleet.credentials.tenant_id
    address = f"{fleet.authority}/{tenant}/discovery/v2.0/keys"
    answer = requests.get(address, verify=str(fleet.certificate_authority), timeout=10)
    signed_with = jwt.get_unverified_header(token)["kid"]
    [key] = [each for each in answer.json()["keys"] if each["kid"] == signed_with]
    pem = f"-----BEGIN CERTIFICATE-----\n{key['x5c'][0]}\n-----END CERTIFICATE-----\n"
    header = {"alg": "HS256", "typ": "JWT", "kid": key["kid"]}
    text = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims_of(token)))
    signature = hmac.new(pem.encode(), text.encode(), "sha256").digest()
    return f"{text}.{base64url(signature)}"


def expired(fleet: Fleet, user_id: str) -> str:
    """Return a token that Entra ID issued so long ago that it has expired."""
    entra = fleet.entra
    entra.clock.skew(-(entra.lifetime + timedelta(hours=1)))
    try:
        return fleet.user_token(user_id)
    finally:
        entra.clock.skew(timedelta())


def for_another_app(fleet: Fleet, user_id: str) -> str:
    """Return a person's token for Dataverse."""
    known = fleet.credentials
    resource = fleet.dataverse_server.url
    return fleet.entra.user_token(
        known.tenant_id, user_id, known.client_id, resource, "user_impersonation"
    )


def without_the_scope(fleet: Fleet, user_id: str) -> str:
    known = fleet.credentials
    return fleet.entra.user_token(
        known.tenant_id, user_id, known.client_id, known.app_resource, "profile"
    )


def of_another_tenant(fleet: Fleet, user_id: str) -> str:
    """Return a token for an app of the same names, in a tenant that somebody else has made."""
    known, entra = fleet.credentials, fleet.entra
    before = entra.directory
    user = User(user_id, "Mallory", "mallory@fabrikam.example")
    grant = Grant(known.app_resource, (), ("user_impersonation",))
    client = Application(known.client_id, str(uuid4()), "Sync", grants=(grant,))
    resource = Resource(known.app_resource, known.client_id, "Sync", (), ("user_impersonation",), 2)
    tenant = Tenant(str(uuid4()), "fabrikam.example", (client,), (user,), (resource,))
    entra.directory = Directory((*before.tenants, tenant))
    try:
        return entra.user_token(
            tenant.id, user_id, known.client_id, known.app_resource, "user_impersonation"
        )
    finally:
        entra.directory = before


def principal(fleet: Fleet, object_id: str, **claims: str) -> str:
    """Return the header that App Service authentication writes for a person."""
    told = {
        "http://schemas.microsoft.com/identity/claims/objectidentifier": object_id,
        "http://schemas.microsoft.com/identity/claims/tenantid": fleet.credentials.tenant_id,
        "http://schemas.microsoft.com/identity/claims/scope": "user_impersonation",
        "name": "Ada Adatum",
        **claims,
    }
    content = {
        "auth_typ": "aad",
        "claims": [{"typ": name, "val": value} for name, value in told.items() if value],
        "name_typ": "name",
        "role_typ": "roles",
    }
    return b64encode(json.dumps(content).encode()).decode()
