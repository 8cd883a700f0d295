"""Every setting of the app, read from the environment once, at the start.

A mistake becomes one sentence that names the setting as the administrator writes it.
"""

import re
from pathlib import Path
from typing import Annotated, ClassVar, Self, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.domain.schedules import check_schedule
from shared.errors import ConfigurationError

_MICROSOFT_BC = "https://api.businesscentral.dynamics.com"
DEFAULT_MAPPING_FOLDER = Path(__file__).parent / "mappings"
DEFAULT_QUEUE_NAME = "sync-work"
DEFAULT_RENEWAL = "0 17 * * * *"
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|[0-9a-f]*:[0-9a-f:.]+", re.IGNORECASE)
"""A host's name or number. Others would be found out at every request, and not be told apart."""
_SECRET = re.compile(r"[!-~]+")
"""What can stand in a header and in an address."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _address(value: str) -> str:
    """Return scheme and authority; a path that was copied along is dropped."""
    parts = urlsplit(value.strip())
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError("must be an address that begins with https:// and a host's name")
    if parts.port == 0:  # The property itself refuses what is no port at all.
        raise ValueError("must not have the port 0")
    if parts.username or parts.password:
        raise ValueError("must not contain a user name or password")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _directory_address(value: str) -> str:
    """Like an address; a scheme may be left out, as in AZURE_AUTHORITY_HOST."""
    return _address(value if "://" in value else f"https://{value}")


Address = Annotated[str, AfterValidator(_address)]
DirectoryAddress = Annotated[str, AfterValidator(_directory_address)]
QueueName = Annotated[str, Field(pattern=r"^[a-z0-9](?:-?[a-z0-9])+$", min_length=3, max_length=56)]
"""Seven characters are left for the poison queue's ending."""
Schedule = Annotated[str, AfterValidator(check_schedule)]
TenantId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]


def _config(prefix: str = "") -> SettingsConfigDict:
    return SettingsConfigDict(
        env_prefix=prefix,
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )


class _Connection(BaseSettings):
    """Addresses are https; http only to this machine, for benchmarks."""

    model_config = _config()
    address_setting: ClassVar[str]
    """The name of the setting with the address."""

    allow_http: bool = Field(default=False, validation_alias="SYNC_ALLOW_HTTP")
    """true lets addresses on this machine begin with http://, for benchmarks only."""

    def address(self) -> str | None:
        """Return the address that tokens or records travel to, if one is set."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _is_encrypted(self) -> Self:
        address = self.address()
        if address is None or address.startswith("https://"):
            return self
        if self.allow_http and urlsplit(address).hostname in _LOOPBACK:
            return self
        raise ValueError(f"{self.address_setting} must begin with https://")


class BusinessCentralSettings(_Connection):
    model_config = _config("BC_")
    address_setting = "BC_BASE_URL"

    tenant_id: TenantId
    """The Entra tenant that the Business Central environment belongs to: its id or a domain."""
    environment: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=30)
    """The environment's name as in the Business Central admin center, for example Production."""
    company_id: UUID
    """The company's id, as GET .../companies lists it."""
    base_url: Address = _MICROSOFT_BC
    """Where Business Central answers; only sovereign clouds and simulators differ."""
    page_size: int = Field(default=4000, ge=1, le=20000)
    """How many records one request reads."""
    batch_size: int = Field(default=100, ge=1, le=100)
    """How many writes one request carries."""
    overlap_seconds: int = Field(default=600, ge=0, le=86400)
    """How far back is read again, since long transactions become visible late."""
    concurrency: int = Field(default=5, ge=1, le=5)
    """How many requests may run at once, over all instances; Business Central allows 5."""
    requests_per_window: int = Field(default=5700, ge=100, le=6000)
    """How many requests are sent in five minutes; Business Central allows 6,000."""
    timeout_seconds: int = Field(default=100, ge=1, le=600)
    """How long to wait for the next piece of an answer."""

    def address(self) -> str:
        return self.base_url

    @property
    def api_url(self) -> str:
        """The root of the API v2.0, without a trailing slash."""
        return f"{self.base_url}/v2.0/{self.tenant_id}/{self.environment}/api/v2.0"


class DataverseSettings(_Connection):
    model_config = _config("DATAVERSE_")
    address_setting = "DATAVERSE_URL"

    url: Address
    """The environment's address, for example https://contoso.crm4.dynamics.com."""
    page_size: int = Field(default=1000, ge=1, le=5000)
    """How many rows one request reads."""
    bulk_size: int = Field(default=1000, ge=1, le=1000)
    """How many rows one bulk message creates or updates."""
    batch_size: int = Field(default=200, ge=1, le=1000)
    """How many single writes one request carries."""
    concurrency: int = Field(default=5, ge=1, le=52)
    """How many requests may run at once, over all instances."""
    requests_per_window: int = Field(default=5700, ge=100)
    """How many requests are sent in five minutes; each web server allows 6,000."""
    seconds_per_window: int = Field(default=1140, ge=60)
    """How many seconds of work are asked for in five minutes; each web server allows 1,200."""
    timeout_seconds: int = Field(default=100, ge=1, le=600)
    """How long to wait for the next piece of an answer."""

    def address(self) -> str:
        return self.url

    @property
    def api_url(self) -> str:
        """The root of the Web API, without a trailing slash."""
        return f"{self.url}/api/data/v9.2"


