"""Who is told of spans and metrics: nobody, unless one of these says so."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from shared.settings.kinds import FromEnvironment, config, resolved


class TelemetrySettings(FromEnvironment):
    model_config = config("TELEMETRY_")

    azure_monitor: bool = False
    """true sends spans and metrics to Application Insights; starting takes longer by that."""
    connection_string: SecretStr | None = Field(
        None, validation_alias="APPLICATIONINSIGHTS_CONNECTION_STRING"
    )
    """The platform's: which Application Insights that is."""
    authentication_string: str | None = Field(
        None, validation_alias="APPLICATIONINSIGHTS_AUTHENTICATION_STRING"
    )
    """The platform's: Authorization=AAD, and the ClientId of a user-assigned managed identity."""
    file: Path | None = None
    """A file that spans and metrics are written to, a line of JSON each."""
    file_megabytes: int = Field(default=10, ge=1, le=1000)
    """How large that file gets; then it is renamed, and takes the place of the one before."""
    memory: bool = False
    """true keeps the newest jobs with their requests for the console, in each instance."""
    interval_seconds: int = Field(default=60, ge=1, le=3600)
    """How often metrics are sent and written."""
    site_name: str | None = Field(None, validation_alias="WEBSITE_SITE_NAME")
    """The platform's: the function app's name, under which it tells of itself."""
    instance_id: str | None = Field(None, validation_alias="WEBSITE_INSTANCE_ID")
    """The platform's: the instance."""

    @property
    def listens(self) -> bool:
        """Whether anybody is to be told."""
        return self.azure_monitor or self.file is not None or self.memory

    @property
    def authentication(self) -> dict[str, str]:
        """What the authentication string says, by lower-case names."""
        parts = (self.authentication_string or "").split(";")
        pairs = (part.partition("=") for part in parts if part.strip())
        return {name.strip().lower(): value.strip() for name, _, value in pairs}

    @property
    def by_identity(self) -> bool:
        """Whether Entra ID opens Application Insights."""
        return self.authentication.get("authorization", "").upper() == "AAD"

    @model_validator(mode="after")
    def _has_somewhere_to_send(self) -> Self:
        if not self.azure_monitor:
            return self
        if self.connection_string is None:
            raise ValueError(
                "TELEMETRY_AZURE_MONITOR also needs APPLICATIONINSIGHTS_CONNECTION_STRING"
            )
        try:  # Here, since nobody else cares for a connection that is of no use.
            resolved(self.connection_string)
        except ValueError as error:
            raise ValueError(f"APPLICATIONINSIGHTS_CONNECTION_STRING {error}") from error
        if self.authentication_string is not None and not self.by_identity:
            raise ValueError(
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING must have Authorization=AAD"
            )
        return self
