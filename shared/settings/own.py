"""The app's own storage, work and notifications."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from shared.settings.kinds import (
    APP_FOLDER,
    Address,
    Connection,
    Folder,
    FromEnvironment,
    QueueName,
    Schedule,
    Secret,
    TenantId,
    config,
    in_app,
)

DEFAULT_MAPPING_FOLDER = APP_FOLDER / "shared" / "mappings"
DEFAULT_QUEUE_NAME = "sync-work"
DEFAULT_RENEWAL = "0 17 * * * *"
_SECRET = re.compile(r"[!-~]+")
"""What can stand in a header and in an address."""


class StorageSettings(FromEnvironment):
    """The storage account of the function app itself, by connection string or by identity."""

    model_config = config()

    connection_string: Secret | None = Field(None, validation_alias="AzureWebJobsStorage")
    """A connection string; Azurite's is UseDevelopmentStorage=true."""
    account_name: str | None = Field(
        None, validation_alias="AzureWebJobsStorage__accountName", pattern=r"^[a-z0-9]{3,24}$"
    )
    """The storage account's name, where a managed identity opens it."""
    table_service_uri: Address | None = Field(
        None, validation_alias="AzureWebJobsStorage__tableServiceUri"
    )
    """The account's table endpoint, where a managed identity opens it."""
    queue_service_uri: Address | None = Field(
        None, validation_alias="AzureWebJobsStorage__queueServiceUri"
    )
    """The account's queue endpoint, where a managed identity opens it."""
    client_id: TenantId | None = Field(None, validation_alias="AzureWebJobsStorage__clientId")
    """The client id of the user-assigned managed identity that opens the account."""
    table_prefix: str = Field(
        "sync", validation_alias="SYNC_TABLE_PREFIX", pattern=r"^[A-Za-z][A-Za-z0-9]{0,19}$"
    )
    """What the app's table names begin with: a letter, then letters and digits, at most 20."""

    @model_validator(mode="after")
    def _is_reachable(self) -> Self:
        uris = (self.table_service_uri, self.queue_service_uri)
        if self.connection_string or self.account_name or all(uris):
            return self
        if any(uris):
            raise ValueError(
                "AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__queueServiceUri "
                "are needed together"
            )
        raise ValueError("AzureWebJobsStorage or AzureWebJobsStorage__accountName is missing")

    @property
    def tables_at(self) -> str:
        """The table endpoint for a managed identity."""
        return self.table_service_uri or f"https://{self.account_name}.table.core.windows.net"

    @property
    def queues_at(self) -> str:
        """The queue endpoint for a managed identity."""
        return self.queue_service_uri or f"https://{self.account_name}.queue.core.windows.net"


class SyncSettings(FromEnvironment):
    model_config = config("SYNC_")

    mapping_folder: Folder = DEFAULT_MAPPING_FOLDER
    """The folder of the mapping files that take the place of those that ship."""
    own_mapping_folder: Folder | None = None
    """A folder of your own mapping files, which are used beside those, or in place of some."""
    time_budget_seconds: int = Field(default=240, ge=1, le=3600)
    """How long one function call works before it hands the rest to the queue."""
    lease_seconds: int = Field(default=300, ge=15, le=3600)
    """How long a mapping stays locked after the run that holds it was last heard of."""
    queue_name: QueueName = DEFAULT_QUEUE_NAME
    """The storage queue for work that does not fit into one call."""
    compare_ids_hours: int = Field(default=24, ge=1, le=720)
    """How often all ids of a side that does not tell deletions are compared with the couplings."""
    fuse_changes: int = Field(default=1000, ge=1)
    """How many records one run may create and overwrite before it stops and asks."""
    fuse_share: float = Field(default=0.25, ge=0, le=1)
    """SYNC_FUSE_CHANGES as a share of the coupled records: 0.25 is a quarter. The larger counts."""
    fuse_deletions: int = Field(default=25, ge=0)
    """How many records one run may delete, or uncouple by policy, before it stops and asks."""
    keep_jobs_days: int = Field(default=30, ge=1, le=3650)
    """How long runs, their jobs and their errors are kept."""

    @model_validator(mode="after")
    def _own_files_are_apart(self) -> Self:
        own = self.own_mapping_folder
        if own is not None and own.resolve() == self.mapping_folder.resolve():
            raise ValueError(
                "SYNC_OWN_MAPPING_FOLDER and SYNC_MAPPING_FOLDER have to be different folders"
            )
        return self


def mapping_folders(environment: Mapping[str, str]) -> tuple[Path, Path | None]:
    """Return the folders of the mapping files, whatever else is wrong with the settings."""
    shipped = environment.get("SYNC_MAPPING_FOLDER")
    own = environment.get("SYNC_OWN_MAPPING_FOLDER")
    return (
        in_app(Path(shipped)) if shipped else DEFAULT_MAPPING_FOLDER,
        in_app(Path(own)) if own else None,
    )


class NotificationSettings(Connection):
    """Change notifications, which are taken where the secret is set."""

    model_config = config("SYNC_")
    address_setting = "SYNC_PUBLIC_URL"

    public_url: Address | None = None
    """The function app's public address: where set, the app subscribes to Business Central."""
    notification_secret: Secret | None = Field(None, min_length=16, max_length=128)
    """What notifications must carry: 16 to 128 letters, digits and signs, made up at random."""
    notification_delay_seconds: int = Field(default=5, ge=0, le=600)
    """How long changes gather after a notification before the run starts."""
    renew_subscriptions_at: Schedule = DEFAULT_RENEWAL
    """When the app looks after its subscriptions: a schedule of six fields, in UTC."""

    def address(self) -> str | None:
        return self.public_url

    @property
    def bc_address(self) -> str | None:
        """Where Business Central sends its notifications."""
        return f"{self.public_url}/api/notifications/bc" if self.public_url else None

    @property
    def dataverse_address(self) -> str | None:
        """Where Dataverse sends its notifications."""
        return f"{self.public_url}/api/notifications/dataverse" if self.public_url else None

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        secret = self.notification_secret
        if secret is None and self.public_url is not None:
            raise ValueError("SYNC_PUBLIC_URL also needs SYNC_NOTIFICATION_SECRET")
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("SYNC_NOTIFICATION_SECRET must have no blanks and no accents")
        return self