class IdentitySettings(_Connection):
    """Who the app is: a secret, a certificate, or else the function app's managed identity."""

    model_config = _config("ENTRA_")
    address_setting = "ENTRA_AUTHORITY"

    tenant_id: TenantId | None = None
    """The Entra tenant of the app registration: its id or a domain."""
    client_id: TenantId | None = None
    """The app registration's application (client) id."""
    client_secret: SecretStr | None = None
    """A client secret's value, not its id."""
    certificate_path: Path | None = None
    """A PEM or PFX file with the app registration's certificate and its private key."""
    authority: DirectoryAddress | None = None
    """Where Entra ID answers; only sovereign clouds and simulators differ."""
    managed_identity_client_id: TenantId | None = None
    """The client id of a user-assigned managed identity."""

    def address(self) -> str | None:
        return self.authority

    @model_validator(mode="after")
    def _exactly_one_way(self) -> Self:
        given = {
            "ENTRA_CLIENT_SECRET": self.client_secret,
            "ENTRA_CERTIFICATE_PATH": self.certificate_path,
            "ENTRA_MANAGED_IDENTITY_CLIENT_ID": self.managed_identity_client_id,
        }
        names = [name for name, value in given.items() if value is not None]
        if len(names) > 1:
            raise ValueError(f"{' and '.join(names)} are both set: keep one of them")
        if self.uses_managed_identity:
            return self
        for name, value in (
            ("ENTRA_TENANT_ID", self.tenant_id),
            ("ENTRA_CLIENT_ID", self.client_id),
        ):
            if value is None:
                raise ValueError(f"{names[0]} also needs {name}")
        return self

    @property
    def uses_managed_identity(self) -> bool:
        return self.client_secret is None and self.certificate_path is None

    @property
    def principal(self) -> str:
        """What the services' limits are counted for."""
        if self.uses_managed_identity:
            return self.managed_identity_client_id or "system-assigned"
        return self.client_id or ""


class StorageSettings(BaseSettings):
    """The storage account of the function app itself, by connection string or by identity."""

    model_config = _config()

    connection_string: SecretStr | None = Field(None, validation_alias="AzureWebJobsStorage")
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


class SyncSettings(BaseSettings):
    model_config = _config("SYNC_")

    mapping_folder: Path = DEFAULT_MAPPING_FOLDER
    """The folder of the mapping files."""
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
    """The same as a share of the coupled records; the larger of the two counts."""
    fuse_deletions: int = Field(default=25, ge=0)
    """How many records one run may delete before it stops and asks."""
    keep_jobs_days: int = Field(default=30, ge=1, le=3650)
    """How long runs, their jobs and their errors are kept."""


class NotificationSettings(_Connection):
    """Change notifications, which are taken where the secret is set."""

    model_config = _config("SYNC_")
    address_setting = "SYNC_PUBLIC_URL"

    public_url: Address | None = None
    """The function app's public address: where set, the app subscribes to Business Central."""
    notification_secret: SecretStr | None = Field(None, min_length=16, max_length=128)
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

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        secret = self.notification_secret
        if secret is None and self.public_url is not None:
            raise ValueError("SYNC_PUBLIC_URL also needs SYNC_NOTIFICATION_SECRET")
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("SYNC_NOTIFICATION_SECRET must have no blanks and no accents")
        return self


_Model = TypeVar("_Model", bound=BaseSettings)


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    business_central: BusinessCentralSettings
    dataverse: DataverseSettings
    identity: IdentitySettings
    storage: StorageSettings
    sync: SyncSettings
    notifications: NotificationSettings

    @classmethod
    def load(cls) -> Self:
        """Read the environment.

        :raises ConfigurationError: settings are missing or wrong; all of them are named.
        """
        mistakes: list[str] = []
        groups: dict[str, BaseSettings | None] = {
            "business_central": _read(BusinessCentralSettings, mistakes),
            "dataverse": _read(DataverseSettings, mistakes),
            "identity": _read(IdentitySettings, mistakes),
            "storage": _read(StorageSettings, mistakes),
            "sync": _read(SyncSettings, mistakes),
            "notifications": _read(NotificationSettings, mistakes),
        }
        if mistakes:
            raise ConfigurationError(
                f"The app's settings need a change: {'; '.join(dict.fromkeys(mistakes))}.",
                code="settings_invalid",
            )
        return cls.model_validate(groups)


def _read(model: type[_Model], mistakes: list[str]) -> _Model | None:
    try:
        return model()
    except ValidationError as error:
        mistakes += [
            _mistake(model, problem["loc"], problem["type"], problem["msg"])
            for problem in error.errors(include_input=False, include_context=False)
        ]
        return None


def _mistake(
    model: type[BaseSettings], location: tuple[int | str, ...], kind: str, message: str
) -> str:
    told = message.removeprefix("Value error, ").rstrip(".")
    told = told.removeprefix("Input ").removeprefix("String ")
    if not location:
        return told
    name, field = _named(model, str(location[0]))
    meaning = f" ({(field.description or '').rstrip('.')})" if field else ""
    return f"{name} is missing{meaning}" if kind == "missing" else f"{name} {told}{meaning}"


def _named(model: type[BaseSettings], location: str) -> tuple[str, FieldInfo | None]:
    """Return a setting's name in the environment; pydantic tells the field's or the alias."""
    for name, field in model.model_fields.items():
        alias = str(field.validation_alias) if field.validation_alias else None
        if location.lower() in (name, (alias or name).lower()):
            prefix = str(model.model_config.get("env_prefix", ""))
            return alias or f"{prefix}{name}".upper(), field
    return location, None
