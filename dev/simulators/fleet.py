"""All simulators together, wired to trust each other: for tests, demonstration and the terminal."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from dev.simulators.business_central import BusinessCentralSimulator
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.simulator import documented_limits
from dev.simulators.certificates import CertificateAuthority
from dev.simulators.clock import SimulatorClock
from dev.simulators.courier import Courier
from dev.simulators.dataverse import DataverseSimulator
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.staff import (
    INTEGRATION_ROLE,
    Person,
    add_integration_role,
    add_people,
    empty_organization,
)
from dev.simulators.entra.directory import Directory, User
from dev.simulators.entra.managed_identity import PATH as IDENTITY_PATH
from dev.simulators.entra.service import LIFETIME, EntraSimulator
from dev.simulators.limits import Limits
from dev.simulators.ready_made import Credentials, make_directory, write_certificate
from dev.simulators.server import SimulatorServer, Socket


def dataverse_limits(*, enabled: bool) -> Limits:
    """Return the service protection limits: 6,000 requests and 20 minutes of execution time in 5
    minutes, 52 requests at once, the rest refused.
    """
    return Limits(
        window_seconds=300,
        requests=6000,
        concurrent=52,
        queued=0,
        busy_seconds=1200,
        enabled=enabled,
    )


@dataclass(frozen=True)
class FleetOptions:
    """How to set the simulators up."""

    business_central_port: int = 0
    """A port of 0 stands for any free one."""
    dataverse_port: int = 0
    entra_port: int = 0
    limits: bool = False
    """Whether the documented service limits are enforced; they are counted in any case."""
    latency: float = 0.0
    """Seconds that each request to Business Central and Dataverse takes beyond its work."""
    https: bool = True
    """False for benchmarks; Microsoft's libraries insist on HTTPS for the directory."""
    token_lifetime: timedelta = LIFETIME
    business_central: BusinessCentralSettings | None = None
    dataverse: Rules | None = None
    non_standard_columns: bool = False
    """Whether Dataverse shows the columns of Microsoft's own integration solution."""
    is_set_up: bool = True
    """Whether Dataverse knows the integration; if not, its person is the administrator."""
    person: str | None = None
    """Who signs in at once wherever somebody is asked to, by the name to sign in with."""
    courier: bool = False
    """Whether change notifications leave by themselves; tests call ``deliver_due`` instead."""


