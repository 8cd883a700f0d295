"""Customers with contact, fax, shipping agent and primary contact, by the companion extension."""

from uuid import UUID

import pytest
import yaml

from dev.comparing import ALTERNATIVES
from dev.people import hire
from dev.stack import LocalStack
from shared.domain.callers import Role
from shared.domain.installation import Ownership
from shared.domain.mapping import TableMapping
from tests.availability.warehouse import Salesperson
from tests.mappings.alternative import choose
from tests.mappings.books import SHIPPED, Books
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
from tests.mappings.employees import colleague, person, row_of
from tests.mappings.roundtrip import RoundTrip
from tests.mappings.sample_people import CUSTOMER, customer_codes
from tests.mappings.samples import Field, Pair, Sample, same, way
from tests.notified import Notified
from tests.people import People
from tests.surroundings import Json

__all__ = ["firms", "stack"]

MAPPING = TableMapping.model_validate(
    yaml.safe_load((ALTERNATIVES / "customer_details" / "customer.yaml").read_text("utf-8"))
)
PRIMARY = ("primaryContactNumber", "primarycontactid", "both")
"""A person of the customer's own, who cannot be there before the customer is."""
FURTHER = (
    same("contactName", "address1_primarycontactname", "Ann Beebe", "Kim Abercrombie"),
    same("faxNumber", "fax", "+44 1223 9", "+49 30 9"),
    same("mobilePhoneNumber", "telephone2", "+44 7700 1", "+49 171 2"),
    Field(
        "shippingAgentCode",
        "address1_shippingmethodcode",
        "both",
        (Pair("DHL", 2), Pair("UPS", 4)),
        Pair("", None),
    ),
)


def codes(books: Books) -> None:
    customer_codes(books)
    books.world.sync("shipping-agent", full=True)


SAMPLE = Sample((*CUSTOMER.fields, *FURTHER), CUSTOMER.owner, row=CUSTOMER.row, prepare=codes)


@pytest.fixture
def ann(firms: Books) -> Json:
    """The primary contact of both sides."""
    ann = person(firms, "Ann Beebe")
    firms.world.sync("contact", full=True)
    choose_in_bc(firms, ann)
    firms.tick_one("customer")
    firms.tick_one("contact")
    assert chosen(firms) == both(firms, ann)
    return ann


# The other fields


def test_there_is_a_sample_of_each_field_of_the_file() -> None:
    whole = MAPPING.under(Ownership.PERSON, SHIPPED)
    carried = {(f.bc, f.dataverse, way(whole, f)) for f in whole.enabled_fields()}

    told = {(*field.name, field.way) for field in (*SAMPLE.fields, *SAMPLE.owner)}

    assert carried <= told | {PRIMARY}
    assert told <= {(f.bc, f.dataverse, way(whole, f)) for f in whole.fields}


def test_every_field_arrives_from_each_side_and_then_all_is_silent(
    books: Books, people: People
) -> None:
    books.world.install(owning_team=UUID(people.team("BC - CRONUS")), ownership=Ownership.TEAM)
    books.only("CONTACT", "SHIPPING AGENT")
    fields = [each.model_copy(update={"enabled": True}) for each in MAPPING.fields]
    whole = MAPPING.model_copy(update={"fields": tuple(fields)})
    books.world.add_own(whole.model_dump(mode="json", exclude_defaults=True))
    SAMPLE.prepare(books)
    trip = RoundTrip(books, people, MAPPING, SAMPLE, SAMPLE.fields)

    trip.create()
    books.rest("customer", ticks=1)
    trip.change_where_they_began()
    books.rest("customer", ticks=1)
    trip.change_where_they_came_to()
    books.rest("customer", ticks=1)
    trip.empty_where_they_began()
    books.rest("customer", ticks=1)
    trip.change_where_they_came_to()

    books.tick()
    books.rest(ticks=2)


def test_who_ships_is_waited_for_until_an_administrator_adds_the_value(firms: Books) -> None:
    firms.world.sync("shipping-agent", full=True)
    firms.enter("shippingAgents", code="PIGEON", displayName="By pigeon")
    firms.amend(ENTITY, customer(firms), shippingAgentCode="PIGEON", city="Bonn")

    firms.tick_one("customer")

    [entry] = [each for each in firms.pending() if each["mapping"] == "customer"]
    assert entry["cause"] == "dependency"
    assert "SHIPPING AGENT" in entry["message"]
    assert "POST /api/setup" in entry["message"]
    assert account(firms)["address1_city"] is None


# Primary contacts


def test_another_primary_contact_follows_on_the_other_side(firms: Books, ann: Json) -> None:
    kim = person(firms, "Kim Abercrombie")
    firms.world.sync("contact", full=True)

    choose_in_bc(firms, kim)
    firms.tick_one("customer")
    first = chosen(firms)
    choose_in_dataverse(firms, row_of(firms, ann))
    firms.tick_one("customer")

    assert first == both(firms, kim)
    assert chosen(firms) == both(firms, ann)
    firms.tick_one("contact")
    firms.tick_one("customer")
    assert account(firms)["address1_primarycontactname"] == "Ann Beebe"
    firms.rest("customer", "contact")


