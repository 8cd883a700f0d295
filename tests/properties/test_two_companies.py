"""Two companies' apps on one organization and one storage account, whatever both have in common."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.companies import COMPANY, Companies
from tests.customers import Customers
from tests.mappings.books import SHIPPED, Books
from tests.soaking import SOAKING
from tests.surroundings import Json

EXAMPLES = 60
"""Of a soak; a plan in which everything is there twice, and changes, is tried each time."""
AWARE = {m.slug: m.dataverse.table for m in SHIPPED.values() if m.dataverse.company is not None}
"""The tables of the mappings whose rows belong to companies."""
_NAMES = ["Adatum", "Contoso", "Fabrikam"]
NAMES = st.lists(st.sampled_from(_NAMES), unique=True)


@dataclass(frozen=True)
class Plan:
    """What there is when the apps begin, by names that both companies use."""

    entered: tuple[Json, Json]
    """By kind, the names of each company's records."""
    added: dict[str, list[str]]
    """By company (or nobody), the names of accounts and contacts in Sales."""
    turns: list[int]
    """Whose app runs."""
    changed: list[int]
    """Before which of these turns both sides change everything of that company."""


KINDS = ("customers", "vendors", "contacts", "items", "opportunities")
OWNERS = ("first", "second", "nobody")
EVERYTHING = Plan(
    (dict.fromkeys(KINDS, _NAMES), dict.fromkeys(KINDS, _NAMES)),
    dict.fromkeys(OWNERS, _NAMES),
    [0, 1, 0, 1],
    [2, 3],
)
entries = st.fixed_dictionaries(dict.fromkeys(KINDS, NAMES))
plans = st.builds(
    Plan,
    st.tuples(entries, entries),
    st.fixed_dictionaries(dict.fromkeys(OWNERS, NAMES)),
    st.sampled_from([[0, 1, 0], [1, 0, 1]]),
    st.lists(st.integers(1, 2), unique=True),
)


class TwoApps:
    def __init__(self, books: Books, companies: Companies) -> None:
        self.books, self.world = books, books.world
        self.companies = [companies.own, companies.other]
        self.customers = [Customers(self.world.stack, f"Company {uuid4()}") for _ in self.companies]
        for number, _ in enumerate(self.companies):
            self.use(number)
            self.world.install(company_row=UUID(self.companies[number]))
            [information] = books.records("companyInformation")
            books.amend("companyInformation", information, displayName=f"Company {number}")

    def use(self, number: int) -> None:
        """Be the app of one of both companies, and its users."""
        self.world.customers = self.customers[number]
        self.world.start_app(BC_COMPANY_ID=str(self.customers[number].company.id))

    def enter(self, entered: Json) -> None:
        books = self.books
        pieces = books.record("unitsOfMeasure", code="PCS")["id"]
        for kind in ("customers", "vendors"):
            for name in entered[kind]:
                books.enter(kind, displayName=name, city="Berlin")
        firms = books.records("contacts", type="Company")
        for name in entered["contacts"]:
            firm = firms[0]["number"] if firms else ""
            books.enter("contacts", displayName=f"Ann {name}", type="Person", companyNumber=firm)
        for name in entered["items"]:
            books.enter("items", displayName=name, baseUnitOfMeasureId=pieces, unitPrice=1)
        people = books.records("contacts", type="Person")
        for name in entered["opportunities"] if people else ():
            books.enter("opportunities", description=name, contactNumber=people[0]["number"])

    def add(self, names: list[str], company: str | None) -> None:
        address = None if company is None else f"bcsync_companies({company})"
        mine = {"bcsync_CompanyId@odata.bind": address}
        for name in names:
            for kind in (3, 11):
                account = self.books.add("account", name=name, customertypecode=kind, **mine)
                bound = {"parentcustomerid_account@odata.bind": f"accounts({account['accountid']})"}
                self.books.add("contact", lastname=name, **mine, **bound)

    def change(self, number: int, mark: str) -> None:
        """Change all records of the company in use, and all rows that are its own."""
        for entity in ("customers", "vendors"):
            for record in self.books.records(entity):
                self.books.amend(entity, record, city=mark)
        for row in self.books.rows("account", **{COMPANY: self.companies[number]}):
            self.books.change("account", row, telephone1=mark)

    def rows(self) -> dict[str, Json]:
        """Return all rows of companies, and prices, by id."""
        tables = {*AWARE.values(), "productpricelevel"}
        return {
            row[f"{table}id"]: {**row, "table": table}
            for table in tables
            for row in self.books.rows(table)
        }

    def owner(self, row: Json, rows: dict[str, Json]) -> Any:
        """Return the company that a row belongs to; a price goes with its product."""
        if row["table"] == "productpricelevel":
            row = rows[row["_productid_value"]]
        return row[COMPANY]

    def coupled(self) -> dict[str, set[str]]:
        """Return the rows that the company in use has coupled, by mapping."""
        return {
            slug: {
                each["dataverse_id"]
                for each in self.world.get(f"mappings/{slug}/couplings", top=1000)["value"]
            }
            for slug in AWARE
        }

    def clear(self) -> None:
        self.books.clear()
        self.world.accounts.clear()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, *([Phase.generate] if SOAKING else [])],
    suppress_health_check=list(HealthCheck),
)
@given(plans)
@example(EVERYTHING)
def test_apps_of_two_companies_never_touch_each_others_rows(
    books: Books, companies: Companies, plan: Plan
) -> None:
    apps = TwoApps(books, companies)
    for number, entered in enumerate(plan.entered):
        apps.use(number)
        apps.enter(entered)
    for owner, company in zip(OWNERS, [*apps.companies, None], strict=True):
        apps.add(plan.added[owner], company)

    for turn, number in enumerate(plan.turns):
        apps.use(number)
        if turn in plan.changed:
            apps.change(number, f"Turn {turn}")
        before = apps.rows()
        books.full_sync()
        after = apps.rows()
        other = apps.companies[1 - number]
        theirs = {id_ for id_, row in before.items() if apps.owner(row, before) == other}
        assert {id_: before[id_] for id_ in theirs} == {id_: after.get(id_) for id_ in theirs}
        made = [row for id_, row in after.items() if id_ not in before]
        assert {apps.owner(row, after) for row in made} <= {apps.companies[number]}

    rows = apps.rows()
    couplings = []
    for number, company in enumerate(apps.companies):
        apps.use(number)
        couplings.append(apps.coupled())
        for ids in couplings[-1].values():
            assert {rows[id_][COMPANY] for id_ in ids} <= {company}
    assert not any(couplings[0][slug] & couplings[1][slug] for slug in AWARE)
    assert any(couplings[0].values())
    apps.clear()
