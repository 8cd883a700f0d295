"""People of customers and vendors: which of them travel, and with whom they are uncoupled."""

import pytest

from tests.companies import COMPANY, Companies
from tests.coupling import couple, create, only_counters, pairs, uncouple
from tests.mappings.books import Books
from tests.mappings.employees import colleague, person, row_of
from tests.people import People
from tests.surroundings import Json, counters

TO, BACK = "to_dataverse", "from_dataverse"
MAPPING = "contact"


def coupled(
    books: Books, name: str, here_in: str = "Adatum", there_in: str = "Adatum"
) -> tuple[Json, Json]:
    """Add a person on either side, and couple them without carrying anything over."""
    here, there = person(books, name, here_in), colleague(books, name.split()[-1], there_in)
    pair_up(books, here, there)
    return here, there


def pair_up(books: Books, here: Json, there: Json) -> None:
    pair = {"bc_id": here["id"], "dataverse_id": there["contactid"]}
    couple(books.world, pair, mapping=MAPPING, initial="none")


def in_step(books: Books, *names: str) -> list[Json]:
    """Add people in Business Central and their partners."""
    people = [person(books, name) for name in names]
    books.world.sync(MAPPING, full=True)
    return people


# Changes


@pytest.mark.scenario("CRMSynchRulesTest.ModifiedNAVContactSyncedToCRMContact")
def test_a_changed_name_in_business_central_reaches_dataverse(firms: Books) -> None:
    [ann] = in_step(firms, "Ann Beebe")
    firms.amend("contacts", ann, displayName="Ann Abercrombie")

    firms.tick_one(MAPPING)

    assert row_of(firms, ann)["lastname"] == "Abercrombie"


@pytest.mark.scenario("CRMSynchRulesTest.ModifiedCRMContactSyncedToNAVContact")
def test_a_changed_last_name_in_dataverse_reaches_business_central(firms: Books) -> None:
    [ann] = in_step(firms, "Ann Beebe")
    firms.change("contact", row_of(firms, ann), lastname="Abercrombie")

    firms.tick_one(MAPPING)

    assert firms.record("contacts", id=ann["id"])["displayName"] == "Ann Abercrombie"


@pytest.mark.scenario("CRMIntTblMapHelperTests.UpdateContactAfterTransferRecordFields")
def test_another_owner_of_a_contact_changes_nothing_in_business_central(
    firms: Books, people: People
) -> None:
    """Contacts of the API have no salesperson that it could reach."""
    [ann] = in_step(firms, "Ann Beebe")
    firms.tick_one(MAPPING)
    before = firms.record("contacts", id=ann["id"])
    user = people.user("Jim", "Olive")["systemuserid"]
    firms.change("contact", row_of(firms, ann), **{"ownerid@odata.bind": f"systemusers({user})"})

    run = firms.tick_one(MAPPING)

    assert counters(run, BACK) == {"read": 1, "unchanged": 1}
    assert firms.record("contacts", id=ann["id"]) == before


@pytest.mark.scenario("CRMSynchNotifications.ContactCardPageShowsNotificationOnFailedSync")
def test_a_contact_that_dataverse_refused_shows_the_message_once_with_its_job(
    firms: Books,
) -> None:
    [ann] = in_step(firms, "Ann Beebe")
    firms.tick_one(MAPPING)
    firms.amend("contacts", ann, website="https://" + "x" * 230)

    run = firms.tick_one(MAPPING)

    shown = firms.world.get(f"mappings/{MAPPING}/explain/bc/{ann['id']}")
    [entry] = shown["pending"]
    assert "websiteurl" in entry["message"]
    result = shown["coupling"]["results"][TO]
    assert not result["succeeded"]
    job = firms.world.get(f"jobs/{result['job']}")
    assert job["run"] == run["id"]
    [error] = firms.world.get(f"jobs/{job['id']}/errors")["value"]
    assert error["message"] == entry["message"]


# New people


@pytest.mark.scenario(
    "CRMCouplingTest.CreateContactFromCRM",
    "CRMSynchRulesTest.NewCRMContactSyncedToNewNAVContactIfParentIsCoupled",
)
def test_a_person_of_a_coupled_account_becomes_one_of_its_customers_company(firms: Books) -> None:
    ann = colleague(firms, "Beebe", firstname="Ann")

    run = create(firms.world, MAPPING, direction=BACK, records=[ann["contactid"]])

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    made = firms.record("contacts", displayName="Ann Beebe")
    assert pairs(firms.world, MAPPING) == {(made["id"], ann["contactid"])}
    assert (made["type"], made["companyName"]) == ("Person", "Adatum")
    assert made["number"] > firms.record("contacts", displayName="Fabrikam")["number"]


