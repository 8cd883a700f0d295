"""What goes wrong with tables, in this program's own errors."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import msgspec
from azure.core.exceptions import (
    AzureError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)
from azure.data.tables import TableEntity, TableErrorCode, TableTransactionError

from shared.adapters.sessions import ForeignAnswerError
from shared.adapters.storage_account import StorageService
from shared.adapters.tables.answers import Refusal
from shared.errors import ChangedError, ConfigurationError, IntegrationError, RecordError

T = TypeVar("T")
TABLES = StorageService("Azure Table storage", "Storage Table Data Contributor")
_UNREADABLE = (KeyError, TypeError, ValueError, AssertionError, msgspec.MsgspecError)


class RowRefusedError(Exception):
    """A transaction was refused because a row exists already, is gone, or was changed."""

    def __init__(self, index: int) -> None:
        super().__init__(f"operation {index} was refused")
        self.index = index


class TableMissingError(Exception):
    """A transaction was refused because its table does not exist."""


_OF_ROWS = (ResourceExistsError, ResourceNotFoundError)
_TOO_LARGE = {
    TableErrorCode.ENTITY_TOO_LARGE.value,
    TableErrorCode.PROPERTY_VALUE_TOO_LARGE.value,
    TableErrorCode.REQUEST_BODY_TOO_LARGE.value,
}


def is_of_table(error: HttpResponseError) -> bool:
    """Return whether it is the table that does not exist, and not one of its rows."""
    return _code(error) == TableErrorCode.TABLE_NOT_FOUND


def _code(error: HttpResponseError) -> str:
    """Return the service's code; where one row is created, the SDK leaves it unread."""
    if known := getattr(error, "error_code", None):
        return str(getattr(known, "value", known))
    told = error.response.text() if error.response else ""
    try:
        return msgspec.json.decode(told, type=Refusal).error.code
    except msgspec.MsgspecError:
        return ""


def translated(call: Callable[[], T]) -> T:
    """Run one call of the SDK and turn its errors into ours.

    :raises ResourceExistsError: a row exists already.
    :raises ResourceNotFoundError: a row does not exist, or its table does not.
    """
    try:
        return call()
    except HttpResponseError as error:
        meaning = _meaning(error)
        raise meaning from (error.__cause__ if meaning is error else error)
    except (AzureError, ForeignAnswerError) as error:
        raise TABLES.failure(error) from error


def _meaning(error: HttpResponseError) -> Exception:
    code, status = _code(error), error.status_code
    if status == 413 or code in _TOO_LARGE:
        return _too_large()
    if code == TableErrorCode.TABLE_BEING_DELETED:
        return TABLES.unavailable(error)
    if isinstance(error, TableTransactionError):
        return _meaning_for_all(error)
    if status == 412:
        return ChangedError("The stored row was changed.", code="storage_changed")
    # Others than the service answer 404 and 409, too: only its own word is taken for it.
    if status in (404, 409) and code and isinstance(error, _OF_ROWS):
        return error
    return TABLES.failure(error)


def _meaning_for_all(error: TableTransactionError) -> Exception:
    if is_of_table(error):
        return TableMissingError()
    if error.status_code in (404, 409, 412):
        return RowRefusedError(error.index)
    return TABLES.failure(error)


def _too_large() -> IntegrationError:
    return RecordError(
        "Azure Table storage refused a row of this app for its size: it holds up to 1 MiB, half "
        "a million characters. Look for a record with very long texts, and shorten them, or take "
        "their fields out of the mapping.",
        code="storage_row_too_large",
    )


def readable(
    table: str,
) -> Callable[[Callable[[TableEntity], T]], Callable[[TableEntity], T]]:
    """Name a row of *table* that the decorated function cannot make a value of."""

    def decorated(read: Callable[[TableEntity], T]) -> Callable[[TableEntity], T]:
        @wraps(read)
        def reading(row: TableEntity) -> T:
            try:
                return read(row)
            except _UNREADABLE as error:
                raise ConfigurationError(
                    f"The app cannot read the row {row['RowKey']} in partition "
                    f"{row['PartitionKey']} of its table {table}: a newer version, or somebody, "
                    "has written it. Correct or remove that row.",
                    code="row_unreadable",
                ) from error

        return reading

    return decorated
