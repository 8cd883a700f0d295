"""Who is the primary contact of a customer, and of its account: customers and contacts point to
each other, and the one that comes second follows in a next run."""

from datetime import datetime, timedelta

import pytest

from shared.domain.sides import Side
from tests.coupling import couple, create, pair
from tests.mappings.books import Books
from tests.mappings.details import (
    ENTITY,
    NOBODY,
    account,
    both,
    choose_in_bc,
    choose_in_dataverse,
    chosen,
    customer,
    firms,
    stack,
)
from tests.mappings.employees import colleague, person
from tests.surroundings import Json, Surroundings, counters

__all__ = ["firms", "stack"]

CUSTOMER, CONTACT = "customer", "contact"
TO, BACK = "to_dataverse", "from_dataverse"


@pytest.fixture(params=[0, -300, 300])
def _clocks(world: Surroundings, request: pytest.FixtureRequest) -> None:
    """Dataverse's clock is so many seconds ahead of Business Central's, before anything happens."""
    world.server(Side.DATAVERSE).service.clock.skew(timedelta(seconds=request.param))


@pytest.fixture
def ann(firms: Books) -> Json:
    """A person of Adatum who is coupled, and nobody's primary contact."""
    ann = person(firms, "Ann Beebe")
    firms.world.sync(CONTACT, full=True)
    firms.tick_one(CONTACT)
    return ann


def marks(books: Books) -> dict[str, datetime]:
    return {side: datetime.fromisoformat(at) for side, at in books.world.watermarks().items()}


def waiting(books: Books) -> list[tuple[str, str, str]]:
    return [(each["mapping"], each["direction"], each["cause"]) for each in books.pending()]


# A coupled person


@pytest.mark.scenario("CRMCouplingTest.UpdateCRMAccountPrimaryContactCodeFromCustomer")
def test_the_customers_primary_contact_becomes_that_of_the_account(firms: Books, ann: Json) -> None:
    choose_in_bc(firms, ann)

    run = firms.tick_one(CUSTOMER)

    assert counters(run) == {"read": 1, "modified": 1}
    assert chosen(firms) == both(firms, ann)
    assert account(firms)["address1_primarycontactname"] == "Ann Beebe"
    firms.rest(CUSTOMER, CONTACT)


@pytest.mark.scenario("CRMCouplingTest.UpdateCustomerPrimaryContactCodeFromCRMAccount")
def test_the_accounts_primary_contact_becomes_that_of_the_customer(firms: Books, ann: Json) -> None:
    """Business Central enters the contact's name by itself; it follows in the next run."""
    [row] = firms.rows("contact")
    choose_in_dataverse(firms, row)

    run = firms.tick_one(CUSTOMER)

    assert counters(run, BACK)["modified"] == 1
    assert chosen(firms) == both(firms, ann)
    firms.tick_one(CUSTOMER)
    assert account(firms)["address1_primarycontactname"] == "Ann Beebe"
    firms.rest(CUSTOMER, CONTACT)


@pytest.mark.scenario("CRMEntitySynchTest.SyncSingleCustomerCRMPrimaryContactEmpty")
def test_an_account_that_has_no_primary_contact_any_more_empties_the_customers(
    firms: Books, ann: Json
) -> None:
    choose_in_bc(firms, ann)
    firms.tick_one(CUSTOMER)

    choose_in_dataverse(firms, None)
    firms.world.sync(CUSTOMER, direction=BACK, records=[account(firms)["accountid"]])

    assert chosen(firms) == NOBODY
    firms.tick_one(CUSTOMER)
    firms.rest(CUSTOMER, CONTACT)


@pytest.mark.soak(but=[1])
@pytest.mark.scenario(
    "MasterDataManagement/MasterDataMgtSynchTests"
    ".SynchronizingBlankPrimaryContactNoRetainsDestinationValue"
)
@pytest.mark.parametrize("side", Side)
def test_a_side_without_a_primary_contact_does_not_wipe_out_the_others_when_they_are_coupled(
    firms: Books, side: Side
) -> None:
    """Ours: once both have agreed on one, a blank is a decision, and travels."""
    firms.enter(ENTITY, displayName="Litware")
    firms.add("account", name="Litware", customertypecode=3)
    if side is Side.BC:
        choose_in_bc(firms, person(firms, "Ann Beebe", "Litware"), "Litware")
    else:
        choose_in_dataverse(firms, colleague(firms, "Beebe", "Litware", firstname="Ann"), "Litware")

    firms.world.sync(CUSTOMER, full=True)
    firms.world.sync(CONTACT, full=True)
    for _ in range(2):
        firms.tick_one(CUSTOMER)

    ann = firms.record("contacts", displayName="Ann Beebe")
    assert chosen(firms, "Litware") == both(firms, ann)
    firms.tick_one(CONTACT)
    firms.rest(CUSTOMER, CONTACT)


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize("initial", [TO, BACK])
def test_the_side_that_a_person_chose_when_coupling_tells_the_primary_contact_though_it_comes_later(
    firms: Books, initial: str
) -> None:
    """Ours: neither person has a partner before the companies are coupled."""
    litware = firms.enter(ENTITY, displayName="Litware")
    sales = firms.add("account", name="Litware", customertypecode=3)
    ann = person(firms, "Ann Beebe", "Litware")
    choose_in_bc(firms, ann, "Litware")
    kim = colleague(firms, "Abercrombie", "Litware")
    choose_in_dataverse(firms, kim, "Litware")

    couple(firms.world, pair(litware, sales), initial=initial)
    firms.tick_one(CUSTOMER)
    firms.world.sync(CONTACT, full=True)
    for _ in range(2):
        firms.tick_one(CUSTOMER)

    if initial == TO:
        assert chosen(firms, "Litware") == both(firms, ann)
    else:
        known = firms.record("contacts", displayName="Abercrombie")
        assert chosen(firms, "Litware") == (known["number"], kim["contactid"])
    firms.tick_one(CONTACT)
    firms.rest(CUSTOMER, CONTACT)


