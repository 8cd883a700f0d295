"""A directory with everything in it that the simulators and the app need to trust each other."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from dev.simulators.entra.clients import EXCHANGE
from dev.simulators.entra.directory import (
    Application,
    Directory,
    Grant,
    ManagedIdentity,
    Resource,
    Secret,
    Tenant,
    User,
)
from dev.simulators.entra.keys import self_signed

BUSINESS_CENTRAL = "https://api.businesscentral.dynamics.com"
"""What tokens for Business Central are made out to, wherever it is served."""
AZURE_MONITOR = "https://monitor.azure.com"
_AZURE_MONITOR_APP = "11c174dc-1945-4a9a-a36b-c79a0f246b9b"
_BUSINESS_CENTRAL_APP = "996def3d-b36c-4153-8607-a6fd3c01b89f"
_DATAVERSE_APP = "00000007-0000-0000-c000-000000000000"


@dataclass(frozen=True)
class Credentials:
    """What a client needs to sign in. They open nothing but the simulators."""

    certificate_file: Path
    """PEM with the private key and the certificate, as azure-identity reads it."""
    tenant_id: str = "11111111-1111-4111-8111-111111111111"
    client_id: str = "22222222-2222-4222-8222-222222222222"
    client_object_id: str = "22222222-2222-4222-8222-222222222223"
    client_secret: str = field(default="simulated-client-secret", repr=False)
    identity_client_id: str = "33333333-3333-4333-8333-333333333333"
    identity_object_id: str = "33333333-3333-4333-8333-333333333334"
    identity_header: str = field(default="simulated-identity-header", repr=False)
    redirect_uri: str = "http://localhost:7071/api/console"
    """Where the browser brings people back to who sign in to the app's page; on any port."""
    redirect_uri_by_number: str = "http://127.0.0.1:7071/api/console"
    """The same, for who calls this machine by its number."""
    redirect_path_on_forms: str = "/WebResources/bcsync_/pages/forms/redirect.html"
    """The same, for who signs in to what a form embeds, which is served by the organisation."""
    user_id: str = "44444444-4444-4444-8444-444444444444"
    user_name: str = "Ada Adatum"
    user_principal_name: str = "ada@contoso.example"

    @property
    def app_resource(self) -> str:
        """What users' tokens for the app itself are asked for."""
        return f"api://{self.client_id}"


def write_certificate(file: Path) -> bytes:
    """Write a new key and certificate for the client to *file*; return the certificate, PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = self_signed(key, "Simulated client")
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.touch(mode=0o600)
    file.write_bytes(private + public)
    return public


def make_directory(credentials: Credentials, certificate: bytes, organization: str) -> Directory:
    """Return one tenant, Contoso, whose administrator has consented to what the app needs.

    :param certificate: of the app, PEM.
    :param organization: the URL of the Dataverse organisation.
    """
    client = Application(
        credentials.client_id,
        credentials.client_object_id,
        "Sync",
        (Secret(credentials.client_secret),),
        (certificate,),
        (credentials.identity_object_id,),
        (
            Grant(
                BUSINESS_CENTRAL,
                ("API.ReadWrite.All", "Automation.ReadWrite.All"),
                ("Financials.ReadWrite.All", "user_impersonation"),
            ),
            Grant(organization, (), ("user_impersonation",)),
            Grant(credentials.app_resource, (), ("user_impersonation",)),
        ),
        redirect_uris=(
            credentials.redirect_uri,
            credentials.redirect_uri_by_number,
            f"{organization}{credentials.redirect_path_on_forms}",
        ),
        is_public=True,
    )
    tenant = Tenant(
        credentials.tenant_id,
        "contoso.example",
        (client,),
        (User(credentials.user_id, credentials.user_name, credentials.user_principal_name),),
        _resources(credentials, organization),
        _identity(credentials),
    )
    return Directory((tenant,))


def _resources(credentials: Credentials, organization: str) -> tuple[Resource, ...]:
    return (
        Resource(
            BUSINESS_CENTRAL,
            _BUSINESS_CENTRAL_APP,
            "Dynamics 365 Business Central",
            ("API.ReadWrite.All", "Automation.ReadWrite.All", "app_access"),
            ("Financials.ReadWrite.All", "user_impersonation"),
        ),
        Resource(organization, _DATAVERSE_APP, "Dataverse", (), ("user_impersonation",)),
        Resource(AZURE_MONITOR, _AZURE_MONITOR_APP, "Application Insights"),
        Resource(EXCHANGE, EXCHANGE, "Token exchange", token_version=2),
        Resource(
            credentials.app_resource,
            credentials.client_id,
            "Sync",
            ("Sync.Administer", "Sync.Read"),
            ("user_impersonation",),
            token_version=2,
        ),
    )


def _identity(credentials: Credentials) -> ManagedIdentity:
    grant = Grant(BUSINESS_CENTRAL, ("API.ReadWrite.All", "Automation.ReadWrite.All"))
    application = Application(
        credentials.identity_client_id,
        credentials.identity_object_id,
        "Sync (managed identity)",
        grants=(grant,),
    )
    return ManagedIdentity(application, credentials.identity_header)
