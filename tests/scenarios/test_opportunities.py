"""Opportunities of both sides, coupled on request."""

import pytest

from shared.domain.installation import Ownership
from tests.coupling import couple, create, only_counters, pairs
from tests.mappings.books import Books
from tests.mappings.sample_people import people as people_of
from tests.people import People
from tests.surroundings import Json

TO = "to_dataverse"
MAPPING = "opportunity"


@pytest.fixture
def prospects(books: Books) -> Books:
    """Ann of the customer Adatum and Kim of the vendor Fabrikam, coupled."""
    books.only("OPPORTUNITY", "SALESPEOPLE")
    people_of(books)
    return books


def chance(books: Books, name: str, **values: object) -> Json:
    number = books.record("contacts", displayName="Ann Beebe")["number"]
    return books.enter("opportunities", description=name, contactNumber=number, **values)


@pytest.mark.scenario("CRMCouplingTest.CoupleOpportunity")
def test_a_coupled_opportunity_takes_name_owner_and_contact(
    prospects: Books, people: People
) -> None:
    books = prospects
    books.world.install(ownership=Ownership.PERSON)
    jim = people.user("Jim", "Olive")
    people.salesperson("JR", "Jim Olive")
    people.pair("JR", jim)
    chairs = chance(books, "Ten chairs", salespersonCode="JR")
    theirs = books.add("opportunity", name="Chairs?")

    chosen = {"bc_id": chairs["id"], "dataverse_id": theirs["opportunityid"]}
    couple(books.world, chosen, mapping=MAPPING, initial=TO)

    row = books.row("opportunity", opportunityid=books.partner(MAPPING, chairs))
    assert row["opportunityid"] == theirs["opportunityid"]
    assert row["name"] == "Ten chairs"
    assert row["_ownerid_value"] == jim["systemuserid"]
    assert row["_parentcontactid_value"] == books.row("contact", lastname="Beebe")["contactid"]


@pytest.mark.scenario("CRMCouplingTest.CoupleOpportunityToNew")
def test_a_new_opportunity_is_created_and_coupled(prospects: Books) -> None:
    books = prospects
    chairs = chance(books, "Ten chairs")

    run = create(books.world, MAPPING, records=[chairs["id"]])

    assert only_counters(run) == {"read": 1, "inserted": 1}
    [row] = books.rows("opportunity")
    assert row["name"] == "Ten chairs"
    assert pairs(books.world, MAPPING) == {(chairs["id"], row["opportunityid"])}