@pytest.mark.scenario("CRMSynchRulesTest.TestSynchCRMContactWithNonCustomerCRMAccountParent")
def test_a_person_of_an_account_that_is_no_customers_stays_where_it_is(firms: Books) -> None:
    """Ours: the original makes a person without a company, whom its own filter then leaves out."""
    firms.add("account", name="Consulting", customertypecode=2)
    colleague(firms, "Beebe", "Consulting")
    customers = len(firms.records("customers"))
    firms.world.sync("customer", full=True)

    run = firms.world.sync(MAPPING, full=True)

    assert counters(run, BACK) == {"read": 1, "skipped": 1}
    assert not firms.records("contacts", type="Person")
    assert len(firms.records("customers")) == customers
    assert not firms.pending()


# People who take no part


@pytest.mark.scenario("CRMSynchRulesTest.TestSynchContactWithUnCoupledParentCustomer")
def test_a_person_of_an_uncoupled_customer_is_skipped_without_an_error(firms: Books) -> None:
    firms.enter("customers", displayName="Litware")
    ann = person(firms, "Ann Beebe", "Litware")

    run = firms.world.sync(MAPPING, records=[ann["id"]], direction=TO)

    assert counters(run) == {"read": 1, "skipped": 1}
    assert not firms.world.errors(run)
    assert not firms.rows("contact")


@pytest.mark.scenario(
    "CRMSynchRulesTest.TestCoupleCompanyContactThroughCode",
    "CRMSynchRulesTest.TestChangeCoupledPersonToCompanyContactAndCoupleThroughCode",
)
def test_a_coupled_person_who_is_made_a_company_is_left_out_from_then_on(firms: Books) -> None:
    [ann] = in_step(firms, "Ann Beebe")
    firms.tick_one(MAPPING)
    firms.amend("contacts", ann, type="Company", displayName="Beebe Consulting")

    run = firms.world.sync(MAPPING, direction=TO)

    assert {"modified", "failed"}.isdisjoint(counters(run))
    assert row_of(firms, ann)["lastname"] == "Beebe"
    assert not firms.pending()


@pytest.mark.scenario(
    "CRMSynchRulesTest.TestCoupleCompanyContactThroughUI",
    "CRMSynchRulesTest.TestCoupleContactWithoutParentCompanyContact",
)
def test_whoever_couples_a_company_or_a_person_without_one_has_chosen_and_later_changes_stay(
    firms: Books,
) -> None:
    """Ours: who couples by request has chosen the records; filters are about what runs find."""
    company = firms.enter("contacts", displayName="Beebe Consulting", type="Company")
    alone = firms.enter("contacts", displayName="Ann Beebe", type="Person")
    for contact, name in ((company, "Consulting"), (alone, "Beebe")):
        pair_up(firms, contact, colleague(firms, name))
        firms.amend("contacts", contact, phoneNumber="+1 425")

    run = firms.world.sync(MAPPING, direction=TO)

    assert {"modified", "failed"}.isdisjoint(counters(run))
    assert [row_of(firms, contact)["telephone1"] for contact in (company, alone)] == [None, None]
    assert not firms.pending()


@pytest.mark.scenario("CRMSynchRulesTest.TestSynchContactWithoutParentCompanyContact")
def test_a_person_without_a_company_is_skipped_without_an_error(firms: Books) -> None:
    """Ours: the job is recorded, too."""
    ann = firms.enter("contacts", displayName="Ann Beebe", type="Person")

    run = firms.world.sync(MAPPING, direction=TO, records=[ann["id"]])

    assert counters(run) == {"read": 1, "skipped": 1}
    assert not firms.world.errors(run)
    assert not firms.rows("contact")


