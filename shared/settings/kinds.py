"""What settings can be: addresses, names, schedules; and what their models have in common."""

import re
from pathlib import Path
from typing import Annotated, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from shared.domain.schedules import check_schedule

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|[0-9a-f]*:[0-9a-f:.]+", re.IGNORECASE)
"""A host's name or number. Others would be found out at every request, and not be told apart."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _address(value: str) -> str:
    """Return scheme and authority: a bare host gets https, a path that was copied along goes."""
    given = value.strip()
    parts = urlsplit(given if "://" in given else f"https://{given}")
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError("must be an address that begins with https:// and a host's name")
    if parts.port == 0:  # The property itself refuses what is no port at all.
        raise ValueError("must not have the port 0")
    if parts.username or parts.password:
        raise ValueError("must not contain a user name or password")
    return f"{parts.scheme}://{parts.netloc.lower()}"


_REFERENCE = "@Microsoft.KeyVault("
"""What the platform puts in a setting's place while it cannot read the vault's secret."""


def resolved(value: SecretStr) -> SecretStr:
    """Refuse a reference in its secret's place, which everybody could guess.

    https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
    """
    if value.get_secret_value().startswith(_REFERENCE):
        raise ValueError(
            "is a Key Vault reference that could not be resolved: the vault must have that secret, "
            "and the app's identity the role Key Vault Secrets User"
        )
    return value


Address = Annotated[str, AfterValidator(_address)]
Secret = Annotated[SecretStr, AfterValidator(resolved)]
QueueName = Annotated[str, Field(pattern=r"^[a-z0-9](?:-?[a-z0-9])+$", min_length=3, max_length=56)]
"""Seven characters are left for the poison queue's ending."""
Schedule = Annotated[str, AfterValidator(check_schedule)]
APP_FOLDER = Path(__file__).parents[2]
"""Where the app was deployed to."""


def in_app(folder: Path) -> Path:
    """Return a folder as a setting has it: it may be relative to where the app was deployed to."""
    return APP_FOLDER / folder


Folder = Annotated[Path, AfterValidator(in_app)]
TenantId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]


def config(prefix: str = "") -> SettingsConfigDict:
    return SettingsConfigDict(
        env_prefix=prefix,
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )


class FromEnvironment(BaseSettings):
    """Settings are looked for in the environment alone, where the platform puts them."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del settings_cls, dotenv_settings, file_secret_settings
        return init_settings, env_settings


class Connection(FromEnvironment):
    """Addresses are https; http only to this machine, for benchmarks."""

    model_config = config()
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
