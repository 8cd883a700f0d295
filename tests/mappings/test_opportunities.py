"""Opportunities of people who are coupled, as long as they are not over."""

from datetime import timedelta

import pytest

from tests.mappings.books import Books
from tests.mappings.sample_people import people
from tests.surroundings import Json, counters

MAPPING = "opportunity"
BACK = "from_dataverse"
OPEN, WON, LOST = range(3)


@pytest.fixture
def prospects(books: Books) -> Books:
    """Ann of the customer Adatum and Kim of the vendor Fabrikam, coupled."""
    books.only("OPPORTUNITY")
    people(books)
    return books


def chance(books: Books, name: str, contact: str = "Ann Beebe", **values: object) -> Json:
    number = books.record("contacts", displayName=contact)["number"]
    return books.enter("opportunities", description=name, contactNumber=number, **values)


def prospect(books: Books, name: str, last_name: str = "Abercrombie") -> Json:
    """Add an opportunity in Sales."""
    contact = books.row("contact", lastname=last_name)["contactid"]
    bound = {"parentcontactid@odata.bind": f"contacts({contact})"}
    return books.add("opportunity", name=name, **bound)


def test_opportunities_get_partners_in_each_run_on_both_sides(prospects: Books) -> None:
    books = prospects
    chairs = chance(books, "Ten chairs")
    desks = prospect(books, "Two desks")

    books.tick_one(MAPPING)

    row = books.row("opportunity", name="Ten chairs")
    assert row["opportunityid"] == books.partner(MAPPING, chairs)
    assert row["statecode"] == OPEN
    account = books.row("account", accountid=row["_parentaccountid_value"])
    assert account["name"] == "Adatum"
    record = books.record("opportunities", description="Two desks")
    assert record["contactName"] == "Kim Abercrombie"
    books.tick_one(MAPPING)
    row = books.row("opportunity", opportunityid=desks["opportunityid"])
    account = books.row("account", accountid=row["_parentaccountid_value"])
    assert account["name"] == "Fabrikam"
    books.rest(MAPPING)


def test_closed_opportunities_stay_out_and_as_they_are(prospects: Books) -> None:
    books = prospects
    chance(books, "Won long ago", status="Won")
    lost = prospect(books, "Lost long ago")
    books.change("opportunity", lost, statecode=LOST)
    chairs = chance(books, "Ten chairs", status="In_x0020_Progress")
    books.world.sync(MAPPING, full=True)
    assert [row["name"] for row in books.rows("opportunity", statecode=OPEN)] == ["Ten chairs"]
    assert len(books.records("opportunities")) == 2

    books.amend("opportunities", chairs, status="Won", description="Eleven chairs")
    books.tick_one(MAPPING)

    row = books.row("opportunity", opportunityid=books.partner(MAPPING, chairs))
    assert (row["name"], row["statecode"]) == ("Ten chairs", OPEN)
    books.rest(MAPPING)
    books.change("opportunity", row, statecode=WON, name="Twelve chairs")
    books.tick_one(MAPPING)
    assert books.record("opportunities", id=chairs["id"])["description"] == "Eleven chairs"
    books.rest(MAPPING)


def test_estimates_follow_although_the_opportunity_did_not_change(prospects: Books) -> None:
    books = prospects
    chairs = chance(books, "Ten chairs")
    books.calculate("opportunities", chairs, estimatedValue=1200)
    books.tick_one(MAPPING)
    row = books.row("opportunity", opportunityid=books.partner(MAPPING, chairs))
    assert (row["estimatedvalue"], row["estimatedclosedate"]) == (1200, None)

    books.calculate("opportunities", chairs, estimatedValue=1500, estimatedClosingDate="2027-01-31")
    books.world.clock.advance(timedelta(minutes=61))
    books.tick_one(MAPPING)

    row = books.row("opportunity", opportunityid=row["opportunityid"])
    assert (row["estimatedvalue"], row["estimatedclosedate"]) == (1500, "2027-01-31")
    books.rest(MAPPING)


def test_opportunities_of_people_who_are_not_coupled_are_left_alone(prospects: Books) -> None:
    books = prospects
    company = books.record("contacts", displayName="Adatum", type="Company")["number"]
    newcomer = books.enter(
        "contacts", displayName="Jo Newcomer", type="Person", companyNumber=company
    )
    later = chance(books, "Later", "Jo Newcomer")
    books.add("contact", lastname="Stranger")
    prospect(books, "Of a stranger", "Stranger")
    books.add("opportunity", name="Of nobody")

    run = books.tick_one(MAPPING)

    assert counters(run) == {"read": 1, "skipped": 1}
    assert counters(run, BACK) == {"read": 2, "skipped": 2}
    assert len(books.records("opportunities")) == 1
    books.rest(MAPPING)
    records = [newcomer["id"]]
    books.world.sync("contact", full=True, records=records, direction="to_dataverse")
    books.world.sync(MAPPING, full=True)
    assert books.partner(MAPPING, later)
