"""Everything that setup asks of Dataverse, in the name of the administrator who calls it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from uuid import UUID

from shared.adapters import odata
from shared.adapters.dataverse.administration.choices import Choices
from shared.adapters.dataverse.administration.company import CompanyPlace
from shared.adapters.dataverse.administration.customizing import Customizing
from shared.adapters.dataverse.administration.people import People
from shared.adapters.dataverse.administration.roles import Roles
from shared.adapters.dataverse.administration.tables import Tables
from shared.adapters.dataverse.administration.watching import Watching
from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.adapters.dataverse.administration.web_resources import WebResources
from shared.adapters.service import ServiceSession
from shared.domain.customization import (
    Customization,
    Right,
    SecurityRole,
    WebFile,
    WebResource,
)
from shared.errors import ConfigurationError
from shared.ports.administration import (
    Choice,
    CompanyRow,
    DataverseUser,
    EnvironmentFacts,
    Listener,
    Remark,
)


class Administrator:
    """Implements the port DataverseAdministration; its parts know one thing each."""

    def __init__(
        self,
        session: ServiceSession,
        solution: str,
        content: Callable[[WebResource], bytes],
    ) -> None:
        """
        :param solution: the unique name of the solution that gains what is created.
        :param content: reads a web resource's file.
        """
        self._session, self._content = session, content
        self._api = WebApi(session, solution)
        self._tables = Tables(self._api)
        self._people, self._roles = People(self._api), Roles(self._api, self._tables)
        self._place = CompanyPlace(self._api, self._tables, self._roles)
        self._watching = Watching(self._api, self._tables)

    def environment(self) -> EnvironmentFacts:
        version = self._api.get("RetrieveVersion()")["Version"]
        organization = self._organization
        return EnvironmentFacts(
            str(version),
            UUID(organization["organizationid"]),
            str(organization["name"]),
            administration_mode=bool(organization.get("isdisabled")),
            served_at=self._api.served_at,
        )

    def caller(self) -> DataverseUser:
        return self._people.caller()

    def sales_users(self) -> Sequence[DataverseUser]:
        return self._people.people()

    def solution(self, customization: Customization) -> Iterator[Remark]:
        language, content = self._language, self._content
        self._tables.expect(customization.all_tables())
        return Customizing(self._api, self._tables, customization, content, language).remarks()

    def web_resource(self, name: str) -> bytes | None:
        return WebResources(self._api).content(name)

    def web_resources(self, wanted: Sequence[WebFile]) -> Iterator[Remark]:
        return WebResources(self._api).remarks(wanted)

    def role(self, role: SecurityRole) -> Iterator[Remark]:
        return self._roles.remarks(role, UUID(self._root["businessunitid"]))

    def role_id(self, name: str) -> UUID | None:
        return self._roles.id_of(name, UUID(self._root["businessunitid"]))

    def application_users(self, client_id: str) -> Sequence[DataverseUser]:
        return self._people.of_application(client_id)

    def create_application_user(self, client_id: str) -> None:
        self._people.create_for_application(client_id, UUID(self._root["businessunitid"]))

    def enable_user(self, user: UUID) -> None:
        self._people.enable(user)

    def assign_role(self, user: UUID, name: str) -> None:
        role = self._roles.id_of(name, self._people.business_unit(user))
        if role is None:
            raise ConfigurationError(
                f"The business unit of the user {user} has no copy of the role {name}. Assign the "
                "role in the Power Platform admin center.",
                code="setup_refused",
            )
        self._people.assign(user, role)

    def lacking(self, user: UUID, needed: Mapping[str, Sequence[Right]]) -> Sequence[str]:
        return self._roles.lacking(self._people.privileges(user), needed)

    def untaken_messages(self, messages: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str]]:
        return self._watching.untaken(messages)

    def choice(self, name: str) -> Choice | None:
        return self._choices.find(name)

    def put_choice_values(self, choice: Choice, labels: Mapping[int, str]) -> None:
        self._choices.put(choice, labels)

    def change_tracking(self, table: str) -> Iterator[Remark]:
        return self._watching.tracking(table)

    def webhook(self, listener: Listener, tables: Sequence[str]) -> Iterator[Remark]:
        return self._watching.webhook(listener, tables)

    def company_row(self, company: UUID) -> CompanyRow | None:
        return self._place.row(company)

    def name_company_row(self, row: CompanyRow, name: str) -> Iterator[Remark]:
        return self._place.name_row(row, name)

    def move_company_row(self, row: UUID, environment: str) -> None:
        self._place.move_row(row, environment)

    def create_company_row(self, company: UUID, name: str, environment: str) -> None:
        self._place.create_row(company, name, environment)

    def company_team(self, company: UUID, known: UUID | None) -> UUID | None:
        return self._place.team(company, known)

    def place_company(self, company: UUID, name: str, known: UUID | None) -> Iterator[Remark]:
        return self._place.remarks(company, name, known, self._root)

    def has_currency(self, code: str) -> bool:
        found = self._api.one(
            "transactioncurrencies",
            select="transactioncurrencyid",
            filter=f"isocurrencycode eq {odata.literal(code)}",
        )
        return found is not None

    def close(self) -> None:
        self._session.close()

    @cached_property
    def _organization(self) -> Row:
        return self._api.the("organizations", select="organizationid,name,languagecode,isdisabled")

    @property
    def _language(self) -> int:
        return int(self._organization["languagecode"])

    @cached_property
    def _choices(self) -> Choices:
        return Choices(self._api, self._language)

    @cached_property
    def _root(self) -> Row:
        """The root business unit."""
        return self._api.the(
            "businessunits",
            select="businessunitid,name",
            filter="_parentbusinessunitid_value eq null",
        )