@pytest.mark.scenario("CRMSynchRulesTest.TestSynchCoupledContactWithoutParentCompanyContact")
def test_a_coupled_person_who_has_left_the_company_is_left_out_unless_chosen_by_name(
    firms: Books,
) -> None:
    """Ours: a run of chosen records asks for no filter, here as in any other mapping."""
    [ann] = in_step(firms, "Ann Beebe")
    firms.tick_one(MAPPING)
    firms.amend("contacts", ann, companyNumber="", displayName="Ann Abercrombie")

    run = firms.tick_one(MAPPING)
    before = row_of(firms, ann)
    chosen = firms.world.sync(MAPPING, direction=TO, records=[ann["id"]])

    assert {"modified", "failed"}.isdisjoint(counters(run))
    assert before["lastname"] == "Beebe"
    assert counters(chosen) == {"read": 1, "modified": 1}
    after = row_of(firms, ann)
    assert (after["lastname"], after["_parentcustomerid_value"]) == ("Abercrombie", None)


@pytest.mark.scenario(
    "CRMSynchRulesTest.TestSynchContactCoupledToCRMContactWhileParentsAreNotCoupled"
)
def test_a_coupled_person_of_uncoupled_companies_follows_once_these_are_coupled(
    firms: Books,
) -> None:
    """Ours: the original carries what it can, and leaves the two in different companies."""
    litware = firms.enter("customers", displayName="Litware")
    account = firms.add("account", name="Litware Inc.", customertypecode=3)
    ann, row = coupled(firms, "Ann Beebe", "Litware", "Litware Inc.")
    firms.amend("contacts", ann, phoneNumber="+1 425")

    run = firms.tick_one(MAPPING)

    assert counters(run) == {"read": 1, "failed": 1}
    listed = firms.pending()
    assert ann["id"] in {entry["record"] for entry in listed}
    assert {entry["cause"] for entry in listed} == {"dependency"}
    assert all("CUSTOMER" in entry["message"] for entry in listed)
    pair = {"bc_id": litware["id"], "dataverse_id": account["accountid"]}
    couple(firms.world, pair)
    firms.tick_one(MAPPING)
    assert firms.row("contact", contactid=row["contactid"])["telephone1"] == "+1 425"
    assert not firms.pending()


# Uncoupling


@pytest.mark.scenario("CRMCouplingTest.RemoveCouplingForCustomerWithContacts")
def test_people_of_which_both_are_under_the_customer_are_uncoupled_with_it(firms: Books) -> None:
    coupled(firms, "Ann Beebe")
    coupled(firms, "Kim Abercrombie")
    here_only = person(firms, "Jo Brown"), colleague(firms, "Foreign", "Fabrikam")
    there_only = person(firms, "Di Green", "Fabrikam"), colleague(firms, "Guest")
    for each in (here_only, there_only):
        pair_up(firms, *each)
    adatum = firms.record("customers", displayName="Adatum")

    uncouple(firms.world, records=[adatum["id"]])

    kept = {(here["id"], there["contactid"]) for here, there in (here_only, there_only)}
    assert pairs(firms.world, MAPPING) == kept
    assert not pairs(firms.world)


@pytest.fixture
def three(companies: Companies, firms: Books) -> list[Json]:
    """Three people, coupled with rows of the app's own company, and one who is not coupled."""
    people = in_step(firms, "Ann Beebe", "Kim Abercrombie", "Jo Brown")
    firms.tick_one(MAPPING)
    assert {row[COMPANY] for row in firms.rows("contact")} == {companies.own}
    person(firms, "Di Green")
    return people


@pytest.mark.scenario(
    "CDSUncoupling.ContactCardUncouple",
    "CDSUncoupling.ContactListUncoupleSingle",
    "CDSUncoupling.ContactListUncoupleMultiple",
)
@pytest.mark.parametrize("number", [1, 2])
def test_uncoupled_people_lose_their_company_and_the_others_keep_it(
    companies: Companies, firms: Books, three: list[Json], number: int
) -> None:
    going, staying = three[:number], three[number:]
    rows = {contact["id"]: row_of(firms, contact) for contact in three}

    run = uncouple(firms.world, MAPPING, records=[contact["id"] for contact in going])

    assert only_counters(run) == {"read": number, "uncoupled": number, "modified": number}
    kept = {(contact["id"], rows[contact["id"]]["contactid"]) for contact in staying}
    assert pairs(firms.world, MAPPING) == kept
    after = {row["contactid"]: row[COMPANY] for row in firms.rows("contact")}
    assert [after[rows[contact["id"]]["contactid"]] for contact in going] == [None] * number
    assert {after[rows[contact["id"]]["contactid"]] for contact in staying} == {companies.own}
