"""The function app on one machine: Azurite, and the local host, pointed at running simulators."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from dev.azurite import Azurite
from dev.host import Authentication, LocalHost
from dev.people import Person, hire, ready_made
from dev.simulators.fleet import Fleet
from shared.domain.callers import Role

OPEN_PATHS = (
    "/api/console",
    "/api/health",
    "/api/openapi.json",
    "/api/notifications/bc",
    "/api/notifications/dataverse",
    "/api/pages/*",
    "/api/sign-in",
)
"""The routes that nobody signs in to call."""
PutSetting = Callable[[str, str], None]


def app_settings(fleet: Fleet, connection_string: str) -> dict[str, str]:
    """Return the app settings that point the function app at the simulators."""
    known = fleet.credentials
    return {
        "AzureWebJobsStorage": connection_string,
        "FUNCTIONS_WORKER_RUNTIME": "python",
        "REQUESTS_CA_BUNDLE": str(fleet.certificate_authority),
        "BC_BASE_URL": fleet.business_central_server.url,
        "BC_TENANT_ID": known.tenant_id,
        "BC_ENVIRONMENT": fleet.environment,
        "BC_COMPANY_ID": fleet.company_id,
        "DATAVERSE_URL": fleet.dataverse_server.url,
        "ENTRA_AUTHORITY": fleet.authority,
        "ENTRA_TENANT_ID": known.tenant_id,
        "ENTRA_CLIENT_ID": known.client_id,
        "ENTRA_CLIENT_SECRET": known.client_secret,
        # As long as can be set: the demonstration and tests count the services' requests.
        "ACCESS_ROLES_SECONDS": "3600",
    }


def authentication_of(fleet: Fleet) -> Authentication:
    """Return App Service authentication as the operations page has it set up."""
    known = fleet.credentials
    return Authentication(
        fleet.authority,
        known.tenant_id,
        known.client_id,
        OPEN_PATHS,
        str(fleet.certificate_authority),
    )


class LocalStack:
    """Context manager: starts the parts in the order in which they need each other."""

    def __init__(
        self,
        fleet: Fleet,
        put_setting: PutSetting = os.environ.__setitem__,
        *,
        port: int = 0,
        authentication: bool = False,
    ) -> None:
        """
        :param fleet: the simulators, already served.
        :param put_setting: puts an app setting where the app reads it.
        :param authentication: whether App Service authentication stands in front of the app, as in
            Azure; else the app checks tokens itself.
        """
        self._authentication = authentication
        self.fleet, self._put_setting, self._port = fleet, put_setting, port
        self.azurite = Azurite()
        self._running = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            starting.enter_context(self.azurite)
            connection_string = self.azurite.connection_string
            front = authentication_of(self.fleet) if self._authentication else None
            settings = app_settings(self.fleet, connection_string)
            for name, value in (settings | (front.app_settings if front else {})).items():
                self._put_setting(name, value)
            # The app's functions are registered when it is imported, by the settings of then.
            from function_app import app

            self.administrator = self._administrator()
            self.host = LocalHost(
                app,
                connection_string=connection_string,
                port=self._port,
                authentication=front,
                allowed_origins=(self.fleet.dataverse_server.url,),
            )
            self._running = starting.pop_all()
        return self

    def _administrator(self) -> Person:
        """Return who may call the app, or will once setup is done."""
        if self.fleet.is_set_up:
            return hire(self.fleet, "Anna Administrator", Role.ADMINISTRATOR)
        return ready_made(self.fleet)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._running.close()
