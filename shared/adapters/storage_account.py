"""The storage account's services: how they are reached, and what goes wrong with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ServiceRequestError,
    ServiceResponseError,
)

from shared.adapters.sessions import ForeignAnswerError
from shared.errors import ConfigurationError, TransientError

T = TypeVar("T")


@dataclass(frozen=True)
class StorageService:
    name: str
    role: str
    """That the app's identity needs."""
    then: str = "It is tried again by itself"
    """What comes of a request that was not carried out."""

    def failure(self, error: Exception) -> ConfigurationError | TransientError:
        """Return what an error of the SDK means, unless it is about single rows or messages."""
        status = error.status_code or 0 if isinstance(error, HttpResponseError) else 0
        # A missing role is not among what the SDK counts as authentication.
        if isinstance(error, ClientAuthenticationError) or status in (401, 403):
            return self._refused()
        return self._moved(status) if 300 <= status < 400 else self.unavailable(error)

    def unavailable(self, error: Exception) -> TransientError:
        return TransientError(
            f"{self.name} did not carry out a request: {_told(error)}. {self.then}; if that does "
            "not help, check AzureWebJobsStorage.",
            code="storage_unavailable",
        )

    def _refused(self) -> ConfigurationError:
        return ConfigurationError(
            f"{self.name} refused this app. Give its identity the role {self.role}, or correct "
            "the key in AzureWebJobsStorage.",
            code="storage_refused",
        )

    def _moved(self, status: int) -> ConfigurationError:
        return ConfigurationError(
            f"{self.name} is not where the app looks for it: somebody answers with a redirect "
            f"(HTTP {status}), which is not followed. Correct the address in AzureWebJobsStorage, "
            "or look for a proxy or a sign-in page in between.",
            code="service_moved",
        )


def _told(error: Exception) -> str:
    match error:
        case ForeignAnswerError():
            return f"{error}. Look for a proxy, a gateway or a sign-in page in between"
        case HttpResponseError(status_code=int() as status):
            return f"it answered HTTP {status}"
        case ServiceRequestError():
            return "it could not be reached"
        case ServiceResponseError():
            return "its answer did not come, or broke off"
        case _:
            return type(error).__name__


def connected(connect: Callable[[], T], address: Callable[[T], str]) -> T:
    """Return a client of the SDK.

    :raises ConfigurationError: the settings do not tell where the account is, or how it is opened.
    """
    try:
        client = connect()
        _check(address(client))
    except ValueError as error:
        raise ConfigurationError(
            "The settings of the storage account cannot be used. AzureWebJobsStorage has to be a "
            "connection string; for a managed identity, AzureWebJobsStorage__accountName, or "
            "AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__queueServiceUri with "
            "https addresses.",
            code="settings_invalid",
        ) from error
    return client


def _check(address: str) -> None:
    """Notice here, and not in the middle of a request, an address that cannot be.

    :raises ValueError: it is one.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("no address of HTTP")
    parts.hostname.encode("idna")
