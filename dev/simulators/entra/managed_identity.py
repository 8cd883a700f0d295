"""The platform's local endpoint from which a function app gets its managed identity's tokens.

On the platform it is plain HTTP on the loopback address of the app's own sandbox, never reachable
from outside; here it is one more route of the simulated directory. Its refusals are not documented.
"""

from datetime import datetime

from dev.simulators.entra.directory import ManagedIdentity, Tenant
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.scopes import find_audience
from dev.simulators.entra.tokens import TokenIssuer
from dev.simulators.http import Request, Response, json_response

API_VERSION = "2019-08-01"
PATH = "/msi/token"


def answer_managed_identity(
    request: Request,
    identities: list[tuple[Tenant, ManagedIdentity]],
    issuer: TokenIssuer,
    now: datetime,
) -> Response:
    """Answer a request to IDENTITY_ENDPOINT; the header says which app it comes from."""
    header = request.headers.get("x-identity-header")
    query = request.query
    found = [(tenant, identity) for tenant, identity in identities if identity.header == header]
    if not found:
        return _refused(403, "X-IDENTITY-HEADER is missing or wrong.")
    if query.get("api-version") != API_VERSION:
        return _refused(400, f"api-version must be {API_VERSION}.")
    tenant, identity = found[0]
    if query.get("client_id", identity.application.client_id) != identity.application.client_id:
        return _refused(400, "No such identity is assigned to the app.")
    try:
        token = _token(tenant, identity, query.get("resource", ""), issuer, now)
    except TokenRequestRefusedError as refused:
        return _refused(400, str(refused))
    return json_response(200, token)


def _token(
    tenant: Tenant, identity: ManagedIdentity, resource: str, issuer: TokenIssuer, now: datetime
) -> dict[str, str]:
    audience = find_audience(resource, tenant)
    client = identity.application
    return {
        "access_token": issuer.for_application(tenant, client, audience, now, "2"),
        "client_id": client.client_id,
        "expires_on": str(int((now + issuer.lifetime).timestamp())),
        "resource": resource,
        "token_type": "Bearer",
    }


def _refused(status: int, message: str) -> Response:
    return json_response(status, {"statusCode": status, "message": message})
