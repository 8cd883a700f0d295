"""The app in the name of a person who has called it: the on-behalf-of flow.

https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
"""

from typing import Any

from azure.core.credentials import TokenCredential
from azure.core.exceptions import ClientAuthenticationError
from pydantic import SecretStr

from shared.adapters.identity import Identity, connection_options
from shared.errors import ConfigurationError, IntegrationError, RequestError
from shared.settings import IdentitySettings

_EXCHANGE = "api://AzureADTokenExchange/.default"
"""What a managed identity's token is for that stands in for a client's secret."""
_TOKEN = frozenset({"AADSTS50013", "AADSTS50027", "AADSTS500131", "AADSTS500133"})
"""The person's own token is of no use: who signs in again can repeat the call."""
_PERMISSION = frozenset({"AADSTS50076", "AADSTS50079", "AADSTS50105", "AADSTS53003", "AADSTS65001"})
"""The token is good, and consent or a policy is in the way."""


class _Person(Identity):
    """Refusals that are the caller's to change are answered to the caller as such.

    https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    """

    def refusal(self, error: ClientAuthenticationError, scope: str) -> IntegrationError:
        told = super().refusal(error, scope)
        code = told.answer.code if told.answer else ""
        if code not in _TOKEN | _PERMISSION:
            return told
        return RequestError(
            "Entra ID does not let the app act in the caller's name: "
            f"{self.advice(code.removeprefix('AADSTS'))}.",
            code="on_behalf_of_refused",
            status=401 if code in _TOKEN else 403,
        )


def on_behalf_of(settings: IdentitySettings, assertion: SecretStr) -> Identity:
    """Return an identity that lives as long as one call; nothing of it is kept.

    :param assertion: the person's bearer token for this app, as it came.
    """

    def connect(settings: IdentitySettings) -> TokenCredential:
        from azure.identity import OnBehalfOfCredential

        if settings.tenant_id is None or settings.client_id is None:
            raise ConfigurationError(
                "To act in the name of an administrator the app needs an app registration: set "
                "ENTRA_TENANT_ID and ENTRA_CLIENT_ID.",
                code="on_behalf_of_unconfigured",
            )
        return OnBehalfOfCredential(
            settings.tenant_id,
            settings.client_id,
            user_assertion=assertion.get_secret_value(),
            **_proof(settings),
            **connection_options(settings),
        )

    return _Person(settings, connect)


def _proof(settings: IdentitySettings) -> dict[str, Any]:
    """Return how the app registration shows that it is itself."""
    if settings.client_secret:
        return {"client_secret": settings.client_secret.get_secret_value()}
    if settings.has_certificate:
        return {"client_certificate": settings.certificate_data()}

    def federated() -> str:
        """A managed identity that the app registration trusts stands in for a secret."""
        from azure.identity import ManagedIdentityCredential

        identity = ManagedIdentityCredential(client_id=settings.managed_identity_client_id)
        return str(identity.get_token(_EXCHANGE).token)

    return {"client_assertion_func": federated}
