"""People who work for customers and vendors."""

import pytest

from tests.coupling import uncouple
from tests.mappings.books import Books
from tests.mappings.employees import colleague, person, row_of
from tests.mappings.sample_people import companies
from tests.surroundings import Json, counters

MAPPING = "contact"
BACK = "from_dataverse"
NAMES = {
    "Ann Beebe": ("Ann", None, "Beebe"),
    "Ann Marie Beebe": ("Ann", "Marie", "Beebe"),
    "Ludwig van Beethoven": ("Ludwig", None, "van Beethoven"),
    "Ursula von der Leyen": ("Ursula", None, "von der Leyen"),
    "Juan Carlos de la Cruz": ("Juan", "Carlos", "de la Cruz"),
    "Sammy Davis Jr.": ("Sammy", None, "Davis Jr."),
    "Cher": (None, None, "Cher"),
}


@pytest.fixture
def firms(books: Books) -> Books:
    """The customer Adatum and the vendor Fabrikam, coupled, and nobody who works for them."""
    books.only("CONTACT")
    companies(books)
    return books


def works_for(books: Books, contact: Json) -> str:
    account = row_of(books, contact)["_parentcustomerid_value"]
    return str(books.row("account", accountid=account)["name"])


def test_people_of_customers_and_vendors_travel_and_others_are_left_alone(firms: Books) -> None:
    books = firms
    books.enter("contacts", displayName="Litware", type="Company")
    of_customer = person(books, "Ann Beebe", "Adatum")
    of_vendor = person(books, "Kim Abercrombie", "Fabrikam")
    person(books, "Of Nobodys", "Litware")
    books.enter("contacts", displayName="Alone", type="Person")

    run = books.world.sync(MAPPING, full=True)

    assert counters(run) == {"read": 3, "inserted": 2, "skipped": 1}
    assert works_for(books, of_customer) == "Adatum"
    assert works_for(books, of_vendor) == "Fabrikam"
    assert {row["lastname"] for row in books.rows("contact")} == {"Beebe", "Abercrombie"}
    books.rest(MAPPING)


def test_people_entered_in_sales_become_persons_of_the_company(firms: Books) -> None:
    books = firms
    books.add("account", name="Litware", customertypecode=3)
    colleague(books, "Beebe", "Adatum", firstname="Ann")
    colleague(books, "Abercrombie", "Fabrikam", firstname="Kim")
    colleague(books, "Nobody", "Litware")
    books.add("contact", lastname="Alone")

    run = books.world.sync(MAPPING, full=True)

    assert counters(run, BACK) == {"read": 3, "inserted": 2, "skipped": 1}
    for name, company in (("Ann Beebe", "Adatum"), ("Kim Abercrombie", "Fabrikam")):
        contact = books.record("contacts", displayName=name)
        firm = books.record("contacts", displayName=company, type="Company")
        assert (contact["type"], contact["companyNumber"]) == ("Person", firm["number"])
        assert contact["companyName"] == company
    assert len(books.records("contacts", type="Person")) == 2
    books.tick_one(MAPPING)
    books.rest(MAPPING)


def test_people_wait_for_a_company_that_is_not_coupled_once_they_are_coupled(
    firms: Books,
) -> None:
    books = firms
    ann = person(books, "Ann Beebe", "Adatum")
    books.world.sync(MAPPING, full=True)
    litware = books.enter("customers", displayName="Litware")
    number = books.record("contacts", displayName="Litware", type="Company")["number"]

    books.amend("contacts", ann, companyNumber=number)
    books.tick_one(MAPPING)

    assert works_for(books, ann) == "Adatum"
    [waits] = books.pending()
    assert (waits["record"], waits["cause"]) == (ann["id"], "dependency")
    records = [litware["id"]]
    books.world.sync("customer", full=True, records=records, direction="to_dataverse")
    books.tick_one(MAPPING)
    assert works_for(books, ann) == "Litware"
    books.rest(MAPPING)


def test_people_move_from_company_to_company_on_either_side(firms: Books) -> None:
    books = firms
    ann, kim = person(books, "Ann Beebe", "Adatum"), person(books, "Kim Jones", "Fabrikam")
    books.world.sync(MAPPING, full=True)
    number = books.record("contacts", displayName="Fabrikam", type="Company")["number"]
    account = books.row("account", name="Adatum")["accountid"]

    books.amend("contacts", ann, companyNumber=number)
    bound = {"parentcustomerid_account@odata.bind": f"accounts({account})"}
    books.change("contact", row_of(books, kim), **bound)
    books.tick_one(MAPPING)

    assert works_for(books, ann) == "Fabrikam"
    assert books.record("contacts", id=kim["id"])["companyName"] == "Adatum"
    books.rest(MAPPING)


def test_names_come_apart_and_together_again(firms: Books) -> None:
    books = firms
    contacts = {name: person(books, name, "Adatum") for name in NAMES}
    for first, middle, last in NAMES.values():
        colleague(books, last, "Fabrikam", firstname=first, middlename=middle)

    books.world.sync(MAPPING, full=True)

    for name, parts in NAMES.items():
        row = row_of(books, contacts[name])
        assert (row["firstname"], row["middlename"], row["lastname"]) == parts
        assert books.record("contacts", displayName=name, companyName="Fabrikam")
    books.tick_one(MAPPING)
    books.rest(MAPPING)


def test_people_are_uncoupled_with_their_company_and_no_others(firms: Books) -> None:
    books = firms
    ann, kim = person(books, "Ann Beebe", "Adatum"), person(books, "Kim Jones", "Fabrikam")
    books.world.sync(MAPPING, full=True)
    assert books.partner(MAPPING, ann)

    uncouple(books.world, records=[books.record("customers", displayName="Adatum")["id"]])
    books.world.stack.host.drain_queues(include_delayed=True)

    coupled = books.world.get(f"mappings/{MAPPING}/couplings")["value"]
    assert [coupling["bc_id"] for coupling in coupled] == [kim["id"]]
    assert len(books.rows("contact")) == len(books.records("contacts", type="Person")) == 2
    books.amend("contacts", ann, jobTitle="Manager")
    books.rest(MAPPING)


def test_people_find_each_other_by_e_mail_within_their_company(firms: Books) -> None:
    books = firms
    ann = person(books, "Ann Beebe", "Adatum", email="sales@example.com")
    kim = person(books, "Kim Jones", "Fabrikam", email="sales@example.com")
    rows = {
        company: colleague(books, "Sales", company, emailaddress1="SALES@example.com")
        for company in ("Fabrikam", "Adatum")
    }

    books.world.sync(MAPPING, full=True)

    assert books.partner(MAPPING, ann) == rows["Adatum"]["contactid"]
    assert books.partner(MAPPING, kim) == rows["Fabrikam"]["contactid"]
    assert len(books.rows("contact")) == 2
    assert books.pending() == []
