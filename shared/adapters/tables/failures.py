"""What goes wrong with tables, in this program's own errors."""

from collections.abc import Callable
from typing import TypeVar

from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.data.tables import TableTransactionError

from shared.errors import ChangedError, ConfigurationError, TransientError

T = TypeVar("T")


class RowRefusedError(Exception):
    """A transaction was refused because a row exists already, is gone, or was changed."""

    def __init__(self, index: int) -> None:
        super().__init__(f"operation {index} was refused")
        self.index = index


def translated(call: Callable[[], T]) -> T:
    """Run a call to the tables and turn its errors into ours."""
    try:
        return call()
    except TableTransactionError as error:
        if error.status_code in (404, 409, 412):
            raise RowRefusedError(error.index) from error
        raise _unavailable(error) from error
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
        raise _unavailable(error) from error
    except (ServiceRequestError, ServiceResponseError) as error:
        raise _unavailable(error) from error


def _refused() -> ConfigurationError:
    return ConfigurationError(
        "Azure Table storage refused this app. Give its identity the role Storage Table Data "
        "Contributor, or correct the key in AzureWebJobsStorage.",
        code="storage_refused",
    )


def _unavailable(error: Exception) -> TransientError:
    return TransientError(
        f"Azure Table storage did not carry out a request ({type(error).__name__}). It is tried "
        "again by itself; if that does not help, check AzureWebJobsStorage.",
        code="storage_unavailable",
    )
