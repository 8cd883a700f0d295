"""Uncoupling over several mappings: broken pairs, records that jobs list, whole mappings."""

from collections.abc import Iterable

import pytest

from tests.companies import COMPANY, Companies
from tests.coupling import only_counters, pairs, uncouple
from tests.mappings.books import Books
from tests.mappings.sample_people import people as people_of
from tests.mappings.sample_products import units
from tests.mappings.shop import Shop
from tests.people import People
from tests.surroundings import Json

KEYS = {"customer": "account", "contact": "contact", "item-product": "product"}
TOO_LONG = "Too long for Business Central " * 5
Pair = tuple[str, str]


@pytest.fixture
def shop(companies: Companies, books: Books) -> Shop:
    """Two each of customers, people and items, coupled with rows of the app's own company."""
    shop = Shop(books.world, "CONTACT", "ITEM-PRODUCT")
    people_of(shop)
    shop.enter("customers", displayName="Contoso")
    units(shop)
    for name in ("Chair", "Desk"):
        shop.item(name)
    for mapping in KEYS:
        shop.world.sync(mapping, full=True)
        shop.tick_one(mapping)
    return shop


def coupled(shop: Books, mapping: str) -> list[Pair]:
    return sorted(pairs(shop.world, mapping))


def rows(shop: Books, mapping: str) -> dict[str, Json]:
    table = KEYS[mapping]
    return {row[f"{table}id"]: row for row in shop.rows(table)}


def fail(shop: Shop) -> None:
    """Let every pair fail twice in the same way, so that it is skipped."""
    for row in rows(shop, "customer").values():
        if row["customertypecode"] == 3:
            shop.change("account", row, name=TOO_LONG)
    for number, row in enumerate(rows(shop, "contact").values()):
        shop.change("contact", row, emailaddress1=f"{number}@{'x' * 85}.example")
    for number, item in enumerate(shop.records("items")):
        shop.product(f"Service {number}", producttypecode=3)
        shop.amend("items", item, number=f"P-Service {number}")
    for _ in range(2):
        for mapping in KEYS:
            shop.tick_one(mapping)


def errors(shop: Books, mapping: str) -> Iterable[Json]:
    """Return what the jobs of a mapping list."""
    for job in shop.world.get("jobs", mapping=mapping, top=1000)["value"]:
        yield from shop.world.get(f"jobs/{job['id']}/errors", top=1000)["value"]


@pytest.mark.scenario(
    "CDSUncoupling.CRMSkippedRecordsUncoupleMultiple",
    "CDSUncoupling.IntegrationSynchJobErrorsUncoupleMultiple",
)
def test_skipped_pairs_are_uncoupled_once_however_often_listed_and_whatever_is_left_of_them(
    companies: Companies, shop: Shop
) -> None:
    """Ours: a call per mapping, with the ids that its jobs list."""
    fail(shop)
    going, staying = {}, {}
    for mapping in KEYS:
        listed = shop.world.get(f"mappings/{mapping}/couplings")["value"]
        assert [each["skipped"] for each in listed] == [True, True], mapping
        going[mapping], staying[mapping] = coupled(shop, mapping)
        assert {*going[mapping]} in [{e["record"], e["partner"]} for e in errors(shop, mapping)]
    shop.remove("customers", {"id": going["customer"][0]})
    shop.delete("contact", {"contactid": going["contact"][1]})

    runs = {
        mapping: uncouple(shop.world, mapping, records=[bc_id, bc_id])
        for mapping, (bc_id, _) in going.items()
    }

    done = {mapping: only_counters(run) for mapping, run in runs.items()}
    freed = {"read": 1, "uncoupled": 1, "modified": 1}
    assert done["customer"] == done["item-product"] == freed
    assert done["contact"] == {"read": 1, "uncoupled": 1}
    for mapping in KEYS:
        assert coupled(shop, mapping) == [staying[mapping]]
        company = {id_: row[COMPANY] for id_, row in rows(shop, mapping).items()}
        assert company.get(going[mapping][1]) is None
        assert company[staying[mapping][1]] == companies.own


@pytest.mark.scenario("CDSUncoupling.IntegarionTableMappingListUncoupleMultiple")
def test_whole_mappings_are_uncoupled_and_the_others_stay_as_they_are(
    companies: Companies, books: Books, people: People
) -> None:
    shop = Shop(books.world, "OPPORTUNITY", "ITEM-PRODUCT", "SALESPEOPLE")
    people_of(shop)
    units(shop)
    ann = shop.record("contacts", displayName="Ann Beebe")["number"]
    shop.enter("opportunities", description="Ten chairs", contactNumber=ann)
    shop.item("Chair")
    people.salesperson("JR", "Jim Olive")
    people.pair("JR", people.user("Jim", "Olive"))
    for mapping in ("item-product", "opportunity"):
        shop.world.sync(mapping, full=True)
    before = {mapping: coupled(shop, mapping) for mapping in ("currency", "opportunity")}
    assert all(before.values())

    runs = [
        uncouple(shop.world, mapping, all=True)
        for mapping in ("customer", "item-product", "salespeople")
    ]

    done = [only_counters(run) for run in runs]
    freed = {"read": 1, "uncoupled": 1, "modified": 1}
    assert done == [freed, freed, {"read": 1, "uncoupled": 1}]
    assert not any(pairs(shop.world, m) for m in ("customer", "item-product", "salespeople"))
    assert {mapping: coupled(shop, mapping) for mapping in before} == before
    assert [row[COMPANY] for row in shop.rows("opportunity")] == [companies.own]
    assert shop.row("account", name="Adatum")[COMPANY] is None
    assert shop.row("account", name="Fabrikam")[COMPANY] == companies.own  # A vendor, coupled.
