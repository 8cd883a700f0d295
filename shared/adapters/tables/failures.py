"""What goes wrong with tables, in this program's own errors."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import msgspec
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.data.tables import TableEntity, TableErrorCode, TableTransactionError

from shared.errors import ChangedError, ConfigurationError, RecordError, TransientError

T = TypeVar("T")
_UNREADABLE = (KeyError, TypeError, ValueError, AssertionError, msgspec.MsgspecError)


class RowRefusedError(Exception):
    """A transaction was refused because a row exists already, is gone, or was changed."""

    def __init__(self, index: int) -> None:
        super().__init__(f"operation {index} was refused")
        self.index = index


class TableMissingError(Exception):
    """A transaction was refused because its table does not exist."""


_TOO_LARGE = {
    TableErrorCode.ENTITY_TOO_LARGE,
    TableErrorCode.PROPERTY_VALUE_TOO_LARGE,
    TableErrorCode.REQUEST_BODY_TOO_LARGE,
}


def is_of_table(error: HttpResponseError) -> bool:
    """Return whether it is the table that does not exist, and not one of its rows."""
    return _is(error, TableErrorCode.TABLE_NOT_FOUND)


def _is(error: HttpResponseError, code: TableErrorCode) -> bool:
    return getattr(error, "error_code", None) == code


def _is_too_large(error: HttpResponseError) -> bool:
    return error.status_code == 413 or getattr(error, "error_code", None) in _TOO_LARGE


def translated(call: Callable[[], T]) -> T:
    """Run a call to the tables and turn its errors into ours."""
    try:
        return call()
    except TableTransactionError as error:
        if is_of_table(error):
            raise TableMissingError from error
        if _is(error, TableErrorCode.TABLE_BEING_DELETED):
            raise unavailable(error) from error
        if error.status_code in (404, 409, 412):
            raise RowRefusedError(error.index) from error
        raise _failed(error) from error
    except ClientAuthenticationError as error:
        raise _refused() from error
    except (ResourceExistsError, ResourceNotFoundError):
        raise
    except HttpResponseError as error:
        if error.status_code == 412:
            raise ChangedError("The stored row was changed.", code="storage_changed") from error
        if error.status_code in (401, 403):
            # A missing role is not among what the SDK counts as authentication.
            raise _refused() from error
        raise _failed(error) from error
    except (ServiceRequestError, ServiceResponseError) as error:
        raise unavailable(error) from error


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


def _refused() -> ConfigurationError:
    return ConfigurationError(
        "Azure Table storage refused this app. Give its identity the role Storage Table Data "
        "Contributor, or correct the key in AzureWebJobsStorage.",
        code="storage_refused",
    )


def _failed(error: HttpResponseError) -> RecordError | TransientError:
    return _too_large() if _is_too_large(error) else unavailable(error)


def _too_large() -> RecordError:
    return RecordError(
        "Azure Table storage refused a row of this app for its size: it holds up to 1 MiB, half "
        "a million characters. Look for a record with very long texts, and shorten them, or take "
        "their fields out of the mapping.",
        code="storage_row_too_large",
    )


def unavailable(error: Exception) -> TransientError:
    return TransientError(
        f"Azure Table storage did not carry out a request ({type(error).__name__}). It is tried "
        "again by itself; if that does not help, check AzureWebJobsStorage.",
        code="storage_unavailable",
    )