class Fleet:
    """Business Central, Dataverse and Entra ID, served between :meth:`start` and :meth:`stop`.

    Each service has a clock of its own, so that one can be skewed against the others.
    """

    def __init__(self, directory: Path, options: FleetOptions | None = None) -> None:
        """Bind the ports, and write the files that clients need to *directory*.

        :raises OSError: a port is taken.
        """
        options = options or FleetOptions()
        authority = CertificateAuthority(directory)
        self.certificate_authority = authority.file
        """What clients must trust, for example through REQUESTS_CA_BUNDLE."""
        self._has_courier = options.courier
        self.is_set_up = options.is_set_up
        """Whether Dataverse knew the integration from the start."""
        self.credentials = Credentials(directory / "client-certificate.pem")
        issuer = authority if options.https else None
        with ExitStack() as on_failure:
            sockets = [
                on_failure.enter_context(Socket(issuer, port))
                for port in (options.business_central_port, options.dataverse_port)
            ]
            # Clients refuse a directory without TLS.
            sockets.append(on_failure.enter_context(Socket(authority, options.entra_port)))
            self._wire(options, *sockets)
            on_failure.pop_all()

    def _wire(
        self, options: FleetOptions, for_bc: Socket, for_dataverse: Socket, for_entra: Socket
    ) -> None:
        known = self.credentials
        certificate = write_certificate(known.certificate_file)
        directory = make_directory(known, certificate, for_dataverse.url)
        self.entra = EntraSimulator(
            directory, SimulatorClock(), for_entra.url, lifetime=options.token_lifetime
        )
        if options.person:
            self.entra.sign_in.person = directory.tenants[0].user_named(options.person)
        self.business_central = BusinessCentralSimulator(
            self.entra.verifier,
            SimulatorClock(),
            documented_limits(enabled=options.limits),
            options.business_central,
        )
        self.dataverse = DataverseSimulator(
            self.entra.verifier,
            SimulatorClock(),
            for_dataverse.url,
            dataverse_limits(enabled=options.limits),
            rules=options.dataverse,
            non_standard=options.non_standard_columns,
            object_ids=lambda client_id: _object_id(directory, known.tenant_id, client_id),
        )
        self._add_dataverse_users(is_set_up=options.is_set_up)
        self._courier = Courier((self.business_central, self.dataverse))
        self.entra_server = SimulatorServer(self.entra, for_entra, controls=self.entra.controls)
        self.business_central_server = SimulatorServer(
            self.business_central, for_bc, latency=options.latency
        )
        self.dataverse_server = SimulatorServer(
            self.dataverse, for_dataverse, latency=options.latency
        )

    @property
    def servers(self) -> tuple[SimulatorServer, SimulatorServer, SimulatorServer]:
        return self.business_central_server, self.dataverse_server, self.entra_server

    @property
    def authority(self) -> str:
        """What azure-identity takes as authority."""
        return self.entra_server.url

    @property
    def identity_endpoint(self) -> str:
        """What IDENTITY_ENDPOINT is inside the function app."""
        return self.entra_server.url + IDENTITY_PATH

    @property
    def environment(self) -> str:
        """The name of the Business Central environment."""
        return self.business_central.settings.environment

    @property
    def business_central_api(self) -> str:
        """The root of Business Central's API v2.0."""
        tenant = self.credentials.tenant_id
        return f"{self.business_central_server.url}/v2.0/{tenant}/{self.environment}/api/v2.0"

    @property
    def dataverse_api(self) -> str:
        """The root of Dataverse's Web API."""
        return f"{self.dataverse_server.url}/api/data/v9.2"

    @property
    def company_id(self) -> str:
        return str(self.business_central.companies[0].id)

    def user_token(self, user_id: str | None = None) -> str:
        """Return a user's token for the app, as if they had signed in to it.

        :param user_id: in the directory; the ready-made user unless given.
        """
        known = self.credentials
        return self.entra.user_token(
            known.tenant_id,
            user_id or known.user_id,
            known.client_id,
            known.app_resource,
            "user_impersonation",
        )

    def add_person(self, name: str, *app_roles: str) -> tuple[User, str]:
        """Let somebody join the tenant and the organisation; return also their row's id there."""
        first, _, last = name.partition(" ")
        local_part = name.lower().replace(" ", ".")
        user = User(str(uuid4()), name, f"{local_part}@contoso.example", app_roles)
        self.entra.add_user(self.credentials.tenant_id, user)
        with self.dataverse_server.lock:
            row = self.dataverse.add_user(
                first,
                last,
                object_id=user.object_id,
                domainname=user.principal_name,
                internalemailaddress=user.principal_name,
            )
        return user, str(row["systemuserid"])

    def start(self) -> None:
        """Return when all of them accept requests."""
        for server in self.servers:
            server.start()
        if self._has_courier:
            self._courier.start()

    def stop(self) -> None:
        """Free the ports, whether or not the servers were started."""
        self._courier.stop()
        # Each takes some tenths of a second to end; together they take no longer.
        for server in self.servers:
            server.begin_to_stop()
        for server in self.servers:
            server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _add_dataverse_users(self, *, is_set_up: bool) -> None:
        """Without a row of their own, callers are no members of the organisation."""
        known, dataverse = self.credentials, self.dataverse
        first_name, _, last_name = known.user_name.partition(" ")
        ada = Person(first_name, last_name, known.user_id, known.user_principal_name)
        if not is_set_up:
            empty_organization(dataverse, ada)
            return
        add_integration_role(dataverse)
        for name, client_id in (("Sync", known.client_id), ("Identity", known.identity_client_id)):
            dataverse.add_user("", name, application_id=client_id, roles=[INTEGRATION_ROLE])
        add_people(dataverse, [replace(ada, roles=("Sales Manager",))])


def _object_id(directory: Directory, tenant_id: str, client_id: str) -> str | None:
    """Return the object id of an application in a tenant by its client id."""
    tenant = directory.tenant(tenant_id)
    if tenant is None:
        return None
    found = tenant.application(client_id)
    identity = tenant.managed_identity
    if found is None and identity and identity.application.client_id == client_id:
        found = identity.application
    return found.object_id if found else None
