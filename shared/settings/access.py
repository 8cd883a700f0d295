"""Who may call: the app registration that people sign in to, and how long roles are believed."""

from dataclasses import dataclass

from pydantic import Field

from shared.settings.kinds import FromEnvironment, TenantId, config

PUBLIC_AUTHORITY = "https://login.microsoftonline.com"


class AccessSettings(FromEnvironment):
    model_config = config("ACCESS_")

    platform: bool = Field(default=False, validation_alias="WEBSITE_AUTH_ENABLED")
    """The platform's: true where App Service authentication stands in front of the app."""
    validate_tokens: bool = False
    """true lets the app check bearer tokens itself, too, where the platform has done so."""
    client_id: TenantId | None = None
    """The app registration that people and apps sign in to, where it is not ENTRA_CLIENT_ID."""
    tenant_id: TenantId | None = None
    """The tenant that they belong to, where it is not ENTRA_TENANT_ID or else BC_TENANT_ID."""
    audience: str | None = Field(default=None, max_length=200)
    """The registration's application ID URI, where it is not api:// and the client id."""
    app_role: str | None = Field(default=None, max_length=120)
    """An app role of the registration that callers need besides their role in Dataverse."""
    roles_seconds: int = Field(default=300, ge=0, le=3600)
    """How long a caller's roles are believed: so long a role that was taken away still opens."""
    no_roles_seconds: int = Field(default=30, ge=0, le=3600)
    """How long it is believed that a caller has none."""


@dataclass(frozen=True)
class SignIn:
    """Where callers' tokens come from, and to whom they have to be made out."""

    authority: str
    tenant: str
    """Its id or a domain."""
    client_id: str | None
    """None where no app registration is set: then the app cannot check tokens itself."""
    audience: str | None

    @property
    def audiences(self) -> list[str]:
        """What tokens for this app name as audience; version 2 tokens the client id alone."""
        if self.client_id is None:
            return []
        return [self.client_id, self.audience or f"api://{self.client_id}"]
