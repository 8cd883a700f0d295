"""What setup needs of the two systems."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.domain.customization import Customization, Right, SecurityRole, WebFile


@dataclass(frozen=True)
class Note:
    """Something in order, or worth knowing."""

    what: str
    settles: str = ""
    """What need not be looked at again by the call that goes on where this one's time is over."""


@dataclass(frozen=True)
class Fault:
    """Something that setup cannot mend."""

    what: str
    fix: str
    code: str = field(kw_only=True)
    """What the documentation of errors explains."""
    accepts: str = field(default="", kw_only=True)
    """Of other environments: what a repeated call says to go on with exactly these."""


@dataclass(frozen=True)
class Change:
    """Something that is not as it should be, and how to make it so."""

    what: str
    make: Callable[[], object]


Remark = Note | Fault | Change


@dataclass(frozen=True)
class DataverseUser:
    id: UUID
    name: str
    email: str = ""
    enabled: bool = True
    licensed: bool = True
    business_unit: UUID | None = None
    roles: frozenset[UUID] = frozenset()
    """The templates of standard roles, and the root roles of others, own and through teams."""


@dataclass(frozen=True)
class EnvironmentFacts:
    """What a Dataverse environment tells of itself."""

    version: str
    organization_id: UUID
    name: str
    administration_mode: bool
    served_at: datetime | None


@dataclass(frozen=True)
class Listener:
    """An app that wants to be told of changes; there can be one for each company."""

    company: UUID
    address: str
    secret: str = field(repr=False)
    is_new: bool
    """Whether Dataverse may still tell another secret: it does not show which."""


@dataclass(frozen=True)
class Choice:
    name: str
    """Table and column, with a dot between them."""
    labels: Mapping[int, str]
    """In the base language, by value."""
    shared_as: str | None = None
    """The name of the global choice behind the column, if it has one."""


@dataclass(frozen=True)
class CompanyRow:
    """The row in Dataverse that stands for a company."""

    id: UUID
    name: str
    environment: str
    """The environment of Business Central that it was made for."""


class DataverseAdministration(Protocol):
    """Dataverse in the name of the administrator who calls setup.

    Any call can raise ConfigurationError or TransientError.
    """

    def environment(self) -> EnvironmentFacts: ...

    def caller(self) -> DataverseUser: ...

    def sales_users(self) -> Sequence[DataverseUser]:
        """Return the people who could be coupled with salespeople, disabled ones included."""
        ...

    def solution(self, customization: Customization) -> Iterator[Remark]:
        """Yield what the environment misses of *customization*, its roles left out."""
        ...

    def web_resource(self, name: str) -> bytes | None:
        """Return a web resource's content; None where there is no such thing."""
        ...

    def web_resources(self, wanted: Sequence[WebFile]) -> Iterator[Remark]:
        """Yield what makes these files web resources of the solution."""
        ...

    def role(self, role: SecurityRole) -> Iterator[Remark]:
        """Yield what makes a security role as described."""
        ...

    def role_id(self, name: str) -> UUID | None:
        """Return a role's id in the root business unit."""
        ...

    def application_users(self, client_id: str) -> Sequence[DataverseUser]: ...

    def create_application_user(self, client_id: str) -> None: ...

    def enable_user(self, user: UUID) -> None: ...

    def assign_role(self, user: UUID, name: str) -> None:
        """Give a user the copy of a role that belongs to the user's business unit."""
        ...

    def lacking(self, user: UUID, needed: Mapping[str, Sequence[Right]]) -> Sequence[str]:
        """Return the names of the privileges that *user* has not, of those that tables need."""
        ...

    def untaken_messages(self, messages: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str]]:
        """Return the (table, message) pairs that the environment does not offer, of those asked."""
        ...

    def choice(self, name: str) -> Choice | None:
        """Return a choice by its table.column; None where there is no such column."""
        ...

    def put_choice_values(self, choice: Choice, labels: Mapping[int, str]) -> None:
        """Add values to a choice, and rename those that it has; repeated, that does no harm."""
        ...

    def change_tracking(self, table: str) -> Iterator[Remark]:
        """Yield what makes a table's deletions known."""
        ...

    def webhook(self, listener: Listener, tables: Sequence[str]) -> Iterator[Remark]:
        """Yield what makes Dataverse tell a company's app of changes in *tables*."""
        ...

    def company_row(self, company: UUID) -> CompanyRow | None: ...

    def name_company_row(self, row: CompanyRow, name: str) -> Iterator[Remark]:
        """Yield what calls the company's row as the company is called by now."""
        ...

    def move_company_row(self, row: UUID, environment: str) -> None: ...

    def create_company_row(self, company: UUID, name: str, environment: str) -> None: ...

    def company_team(self, company: UUID, known: UUID | None) -> UUID | None:
        """Return the team that owns the company's rows.

        :param known: the team that did so far: it is kept, whatever it is called by now.
        """
        ...

    def place_company(self, company: UUID, name: str, known: UUID | None) -> Iterator[Remark]:
        """Yield what gives a company its business unit, and a team with the right to own rows."""
        ...

    def has_currency(self, code: str) -> bool: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class CompanyFacts:
    """A company of Business Central."""

    name: str
    local_currency: str
    served_at: datetime | None
    """Business Central's clock when it answered."""


class BusinessCentralAdministration(Protocol):
    def company(self) -> CompanyFacts: ...

    def accepts_chosen_ids(self) -> bool:
        """Find out whether a record can be created under an id of our own; leaves nothing."""
        ...

    def release(self) -> None:
        """Give back the service's slots."""
        ...
