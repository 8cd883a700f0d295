"""Connect to the storage account's tables."""

from azure.core.credentials import TokenCredential
from azure.core.pipeline.transport import RequestsTransport
from azure.data.tables import TableServiceClient

from shared.adapters.sessions import session_for
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
    return Storage(connect(_transport(address)), prefix)


def connect_by_identity(endpoint: str, credential: TokenCredential, prefix: str) -> Storage:
    transport = _transport(endpoint)
    return Storage(TableServiceClient(endpoint, credential=credential, transport=transport), prefix)


def _transport(address: str) -> RequestsTransport:
    session = session_for(address)
    return RequestsTransport(
        session=session,
        use_env_settings=False,
        connection_verify=session.verify,
        connection_timeout=10,
        read_timeout=60,
    )
