"""Connect to the storage account's tables."""

from typing import Any

from azure.core.credentials import TokenCredential
from azure.data.tables import TableServiceClient

from shared.adapters.sessions import storage_transport
from shared.adapters.storage_account import connected
from shared.adapters.tables.answers import is_answer
from shared.adapters.tables.storage import Storage


def connect_by_string(connection_string: str, prefix: str) -> Storage:
    """:raises ConfigurationError: it is not a connection string."""

    def connect(**options: Any) -> TableServiceClient:
        return TableServiceClient.from_connection_string(connection_string, **options)

    address = connected(connect, lambda client: client.url).url
    return Storage(connect(**_options(address)), prefix)


def connect_by_identity(endpoint: str, credential: TokenCredential, prefix: str) -> Storage:
    """:raises ConfigurationError: *endpoint* is no address that an identity can be told to."""

    def connect() -> TableServiceClient:
        return TableServiceClient(endpoint, credential=credential, **_options(endpoint))

    return Storage(connected(connect, lambda client: client.url), prefix)


def _options(address: str) -> dict[str, Any]:
    return {"transport": storage_transport(address, is_answer), "permit_redirects": False}
