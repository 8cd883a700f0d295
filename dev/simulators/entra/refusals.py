"""Why Entra ID refuses a request for a token, with its own codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import uuid4

from dev.simulators.http import Request, Response, json_response

Name = Literal[
    "authorization_declined",
    "authorization_pending",
    "bad_verification_code",
    "expired_token",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_resource",
    "invalid_scope",
    "login_required",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
]


@dataclass(frozen=True)
class _Kind:
    name: Name
    status: int
    text: str


_KINDS = {
    50013: _Kind("invalid_grant", 400, "The assertion was not signed by this directory."),
    50027: _Kind("invalid_request", 400, "The assertion is not a well-formed token."),
    50011: _Kind("invalid_request", 400, "The redirect URI is not one of the application's."),
    50058: _Kind("login_required", 400, "Nobody is signed in at the screen."),
    50112: _Kind("invalid_grant", 400, "The redirect URI is not the one the code was sent to."),
    54005: _Kind("invalid_grant", 400, "There is no such code, or it was redeemed already."),
    65001: _Kind("invalid_grant", 400, "Nobody has consented to the permissions asked for."),
    65004: _Kind("authorization_declined", 400, "The person has declined to sign in."),
    70003: _Kind("unsupported_grant_type", 400, "The grant type is not supported."),
    70008: _Kind("invalid_grant", 400, "The code has expired."),
    70011: _Kind("invalid_scope", 400, "The scope is not valid."),
    70016: _Kind("authorization_pending", 400, "Nobody has typed the code in yet."),
    70018: _Kind("bad_verification_code", 400, "There is no such device code."),
    70019: _Kind("expired_token", 400, "The device code has expired."),
    90002: _Kind("invalid_request", 400, "There is no such tenant."),
    500011: _Kind("invalid_resource", 400, "There is no such resource in the tenant."),
    500131: _Kind("invalid_grant", 400, "The assertion is meant for another application."),
    500133: _Kind("invalid_grant", 400, "The assertion is not valid at this time."),
    700016: _Kind("unauthorized_client", 400, "There is no such application in the tenant."),
    700021: _Kind("invalid_client", 401, "The client assertion names another application."),
    700023: _Kind("invalid_client", 401, "The client assertion's audience is not this endpoint."),
    700024: _Kind("invalid_client", 401, "The client assertion is not valid at this time."),
    700027: _Kind("invalid_client", 401, "The client assertion's signature cannot be verified."),
    700212: _Kind("invalid_client", 401, "No federated credential has the assertion's audience."),
    700213: _Kind("invalid_client", 401, "No federated credential has the assertion's subject."),
    700054: _Kind("unsupported_response_type", 400, "Only the response type code is supported."),
    700082: _Kind("invalid_grant", 400, "The refresh token is unknown or has expired."),
    501481: _Kind("invalid_grant", 400, "The code verifier does not match the challenge."),
    700084: _Kind("invalid_grant", 400, "The page has been signed in for 24 hours."),
    900144: _Kind("invalid_request", 400, "The request's body lacks a parameter."),
    7000114: _Kind("invalid_grant", 400, "An application's own token cannot act on behalf of it."),
    7000215: _Kind("invalid_client", 401, "The client secret is wrong."),
    7000218: _Kind("invalid_client", 401, "Neither client_secret nor client_assertion was given."),
    9002325: _Kind("invalid_request", 400, "A code challenge of the method S256 is needed."),
    9002326: _Kind("invalid_request", 400, "Only a page of the application may ask from a page."),
    9002327: _Kind("invalid_request", 400, "A code of a page may be redeemed by a page only."),
    7000222: _Kind("invalid_client", 401, "The client secret has expired."),
}


class TokenRequestRefusedError(Exception):
    """A request for a token is refused with an AADSTS code."""

    def __init__(self, code: int, detail: str = "") -> None:
        """*detail* names the culprit, never a secret."""
        self.code = code
        self.kind = _KINDS[code]
        self.text = f"{self.kind.text} {detail}".rstrip()
        super().__init__(f"AADSTS{code}: {self.text}")

    def response(self, request: Request, now: datetime) -> Response:
        """Return the error as the token endpoint words it."""
        trace = str(uuid4())
        correlation = request.headers.get("client-request-id") or str(uuid4())
        timestamp = now.strftime("%Y-%m-%d %H:%M:%SZ")
        content: dict[str, object] = {
            "error": self.kind.name,
            "error_description": f"AADSTS{self.code}: {self.text} Trace ID: {trace} "
            f"Correlation ID: {correlation} Timestamp: {timestamp}",
            "error_codes": [self.code],
            "timestamp": timestamp,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": f"{request.base}/error?code={self.code}",
        }
        if self.code == 65001:
            content["suberror"] = "consent_required"
        return json_response(self.kind.status, content, {"x-ms-request-id": trace})
