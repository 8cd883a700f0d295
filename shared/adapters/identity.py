"""The app's identity in Entra ID, by azure-identity."""

import logging
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

import jwt
from azure.core.credentials import TokenCredential
from azure.core.exceptions import (
    ClientAuthenticationError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.core.pipeline.policies import RetryPolicy

from shared.errors import ConfigurationError, IntegrationError, ServiceAnswer, TransientError
from shared.settings import IdentitySettings

TIME_OUTS: dict[str, Any] = {"connection_timeout": 10, "read_timeout": 30, "retry_total": 2}
_LONGEST_PAUSE = 10.0
"""Seconds."""
_CODE = re.compile(r"AADSTS(\d+)")
_CORRELATION = re.compile(r"Correlation ID: ([0-9a-fA-F-]{36})")
_ADVICE = {
    "7000215": "the client secret is wrong; ENTRA_CLIENT_SECRET needs its value, not its id",
    "7000222": "the client secret has expired; add a new one and set ENTRA_CLIENT_SECRET to it",
    "700016": "the tenant has no such app registration; correct ENTRA_CLIENT_ID or ENTRA_TENANT_ID",
    "700027": "the certificate is not registered; upload it to the app registration",
    "700213": "the app registration does not trust the function app's managed identity; add a "
    "federated credential with the identity's object (principal) id as subject",
    "90002": "there is no such tenant; correct ENTRA_TENANT_ID",
    "900023": "there is no such tenant; correct ENTRA_TENANT_ID",
    "500011": "the tenant does not know the service at this address; correct the service's address",
    "65001": "nobody has consented to what the app does in people's names; grant the app "
    "registration admin consent to Dataverse's user_impersonation",
    "50027": "what the person called with is no token; sign in again and repeat the call",
    "50013": "the token of the person who calls cannot be used; sign in again and repeat the call",
    "500131": "the token of the person who calls is for another app; ask for one for this app",
    "500133": "the token of the person who calls has expired; sign in again and repeat the call",
    "50076": "the person who calls has to prove more than a password; sign in anew with a second "
    "factor, and repeat the call",
    "50079": "the person who calls has to register a second factor; sign in anew, do so, and "
    "repeat the call",
    "50105": "the person who calls is not assigned to the app; assign them to it in Entra ID's "
    "enterprise applications",
    "53003": "conditional access does not let the person who calls into Dataverse by way of this "
    "app; sign in anew with what its policies ask for, or exempt the app from them",
    "70011": "the service's address cannot be asked for; correct it",
}


class Tokens(Protocol):
    def token(self, scope: str) -> str:
        """Return a bearer token that is valid for some minutes at least.

        :raises ConfigurationError: Entra ID refuses the app.
        :raises TransientError: Entra ID cannot be reached.
        """
        ...


class Identity:
    """One per process: azure-identity keeps and renews the tokens."""

    def __init__(
        self,
        settings: IdentitySettings,
        connect: "Callable[[IdentitySettings], TokenCredential] | None" = None,
    ) -> None:
        """:param connect: makes the credential; the app's own where it is left out."""
        self._settings, self._connect = settings, connect or _credential

    @cached_property
    def credential(self) -> TokenCredential:
        """Also opens the storage account.

        :raises ConfigurationError: the certificate cannot be read.
        """
        try:
            return self._connect(self._settings)
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"The certificate in {self._settings.certificate_setting} cannot be used: it must "
                "be a PEM or PFX file with a private key and no password.",
                code="identity_certificate",
            ) from error

    def token(self, scope: str) -> str:
        try:
            return self.credential.get_token(scope).token
        except (ServiceRequestError, ServiceResponseError, ValueError) as error:
            # ValueError: something else answered in Entra ID's place, and not in JSON.
            raise unreachable() from error
        except ClientAuthenticationError as error:
            if isinstance(error.__cause__, TransientError):
                raise error.__cause__ from error
            # azure-identity also wraps what kept it from reaching Entra ID.
            if isinstance(error.__cause__, ServiceRequestError | ServiceResponseError):
                raise unreachable() from error
            raise self.refusal(error, scope) from error

    def client_id(self, scope: str) -> str:
        """Return the application (client) id that the app's tokens carry."""
        claims = jwt.decode(self.token(scope), options={"verify_signature": False})
        return str(claims.get("appid") or claims.get("azp") or "")

    def refusal(self, error: ClientAuthenticationError, scope: str) -> IntegrationError:
        """Return what Entra ID's refusal of a token for *scope* comes to."""
        status = error.status_code or 0
        text = str(error.message)
        code = found[1] if (found := _CODE.search(text)) else ""
        request_id = found[1] if (found := _CORRELATION.search(text)) else ""
        answer = ServiceAnswer(status, f"AADSTS{code}" if code else "", request_id)
        if status == 429 or status >= 500:
            return TransientError(
                "Entra ID is busy. It is asked again by itself.",
                code="identity_busy",
                answer=answer,
            )
        return ConfigurationError(
            f"Entra ID gives the app no token for {scope.removesuffix('/.default')}: "
            f"{self.advice(code)}.",
            code="identity_refused",
            answer=answer,
        )

    def advice(self, code: str) -> str:
        """Return what to do about an AADSTS number.

        Never quote the library's text: it can hold the endpoint's whole answer.
        """
        if code in _ADVICE:
            return f"{_ADVICE[code]} (AADSTS{code})"
        if code:
            return f"see the description of AADSTS{code}"
        if self._settings.uses_managed_identity:
            return (
                "the function app has no managed identity; switch one on, or set "
                "ENTRA_CLIENT_ID, ENTRA_TENANT_ID and ENTRA_CLIENT_SECRET"
            )
        return "check ENTRA_TENANT_ID, ENTRA_CLIENT_ID and ENTRA_AUTHORITY"


