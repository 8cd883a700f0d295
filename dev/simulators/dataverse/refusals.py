"""Writes refusals as the service does."""

from typing import Any, Literal

from dev.simulators.dataverse.calls import Call, content
from dev.simulators.dataverse.errors import DataverseError
from dev.simulators.http import Response, json_response

_DETAILS = "@Microsoft.PowerApps.CDS.ErrorDetails."
_CDS = "@Microsoft.PowerApps.CDS."
_AUTHORITY = "https://login.microsoftonline.com/common/oauth2/authorize"

_PROTECTION = {
    "requests": ("0x80072322", "Too many requests within the window of 300 seconds."),
    "busy": ("0x80072321", "Too much combined execution time within 300 seconds."),
    "concurrency": ("0x80072326", "Too many requests at the same time."),
    "queue_full": ("0x80072326", "Too many requests at the same time."),
    "queue_wait": ("0x80072326", "Too many requests at the same time."),
}


def refusal(call: Call, error: DataverseError) -> Response:
    """Return the error body, with the details that the preferences ask for."""
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if "*" in call.preferences.annotations:
        body |= {
            f"{_DETAILS}ApiExceptionMessageName": error.name,
            f"{_DETAILS}ApiExceptionHttpStatusCode": str(int(error.status)),
            f"{_DETAILS}OperationStatus": "0",
            f"{_DETAILS}SubErrorCode": "0",
            f"{_CDS}HelpLink": f"http://go.microsoft.com/fwlink/?LinkID=398563&error={error.code}",
            f"{_CDS}InnerError.Message": error.message,
        }
    return content(int(error.status), {"error": body})


def unauthorized(reason: str, organization_url: str) -> Response:
    challenge = f"Bearer authorization_uri={_AUTHORITY}, resource_id={organization_url}/"
    return Response(
        401, {"WWW-Authenticate": challenge, "Content-Type": "text/plain"}, reason.encode()
    )


def protection_refusal(
    kind: Literal["requests", "busy", "concurrency", "queue_full", "queue_wait"], wait: int
) -> Response:
    """Return the answer to a request beyond a service protection limit.

    :param wait: seconds.
    """
    code, message = _PROTECTION[kind]
    body = {"error": {"code": code, "message": message}}
    return json_response(429, body, {"Retry-After": str(wait), "OData-Version": "4.0"})
