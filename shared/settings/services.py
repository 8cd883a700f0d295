"""The two services, and who the app is to them."""

from base64 import b64decode
from pathlib import Path
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.settings.kinds import Address, Connection, Secret, TenantId, config

_MICROSOFT_BC = "https://api.businesscentral.dynamics.com"


class BusinessCentralSettings(Connection):
    model_config = config("BC_")
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
        return f"{self.apis_url}/v2.0"

    @property
    def apis_url(self) -> str:
        """The root of all APIs, those of extensions included, without a trailing slash."""
        return f"{self.base_url}/v2.0/{self.tenant_id}/{self.environment}/api"


class DataverseSettings(Connection):
    model_config = config("DATAVERSE_")
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


class IdentitySettings(Connection):
    """Who the app is: a secret, a certificate, or else the function app's managed identity."""

    model_config = config("ENTRA_")
    address_setting = "ENTRA_AUTHORITY"

    tenant_id: TenantId | None = None
    """The Entra tenant of the app registration: its id or a domain."""
    client_id: TenantId | None = None
    """The app registration's application (client) id."""
    client_secret: Secret | None = None
    """A client secret's value, not its id."""
    certificate_path: Path | None = None
    """A PEM or PFX file with the app registration's certificate and its private key."""
    certificate: Secret | None = None
    """Such a file's content: PEM, or PFX in base64, as a Key Vault reference gives it."""
    authority: Address | None = None
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
            "ENTRA_CERTIFICATE": self.certificate,
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
        return self.client_secret is None and not self.has_certificate

    @property
    def has_certificate(self) -> bool:
        return self.certificate is not None or self.certificate_path is not None

    @property
    def certificate_setting(self) -> str:
        """Where the certificate is, in the administrator's words."""
        if self.certificate_path is not None:
            return f"ENTRA_CERTIFICATE_PATH ({self.certificate_path})"
        return "ENTRA_CERTIFICATE"

    def certificate_data(self) -> bytes:
        """Return the PEM or PFX file's content, with the private key.

        :raises OSError: there is no such file.
        :raises ValueError: it is neither PEM nor base64.
        """
        if self.certificate_path is not None:
            return self.certificate_path.read_bytes()
        text = self.certificate.get_secret_value() if self.certificate else ""
        if text.lstrip().startswith("-----BEGIN"):
            return text.encode()
        return b64decode("".join(text.split()), validate=True)

    @property
    def principal(self) -> str:
        """What the services' limits are counted for."""
        if self.uses_managed_identity:
            return self.managed_identity_client_id or "system-assigned"
        return self.client_id or ""
