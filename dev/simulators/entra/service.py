"""Entra ID as a simulated service: its routes."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

from dev.simulators.clock import SimulatorClock
from dev.simulators.entra import pages
from dev.simulators.entra.directory import Application, Directory, Tenant, User
from dev.simulators.entra.grants import TokenEndpoint
from dev.simulators.entra.keys import KeyRing
from dev.simulators.entra.managed_identity import PATH, answer_managed_identity
from dev.simulators.entra.people import PeopleControl
from dev.simulators.entra.refusals import TokenRequestRefusedError
from dev.simulators.entra.scopes import find_audience
from dev.simulators.entra.sign_in import SignIn
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
        self.lifetime = lifetime
        self._authority = authority
        self._keys = KeyRing()
        self._issuer = TokenIssuer(self._keys, authority, lifetime)
        self.sign_in = SignIn()
        self._tokens = TokenEndpoint(self._issuer, self._keys, self.sign_in)
        self.controls = PeopleControl(self.sign_in, lambda: self.directory).routes
        """Control routes besides those that every simulator has."""
        self.verifier = EntraTokenVerifier(self._keys, self._issuer, lambda: self.directory)

    def handle(self, request: Request) -> Response:
        if request.path == PATH:
            return self._managed_identity(request)
        try:
            return self._directory_route(request)
        except TokenRequestRefusedError as refused:
            answer = refused.response(request, self.clock.now())
            return replace(answer, headers={**answer.headers, **_shared_with_pages(request)})

    def principal(self, request: Request) -> str:
        """Requests count for the tenant; the directory's own limits are not published."""
        return next(iter(request.segments), "")

    def refuse(self, exceeded: Exceeded) -> Response:
        error = {"error": "temporarily_unavailable", "error_description": "Too many requests."}
        return json_response(429, error, {"Retry-After": str(int(exceeded.retry_after + 0.999))})

    def add_user(self, tenant_id: str, user: User) -> None:
        """:raises LookupError: the directory has no such tenant."""
        tenant = self.directory.tenant(tenant_id)
        if tenant is None:
            raise LookupError("the directory has no such tenant")
        others = tuple(each for each in self.directory.tenants if each != tenant)
        self.directory = Directory((replace(tenant, users=(*tenant.users, user)), *others))

    def user_token(
        self, tenant_id: str, user_id: str, client_id: str, resource: str, *scopes: str
    ) -> str:
        """Sign a token of a user who has signed in with *client_id*, as if through a browser.

        :raises LookupError: the directory has no such tenant, user, application or resource.
        """
        tenant, user, client = self._known(tenant_id, user_id, client_id)
        audience = find_audience(resource, tenant)
        return self._issuer.for_user(tenant, client, user, audience, scopes, self.clock.now(), "0")

    def id_token(self, tenant_id: str, user_id: str, client_id: str) -> str:
        """Sign what *client_id* is told of a user who has signed in to it.

        :raises LookupError: the directory has no such tenant, user or application.
        """
        tenant, user, client = self._known(tenant_id, user_id, client_id)
        return self._issuer.identity(tenant, client, user, self.clock.now())

    def roll_key(self) -> str:
        """Sign with a new key from now on, and return its id."""
        return self._keys.roll()

    def _known(
        self, tenant_id: str, user_id: str, client_id: str
    ) -> tuple[Tenant, User, Application]:
        tenant = self.directory.tenant(tenant_id)
        user = tenant.user(user_id) if tenant else None
        client = tenant.application(client_id) if tenant else None
        if tenant is None or user is None or client is None:
            raise LookupError("the directory has no such tenant, user or application")
        return tenant, user, client

    def _managed_identity(self, request: Request) -> Response:
        identities = [
            (tenant, tenant.managed_identity)
            for tenant in self.directory.tenants
            if tenant.managed_identity
        ]
        return answer_managed_identity(request, identities, self._issuer, self.clock.now())

    def _directory_route(self, request: Request) -> Response:
        match request.method, request.segments:
            case "GET", []:
                return pages.home()
            case "GET", [name, "v2.0", ".well-known", "openid-configuration"]:
                configuration = self._configuration(self._tenant(name))
                return json_response(200, configuration, _shared_with_pages(request))
            case "GET", [name, "discovery", "v2.0", "keys"]:
                self._tenant(name)
                keys = {"keys": self._keys.published()}
                return json_response(200, keys, _shared_with_pages(request))
            case "POST", [name, "oauth2", "v2.0", "token"]:
                return self._token(request, self._tenant(name))
            case "POST", [name, "oauth2", "v2.0", "devicecode"]:
                return self._device(request, self._tenant(name))
            case "GET", [name, "oauth2", "v2.0", "authorize"]:
                return self.sign_in.authorize(self._tenant(name), request.query, self.clock.now())
            case "GET", [name, "oauth2", "v2.0", "logout"]:
                return self.sign_in.leave(self._tenant(name), request.query)
            case _:
                return Response(404)

    def _token(self, request: Request, tenant: Tenant) -> Response:
        audiences = (request.url, *self._issuer.names(tenant))
        answer = self._tokens.answer(
            tenant,
            _form(request),
            audiences,
            self.clock.now(),
            from_page="origin" in request.headers,
        )
        headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
        return json_response(200, answer, headers | _shared_with_pages(request))

    def _device(self, request: Request, tenant: Tenant) -> Response:
        page = f"{self._authority}/{tenant.id}/device"
        answer = self.sign_in.begin_device(tenant, _form(request), page, self.clock.now())
        return json_response(200, answer, {"Cache-Control": "no-store"})

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
            "end_session_endpoint": f"{base}/oauth2/v2.0/logout",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "fragment"],
            "code_challenge_methods_supported": ["S256"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
        }


def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def _shared_with_pages(request: Request) -> dict[str, str]:
    """Browsers hand an answer to a page of another origin only where it says that they may."""
    origin = request.headers.get("origin")
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {}
