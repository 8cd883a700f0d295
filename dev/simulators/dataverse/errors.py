"""How Dataverse refuses: a status, a code and a sentence."""

from collections.abc import Mapping
from http import HTTPStatus

from dev.simulators.dataverse.facts import load_error_names

ERROR_NAMES: Mapping[str, str] = load_error_names()

UNSUPPORTED_QUERY = "0x80060888"
PAYLOAD = "0x80048d19"
INVALID_ARGUMENT = "0x80040203"
NOT_FOUND = "0x80040217"
NOT_FOUND_BY_KEY = "0x80060891"


class DataverseError(Exception):
    """A request is refused; what it had written so far is undone."""

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    @property
    def name(self) -> str:
        return ERROR_NAMES.get(self.code.lower(), "")


def bad_query(message: str) -> DataverseError:
    return DataverseError(HTTPStatus.BAD_REQUEST, UNSUPPORTED_QUERY, message)


def bad_payload(message: str) -> DataverseError:
    return DataverseError(HTTPStatus.BAD_REQUEST, PAYLOAD, message)


def bad_argument(message: str, code: str = INVALID_ARGUMENT) -> DataverseError:
    return DataverseError(HTTPStatus.BAD_REQUEST, code, message)


def no_property(name: str, table: str) -> DataverseError:
    return bad_query(f"Type 'Microsoft.Dynamics.CRM.{table}' has no property '{name}'.")


def no_resource(segment: str) -> DataverseError:
    message = f"No resource is known for the segment '{segment}'."
    return DataverseError(HTTPStatus.NOT_FOUND, UNSUPPORTED_QUERY, message)


def not_found(table: str, row_id: str) -> DataverseError:
    message = f"There is no {table} with the id {row_id}."
    return DataverseError(HTTPStatus.NOT_FOUND, NOT_FOUND, message)


def not_found_by_key(table: str) -> DataverseError:
    message = f"There is no {table} with the given key."
    return DataverseError(HTTPStatus.NOT_FOUND, NOT_FOUND_BY_KEY, message)


def no_metadata(what: str) -> DataverseError:
    return DataverseError(HTTPStatus.NOT_FOUND, NOT_FOUND, f"There is no metadata for {what}.")


def name_taken(what: str, name: str) -> DataverseError:
    message = f"There is a {what} with the name '{name}' already."
    return bad_argument(message, "0x80047010")


def still_used(what: str, by: str) -> DataverseError:
    message = f"{what} cannot be deleted: {by} depends on it."
    return bad_argument(message, "0x8004F01F")


def denied(message: str, code: str = "0x80040220") -> DataverseError:
    return DataverseError(HTTPStatus.FORBIDDEN, code, message)


def duplicate_id(table: str) -> DataverseError:
    message = f"There is a {table} with the same primary key or other unique values already."
    return DataverseError(HTTPStatus.PRECONDITION_FAILED, "0x80040237", message)


def duplicate_name(table: str, name: str) -> DataverseError:
    message = f"There is a {table} with the name '{name}' already."
    return DataverseError(HTTPStatus.PRECONDITION_FAILED, "0x80040237", message)


def duplicate_key(table: str, key: str) -> DataverseError:
    message = f"Another {table} has the same values in the key {key}."
    return DataverseError(HTTPStatus.PRECONDITION_FAILED, "0x80060892", message)


def version_mismatch(table: str) -> DataverseError:
    message = f"The version of the {table} is not the one that the request names."
    return DataverseError(HTTPStatus.PRECONDITION_FAILED, "0x80060882", message)


def already_exists(table: str) -> DataverseError:
    message = f"The {table} exists, and the request allows only to create."
    return DataverseError(HTTPStatus.PRECONDITION_FAILED, "0x80040237", message)


def not_built(what: str) -> DataverseError:
    """The simulator's own limit, said as such; the real service can do it."""
    message = f"The simulator does not imitate {what} yet."
    return DataverseError(HTTPStatus.NOT_IMPLEMENTED, "0x80040219", message)


def wrong_method(method: str) -> DataverseError:
    message = f"The resource does not take the method {method}."
    return DataverseError(HTTPStatus.METHOD_NOT_ALLOWED, "0x80060888", message)
