"""The header in which App Service authentication says who has signed in.

It can be believed only where that authentication is on: then the platform sets the header, and
takes away what callers bring along.
https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
"""

import binascii
from base64 import b64decode

import msgspec

from shared.adapters.access.claims import Claims, refused
from shared.adapters.messages import reading_json

_LONGEST = 32 * 1024
_ROLES = "roles"
_KNOWN = {
    "http://schemas.microsoft.com/identity/claims/objectidentifier": "oid",
    "http://schemas.microsoft.com/identity/claims/tenantid": "tid",
    "http://schemas.microsoft.com/identity/claims/scope": "scp",
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/role": _ROLES,
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier": "sub",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": "email",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": "upn",
}
"""The platform renames some claims of a token."""


class _Claim(msgspec.Struct, frozen=True):
    typ: str
    val: str


class _Principal(msgspec.Struct, frozen=True):
    auth_typ: str
    claims: list[_Claim]


def claims_of(header: str) -> Claims:
    """Return the claims by their short names; of several of a name the first, but all roles.

    :raises RequestError: the header is none that the platform writes.
    """
    if len(header) > _LONGEST:
        raise refused("the platform's header is too long")
    try:
        text = b64decode(header + "=" * (-len(header) % 4), validate=True)
        with reading_json():
            principal = msgspec.json.decode(text, type=_Principal)
    except (binascii.Error, ValueError) as error:
        raise refused("the platform's header cannot be read") from error
    if principal.auth_typ != "aad":
        raise refused("it is none of Entra ID")
    named = [(_KNOWN.get(claim.typ, claim.typ), claim.val) for claim in principal.claims]
    first = dict(reversed(named))
    return first | {_ROLES: [value for name, value in named if name == _ROLES]}
