"""Read all settings at once; a mistake becomes one sentence that names the setting as the
administrator writes it."""

from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from shared.errors import ConfigurationError
from shared.settings.access import PUBLIC_AUTHORITY, AccessSettings, SignIn
from shared.settings.availability import AvailabilitySettings
from shared.settings.links import LinkSettings
from shared.settings.own import NotificationSettings, StorageSettings, SyncSettings
from shared.settings.services import (
    BusinessCentralSettings,
    DataverseSettings,
    IdentitySettings,
)
from shared.settings.statistics import StatisticsSettings
from shared.settings.telemetry import TelemetrySettings

_Model = TypeVar("_Model", bound=BaseSettings)


class ServiceSettings(BaseModel):
    """Those of the two services: enough to look at them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    business_central: BusinessCentralSettings
    dataverse: DataverseSettings
    identity: IdentitySettings

    @classmethod
    def load(cls) -> Self:
        """Read the environment.

        :raises ConfigurationError: settings are missing or wrong; all of them are named.
        """
        mistakes: list[str] = []
        groups: dict[str, BaseSettings | None] = {}
        for name, field in cls.model_fields.items():
            model = field.annotation
            assert isinstance(model, type)
            assert issubclass(model, BaseSettings)
            groups[name] = _read(model, mistakes)
        if mistakes:
            raise ConfigurationError(
                f"The app's settings need a change: {'; '.join(dict.fromkeys(mistakes))}.",
                code="settings_invalid",
            )
        return cls.model_validate(groups)


class Settings(ServiceSettings):
    """All of them."""

    storage: StorageSettings
    sync: SyncSettings
    notifications: NotificationSettings
    access: AccessSettings
    availability: AvailabilitySettings
    statistics: StatisticsSettings
    links: LinkSettings
    telemetry: TelemetrySettings

    @property
    def sign_in(self) -> SignIn:
        """Where callers come from, with what other settings say unless these do."""
        access, identity = self.access, self.identity
        return SignIn(
            identity.authority or PUBLIC_AUTHORITY,
            access.tenant_id or identity.tenant_id or self.business_central.tenant_id,
            access.client_id or identity.client_id,
            access.audience,
        )


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
