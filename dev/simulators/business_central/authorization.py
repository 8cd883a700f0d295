"""Who may call: the token, and the page "Microsoft Entra applications"."""

from dev.simulators.business_central.errors import BusinessCentralError
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.callers import Caller, TokenRefusedError, TokenVerifier
from dev.simulators.clock import SimulatorClock
from dev.simulators.http import Request

AUDIENCE = "https://api.businesscentral.dynamics.com"
AUTOMATION = "microsoft/automation/v2.0"
DELEGATED = {"Financials.ReadWrite.All", "user_impersonation"}


class Authorization:
    def __init__(
        self, verifier: TokenVerifier, clock: SimulatorClock, settings: BusinessCentralSettings
    ) -> None:
        self._verifier = verifier
        self._clock = clock
        self._settings = settings

    def admit(self, request: Request, tenant: str | None, route: str) -> Caller:
        """Return who calls.

        :param tenant: from the address, if it names one.
        :raises BusinessCentralError: 401.
        """
        header = request.headers.get("authorization")
        try:
            caller = self._verifier.verify(header, AUDIENCE, self._clock.now())
        except TokenRefusedError as error:
            raise refused(str(error)) from error
        for expected in (tenant, self._settings.tenant_id):
            if expected is not None and expected.lower() != caller.tenant_id.lower():
                raise refused("The token belongs to another tenant.")
        self._check_permission(caller, route)
        return caller

    def _check_permission(self, caller: Caller, route: str) -> None:
        if not caller.is_app:
            if not DELEGATED & set(caller.scopes):
                raise refused("The token carries no permission for Business Central.")
            return
        role = "Automation.ReadWrite.All" if route == AUTOMATION else "API.ReadWrite.All"
        if role not in caller.roles:
            raise refused(f"The token does not carry the role {role}.")
        known = self._settings.applications
        if known is not None and caller.client_id not in known:
            raise refused("The application is not enabled among the Microsoft Entra applications.")


def refused(message: str) -> BusinessCentralError:
    """The parameters of WWW-Authenticate are recalled."""
    return BusinessCentralError(
        401,
        "Authentication_InvalidCredentials",
        f"The server has rejected the client credentials. {message}",
        {"WWW-Authenticate": f'Bearer realm="{AUDIENCE}", error="invalid_token"'},
    )
