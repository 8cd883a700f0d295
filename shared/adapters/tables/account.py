"""Connect to the storage account's tables."""

from azure.core.credentials import TokenCredential
from azure.core.pipeline.transport import RequestsTransport
from azure.data.tables import TableServiceClient

from shared.adapters.sessions import storage_transport
from shared.adapters.tables.storage import Storage
from shared.errors import ConfigurationError


def connect_by_string(connection_string: str, prefix: str) -> Storage:
    """:raises ConfigurationError: it is not a connection string."""

    def connect(transport: RequestsTransport | None) -> TableServiceClient:
        return TableServiceClient.from_connection_string(connection_string, transport=transport)

    try:
        address = connect(None).url
    except ValueError as error:
        raise ConfigurationError(
            "The setting AzureWebJobsStorage is not a storage connection string.",
            code="settings_invalid",
        ) from error
    return Storage(connect(storage_transport(address)), prefix)


def connect_by_identity(endpoint: str, credential: TokenCredential, prefix: str) -> Storage:
    transport = storage_transport(endpoint)
    return Storage(TableServiceClient(endpoint, credential=credential, transport=transport), prefix)
