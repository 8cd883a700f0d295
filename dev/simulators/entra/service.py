"""Entra ID as a simulated service: its routes."""

from datetime import timedelta
from urllib.parse import parse_qsl

from dev.simulators.clock import SimulatorClock
from dev.simulators.entra.directory import Directory, Tenant
from dev.simulators.entra.grants import TokenEndpoint
from dev.simulators.entra.keys import SigningKey
from dev.simulators.entra.managed_identity import PATH, answer_managed_identity
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.scopes import find_audience
from dev.simulators.entra.tokens import TokenIssuer
from dev.simulators.entra.verifier import EntraTokenVerifier
from dev.simulators.http import Request, Response, json_response
from dev.simulators.limits import Exceeded, Limits

LIFETIME = timedelta(seconds=3599)


class EntraSimulator:
    """A directory that answers at *authority*, the URL it is served from."""

    name = "entra"

    def __init__(
        self,
        directory: Directory,
        clock: SimulatorClock,
        authority: str,
        *,
        lifetime: timedelta = LIFETIME,
        limits: Limits | None = None,
    ) -> None:
        """*lifetime*: how long access tokens are valid."""
        self.clock = clock
        self.limits = limits or Limits.off()
        self.directory = directory
        """Replace it to change a secret, a grant or a user while the simulator runs."""
        self._authority = authority
        self._key = SigningKey()
        self._issuer = TokenIssuer(self._key, authority, lifetime)
        self._tokens = TokenEndpoint(self._issuer, self._key)
        self.verifier = EntraTokenVerifier(self._key, self._issuer, lambda: self.directory)

    def handle(self, request: Request) -> Response:
        if request.path == PATH:
            return self._managed_identity(request)
        try:
            return self._directory_route(request)
        except TokenRequestRefusedError as refused:
            return refused.response(request, self.clock.now())

    def principal(self, request: Request) -> str:
        """Requests count for the tenant; the directory's own limits are not published."""
        return next(iter(request.segments), "")

    def refuse(self, exceeded: Exceeded) -> Response:
        error = {"error": "temporarily_unavailable", "error_description": "Too many requests."}
        return json_response(429, error, {"Retry-After": str(int(exceeded.retry_after + 0.999))})

    def user_token(
        self, tenant_id: str, user_id: str, client_id: str, resource: str, *scopes: str
    ) -> str:
        """Sign a token of a user who has signed in with *client_id*, as if through a browser.

        :raises LookupError: the directory has no such tenant, user, application or resource.
        """
        tenant = self.directory.tenant(tenant_id)
        user = tenant.user(user_id) if tenant else None
        client = tenant.application(client_id) if tenant else None
        if tenant is None or user is None or client is None:
            raise LookupError("the directory has no such tenant, user or application")
        audience = find_audience(resource, tenant)
        return self._issuer.for_user(tenant, client, user, audience, scopes, self.clock.now(), "0")

    def _managed_identity(self, request: Request) -> Response:
        identities = [
            (tenant, tenant.managed_identity)
            for tenant in self.directory.tenants
            if tenant.managed_identity
        ]
        return answer_managed_identity(request, identities, self._issuer, self.clock.now())

    def _directory_route(self, request: Request) -> Response:
        match request.method, request.segments:
            case "GET", [name, "v2.0", ".well-known", "openid-configuration"]:
                return json_response(200, self._configuration(self._tenant(name)))
            case "GET", [name, "discovery", "v2.0", "keys"]:
                self._tenant(name)
                return json_response(200, {"keys": [self._key.published()]})
            case "POST", [name, "oauth2", "v2.0", "token"]:
                return self._token(request, self._tenant(name))
            case _:
                return Response(404)

    def _token(self, request: Request, tenant: Tenant) -> Response:
        form = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        audiences = (request.url, *self._issuer.names(tenant))
        answer = self._tokens.answer(tenant, form, audiences, self.clock.now())
        return json_response(200, answer, {"Cache-Control": "no-store", "Pragma": "no-cache"})

    def _tenant(self, name: str) -> Tenant:
        tenant = self.directory.tenant(name)
        if tenant is None:
            raise TokenRequestRefusedError(90002, f"Tenant: {name}.")
        return tenant

    def _configuration(self, tenant: Tenant) -> dict[str, object]:
        base = f"{self._authority}/{tenant.id}"
        return {
            "issuer": self._issuer.issuer(tenant, 2),
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
        }
