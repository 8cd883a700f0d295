"""Business Central's refusals.

Every body is ``{"error": {"code", "message"}}`` and every message ends with the request's
correlation id, which two spaces set apart.
"""

from collections.abc import Mapping
from uuid import uuid4


class BusinessCentralError(Exception):
    """A refusal that the caller sees."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})

    def body(self) -> dict[str, object]:
        message = f"{self.message}  CorrelationId:  {uuid4()}."
        return {"error": {"code": self.code, "message": message}}


def bad_request(message: str) -> BusinessCentralError:
    return BusinessCentralError(400, "BadRequest", message)


def bad_url(message: str) -> BusinessCentralError:
    return BusinessCentralError(400, "BadRequest_InvalidRequestUrl", message)


def read_only(name: str) -> BusinessCentralError:
    return BusinessCentralError(
        400, "BadRequest_InvalidOperation", f"The field '{name}' is read-only and cannot be set."
    )


def invalid_token(message: str) -> BusinessCentralError:
    return BusinessCentralError(400, "BadRequest_InvalidToken", message)


def unknown_segment(segment: str) -> BusinessCentralError:
    return BusinessCentralError(
        404, "BadRequest_ResourceNotFound", f"Resource not found for the segment '{segment}'."
    )


def no_such_record(entity: str) -> BusinessCentralError:
    """Recalled: which code and status a read by an unknown id gets is not documented."""
    return BusinessCentralError(
        404, "BadRequest_NotFound", f"There is no {entity} with the given key."
    )


def method_not_allowed(method: str, what: str) -> BusinessCentralError:
    return BusinessCentralError(
        405, "BadRequest_MethodNotAllowed", f"{method} is not allowed on {what}."
    )


def not_implemented(message: str) -> BusinessCentralError:
    return BusinessCentralError(501, "BadRequest_MethodNotImplemented", message)


def company_not_found(company: str) -> BusinessCentralError:
    return BusinessCentralError(
        400, "Internal_CompanyNotFound", f"There is no company '{company}' here."
    )


def entity_changed() -> BusinessCentralError:
    return BusinessCentralError(
        409, "Request_EntityChanged", "Another user has changed the record since it was read."
    )


def too_long(name: str, length: int, limit: int) -> BusinessCentralError:
    return BusinessCentralError(
        400,
        "Application_StringExceededLength",
        f"The value of field '{name}' has {length} characters, {limit} are allowed.",
    )


def dialog(message: str) -> BusinessCentralError:
    """A business rule written in AL has called Error()."""
    return BusinessCentralError(400, "Application_DialogException", message)


def blank_field(name: str) -> BusinessCentralError:
    """A business rule written in AL has called TestField()."""
    return BusinessCentralError(
        400, "Application_FieldValidationException", f"The field '{name}' must have a value."
    )


def no_such_relation(name: str, value: str, to: str) -> BusinessCentralError:
    return BusinessCentralError(
        400,
        "Internal_InvalidTableRelation",
        f"The value '{value}' of field '{name}' is not among the {to}.",
    )


def unknown_environment(name: str) -> BusinessCentralError:
    """Recalled."""
    return BusinessCentralError(404, "NoEnvironment", f"There is no environment '{name}'.")