# A person without a partner


@pytest.mark.scenario("CRMCouplingTest.CoupleContactAndCustomerWithPrimaryContactBothAsCreateNew")
def test_a_customer_and_its_primary_contact_get_new_partners_that_belong_together(
    firms: Books,
) -> None:
    """Ours: a person has no partner before the company has one, so that who asks for the person
    first asks once more."""
    litware = firms.enter(ENTITY, displayName="Litware")
    ann = person(firms, "Ann Beebe", "Litware")
    choose_in_bc(firms, ann, "Litware")

    early = create(firms.world, CONTACT, records=[ann["id"]], direction=TO)
    create(firms.world, CUSTOMER, records=[litware["id"]], direction=TO)
    create(firms.world, CONTACT, records=[ann["id"]], direction=TO)
    firms.tick_one(CUSTOMER)

    assert counters(early) == {"read": 1, "skipped": 1}
    assert chosen(firms, "Litware") == both(firms, ann)
    firms.tick_one(CONTACT)
    firms.rest(CUSTOMER, CONTACT)


@pytest.mark.soak(but=[1, 2])
@pytest.mark.scenario(
    "CRMEntitySynchTest.LastSyncTimeUpdatedCorrectlyAfterFixingAccountPrimaryContactIdCRMClockSynced",
    "CRMEntitySynchTest.LastSyncTimeUpdatedCorrectlyAfterFixingAccountPrimaryContactIdCRMClockBehind",
    "CRMEntitySynchTest.LastSyncTimeUpdatedCorrectlyAfterFixingAccountPrimaryContactIdCRMClockAhead",
)
@pytest.mark.usefixtures("_clocks")
def test_an_account_gets_the_primary_contact_that_comes_after_it_and_nobody_takes_it_for_a_change(
    firms: Books,
) -> None:
    """Ours: by CUSTOMER's next run, which knows its own write by what was agreed."""
    ann = person(firms, "Ann Beebe")
    choose_in_bc(firms, ann)
    firms.tick_one(CUSTOMER)
    assert waiting(firms) == [(CUSTOMER, TO, "dependency")]
    before = marks(firms)

    firms.world.sync(CONTACT, full=True)
    run = firms.tick_one(CUSTOMER)

    assert counters(run)["modified"] == 1
    assert chosen(firms) == both(firms, ann)
    assert waiting(firms) == []
    firms.tick_one(CONTACT)
    firms.rest(CUSTOMER, CONTACT)
    after = marks(firms)
    assert all(after[side] >= before[side] for side in before)


@pytest.mark.soak(but=[1, 2])
@pytest.mark.scenario(
    "CRMEntitySynchTest.LastSyncTimeUpdatedCorrectlyAfterFixingCustomerPrimaryContactNoCRMClockSynced",
    "CRMEntitySynchTest.LastSyncTimeUpdatedCorrectlyAfterFixingCustomerPrimaryContactNoCRMClockBehind",
    "CRMEntitySynchTest.LastSyncTimeUpdatedCorrectlyAfterFixingCustomerPrimaryContactNoCRMClockAhead",
)
@pytest.mark.usefixtures("_clocks")
def test_a_customer_gets_the_primary_contact_that_comes_after_it_and_nobody_takes_it_for_a_change(
    firms: Books,
) -> None:
    """Ours: by CUSTOMER's next run, which knows its own write by what was agreed."""
    row = colleague(firms, "Beebe", firstname="Ann")
    choose_in_dataverse(firms, row)
    firms.change("account", account(firms), address1_primarycontactname="Ann Beebe")
    firms.tick_one(CUSTOMER)
    assert waiting(firms) == [(CUSTOMER, BACK, "dependency")]
    assert customer(firms)["contactName"] == "Ann Beebe"
    before = marks(firms)

    firms.world.sync(CONTACT, full=True)
    run = firms.tick_one(CUSTOMER)

    ann = firms.record("contacts", displayName="Ann Beebe")
    assert counters(run, BACK)["modified"] == 1
    assert chosen(firms) == (ann["number"], row["contactid"])
    assert waiting(firms) == []
    firms.tick_one(CONTACT)
    firms.rest(CUSTOMER, CONTACT)
    after = marks(firms)
    assert all(after[side] >= before[side] for side in before)
