"""Who works in a ready-made organisation: sales people, an administrator, an integration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dev.simulators.dataverse.direct import DirectAccess, Row

ADMINISTRATOR = ("System Administrator", "System Customizer")
INTEGRATION_ROLE = "Business Central Integration"
"""The role of the integration's user where an organisation is set up already."""

_RIGHTS = {
    "C": "Create", "R": "Read", "W": "Write", "D": "Delete", "+": "Append", "<": "AppendTo",
    "A": "Assign",
}  # fmt: skip
_INTEGRATION: Mapping[str, str] = {
    "Account": "CRWD+<A",
    "Contact": "CRWD+<A",
    "Opportunity": "CRWD+<A",
    "Order": "CRWD+<A",
    "Quote": "R",
    "Invoice": "CRWD+<A",
    "Note": "CRWD+A",
    "Product": "CRWD+<",
    "PriceLevel": "CRWD+<",
    "ProductPriceLevel": "CRWD+<",
    "UoM": "CRW+<",
    "UoMSchedule": "CRW+<",
    "TransactionCurrency": "CRWD+<",
    "Territory": "R<",
    "Organization": "RW",
    "BusinessUnit": "R<",
    "Role": "R",
    "Team": "RW<",
    "User": "CRW+<",
    "Solution": "R",
    "WebResource": "R",
    "SdkMessage": "R",
    "Entity": "R",
    "Attribute": "R",
    "Relationship": "R",
    "OptionSet": "R",
}


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    object_id: str
    """In Entra ID."""
    email: str
    roles: tuple[str, ...] = ("Salesperson",)
    is_licensed: bool = True
    is_disabled: bool = False


SALES_PEOPLE = (
    Person("Linda", "Taylor", "a1a1a1a1-0000-4000-8000-000000000001", "linda@contoso.example"),
    Person("Jim", "Olive", "a1a1a1a1-0000-4000-8000-000000000002", "jim@contoso.example"),
    Person(
        "Otis",
        "Falls",
        "a1a1a1a1-0000-4000-8000-000000000003",
        "otis@contoso.example",
        is_licensed=False,
        is_disabled=True,
    ),
)


def integration_privileges() -> Mapping[str, str]:
    """Return what reading and writing both sides needs: depth by name of privilege."""
    names = {
        f"prv{_RIGHTS[right]}{stem}" for stem, rights in _INTEGRATION.items() for right in rights
    }
    return dict.fromkeys(sorted({*names, "prvActOnBehalfOfAnotherUser"}), "Global")


def add_integration_role(organization: DirectAccess) -> None:
    """Do what the setup of the integration does before its user can work."""
    organization.add_role(INTEGRATION_ROLE, integration_privileges())


def empty_organization(organization: DirectAccess, administrator: Person) -> None:
    """Let people work in an organisation in which nobody has set up any integration yet.

    There are an administrator, sales people, one of whom has left; the business unit with its
    default team and the standard roles are there in any case.
    """
    add_people(organization, [replace(administrator, roles=ADMINISTRATOR), *SALES_PEOPLE])


def add_people(organization: DirectAccess, people: Iterable[Person]) -> list[Row]:
    """Add people who work in the organisation; return their users."""
    users = []
    for person in people:
        user = organization.add_user(
            person.first_name,
            person.last_name,
            object_id=person.object_id,
            roles=person.roles,
            domainname=person.email,
            internalemailaddress=person.email,
            islicensed=person.is_licensed,
        )
        if person.is_disabled:
            user = organization.change("systemuser", user["systemuserid"], {"isdisabled": True})
        users.append(user)
    return users