def unreachable(retry_after: float | None = None) -> TransientError:
    return TransientError(
        "Entra ID cannot be reached. It is tried again by itself; if that does not help, check "
        "ENTRA_AUTHORITY and the app's outgoing connections.",
        code="identity_unreachable",
        retry_after=retry_after,
    )


class ImpatientRetry(RetryPolicy[Any, Any]):
    """azure-identity sleeps for as long as Entra ID says; longer pauses are the run's to make."""

    def get_retry_after(self, response: Any) -> float | None:
        pause = super().get_retry_after(response)
        if pause is not None and pause > _LONGEST_PAUSE:
            raise TransientError(
                f"Entra ID asks to be left alone for {pause:.0f} seconds. The work goes on by "
                "itself after that.",
                code="identity_busy",
                retry_after=pause,
            )
        return pause


def _credential(settings: IdentitySettings) -> TokenCredential:
    # Imported here: azure.identity takes 175 ms, which a start without work need not wait for.
    from azure.identity import (
        CertificateCredential,
        ClientSecretCredential,
        ManagedIdentityCredential,
    )

    # azure-identity warns with the endpoint's text; this module says what matters, once.
    logging.getLogger("azure.identity").setLevel(logging.ERROR)
    if settings.uses_managed_identity:
        return ManagedIdentityCredential(client_id=settings.managed_identity_client_id, **TIME_OUTS)
    options = connection_options(settings)
    tenant, client = settings.tenant_id or "", settings.client_id or ""
    if settings.client_secret:
        secret = settings.client_secret.get_secret_value()
        return ClientSecretCredential(tenant, client, secret, **options)
    certificate = settings.certificate_data()
    return CertificateCredential(tenant, client, certificate_data=certificate, **options)


def connection_options(settings: IdentitySettings) -> dict[str, Any]:
    """Return how azure-identity reaches Entra ID."""
    options = {**TIME_OUTS, "retry_policy_class": ImpatientRetry}
    if settings.authority:
        options |= {"authority": settings.authority, "disable_instance_discovery": True}
    return options