def test_a_contact_that_sales_calls_otherwise_is_called_so_in_business_central(
    firms: Books, ann: Json
) -> None:
    kim = person(firms, "Kim Abercrombie")
    firms.world.sync("contact", full=True)
    choose_in_dataverse(firms, row_of(firms, kim))
    firms.change("account", account(firms), address1_primarycontactname="Ms. Abercrombie")

    firms.tick_one("customer")

    assert chosen(firms) == both(firms, kim)
    assert customer(firms)["contactName"] == "Ms. Abercrombie"
    firms.tick_one("contact")
    firms.rest("customer", "contact")


@pytest.mark.soak
def test_a_full_synchronization_and_one_run_more_bring_primary_contacts_both_ways(
    firms: Books,
) -> None:
    firms.enter(ENTITY, displayName="Litware")
    ann = person(firms, "Ann Beebe", "Litware")
    choose_in_bc(firms, ann, "Litware")
    firms.add("account", name="Contoso", customertypecode=3)
    choose_in_dataverse(firms, colleague(firms, "Abercrombie", "Contoso"), "Contoso")

    firms.full_sync()
    firms.tick_one("customer")

    kim = firms.record("contacts", displayName="Abercrombie")
    assert chosen(firms, "Litware") == both(firms, ann)
    assert chosen(firms, "Contoso") == both(firms, kim)
    assert not firms.pending()
    firms.tick()
    firms.rest(ticks=1)


@pytest.mark.soak(but=[0])
@pytest.mark.parametrize("side", ["bc", "dataverse"])
def test_a_primary_contact_that_is_deleted_is_nobodys_on_the_other_side_either(
    firms: Books, ann: Json, side: str
) -> None:
    if side == "bc":
        firms.remove("contacts", ann)
    else:
        firms.delete("contact", row_of(firms, ann))

    firms.tick_one("customer")

    assert chosen(firms) == NOBODY


def test_a_contact_with_another_number_is_no_other_choice(firms: Books, ann: Json) -> None:
    kim = person(firms, "Kim Abercrombie")
    firms.world.sync("contact", full=True)
    firms.amend("contacts", ann, number="CT777")
    firms.amend(ENTITY, customer(firms), city="Bonn")
    choose_in_dataverse(firms, row_of(firms, kim))

    firms.tick_one("customer")

    assert chosen(firms) == both(firms, kim)
    assert account(firms)["address1_city"] == "Bonn"


def test_a_primary_contact_of_another_company_is_listed_with_what_business_central_says(
    firms: Books, ann: Json
) -> None:
    firms.enter(ENTITY, displayName="Litware")
    firms.world.sync("customer", full=True)
    firms.tick_one("customer")
    choose_in_dataverse(firms, row_of(firms, ann), "Litware")

    firms.tick_one("customer")

    [entry] = firms.pending()
    assert entry["cause"] == "data"
    assert "Ann Beebe" in entry["message"]
    assert customer(firms, "Litware")["primaryContactNumber"] == ""


def test_other_values_travel_while_a_company_is_its_own_primary_contact(firms: Books) -> None:
    """It has no partner as a contact, and is listed until a person is chosen."""
    choose_in_bc(firms, firms.record("contacts", displayName="Adatum", type="Company"))
    firms.amend(ENTITY, customer(firms), city="Bonn")

    firms.tick_one("customer")

    assert account(firms)["address1_city"] == "Bonn"
    [entry] = firms.pending()
    assert (entry["cause"], entry["skipped"]) == ("dependency", False)
    assert "which is not coupled in CONTACT" in entry["message"]
    choose_in_bc(firms, None)
    firms.tick_one("customer")
    assert firms.pending() == []
    firms.rest("customer")


# The same customers


def test_what_was_coupled_before_stays_coupled_and_gets_the_further_fields(books: Books) -> None:
    books.only("CONTACT", "SHIPPING AGENT")
    codes(books)
    entered = books.enter(ENTITY, displayName="Adatum", faxNumber="1", shippingAgentCode="DHL")
    books.world.sync("customer", full=True)
    partner = books.partner("customer", entered)
    assert account(books)["fax"] is None

    choose(books, "customer_details")
    books.tick_one("customer")

    assert books.partner("customer", entered) == partner
    assert account(books)["fax"] == "1"
    assert account(books)["address1_shippingmethodcode"] == 2
    books.rest("customer")


def test_a_changed_customer_is_told_and_travels_without_any_timer(firms: Books, ann: Json) -> None:
    notified = Notified(firms.world)
    try:
        notified.subscribe()
        assert "customers" in notified.subscriptions()
        choose_in_bc(firms, None)

        notified.deliver()

        assert chosen(firms) == NOBODY
        assert notified.runs()[0] == "notification"
    finally:
        notified.close()


def test_what_a_customer_owes_is_told_by_its_account(firms: Books, stack: LocalStack) -> None:
    sam = hire(stack.fleet, "Sam Salesperson", Role.PRODUCT_AVAILABILITY)
    with stack.fleet.dataverse_server.lock:
        stack.fleet.dataverse.give_role("systemuser", sam.user_id, "Salesperson")
    firms.world.start_app()
    sales = Salesperson(firms.world, sam)

    answer = sales.call(f"accounts/{account(firms)['accountid']}/statistics")

    assert answer.status_code == 200, answer.text
    assert answer.json()["customer"]["number"] == customer(firms)["number"]
