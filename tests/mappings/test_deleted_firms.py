"""Customers and accounts that are deleted while one of their people is the primary contact."""

from datetime import timedelta

import pytest

from tests.mappings.alternative import choose
from tests.mappings.books import Books
from tests.mappings.details import (
    ENTITY,
    NOBODY,
    account,
    both,
    choose_in_bc,
    chosen,
    customer,
    firms,
    stack,
)
from tests.mappings.employees import person, row_of
from tests.surroundings import Json

__all__ = ["firms", "stack"]
CUSTOMER, CONTACT = "customer", "contact"


@pytest.fixture
def ann(firms: Books) -> Json:
    """The primary contact of both sides."""
    ann = person(firms, "Ann Beebe")
    firms.world.sync(CONTACT, full=True)
    choose_in_bc(firms, ann)
    for _ in range(2):
        firms.tick_one(CUSTOMER)
        firms.tick_one(CONTACT)
    assert chosen(firms) == both(firms, ann)
    return ann


def restore_by_policy(books: Books) -> None:
    choose(books, "customer_details", deleted="restore")
    books.world.adjust(CONTACT, deleted="restore")
    for slug in (CUSTOMER, CONTACT):
        books.tick_one(slug)


def delete_customer(books: Books) -> None:
    books.remove(ENTITY, customer(books))
    books.world.clock.advance(timedelta(hours=25))


def test_an_account_and_the_people_that_go_with_it_are_restored_and_point_to_each_other(
    firms: Books, ann: Json
) -> None:
    """Dataverse deletes an account's contacts with it."""
    restore_by_policy(firms)
    firms.delete("account", account(firms))
    assert firms.rows("contact") == []

    for _ in range(2):
        firms.tick_one(CUSTOMER)
        firms.tick_one(CONTACT)

    assert chosen(firms) == both(firms, ann)
    firms.tick_one(CUSTOMER)
    firms.rest(CUSTOMER, CONTACT)


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize("order", [(CUSTOMER, CONTACT), (CONTACT, CUSTOMER)])
def test_a_person_restores_both_in_whatever_order(
    firms: Books, ann: Json, order: tuple[str, str]
) -> None:
    firms.delete("account", account(firms))
    for slug in (CUSTOMER, CONTACT):
        firms.tick_one(slug)
    listed = {entry["mapping"]: entry for entry in firms.pending()}

    for slug in order:
        firms.world.resolve(listed[slug], "restore")
    for _ in range(2):
        firms.tick_one(CONTACT)
        firms.tick_one(CUSTOMER)

    assert chosen(firms) == both(firms, ann)
    firms.rest(CUSTOMER, CONTACT)


def test_a_customer_is_restored_though_its_primary_contact_belongs_to_the_one_before(
    firms: Books, ann: Json
) -> None:
    """A new customer has a new company, and nobody who belongs to it."""
    restore_by_policy(firms)
    delete_customer(firms)

    firms.tick_one(CUSTOMER)

    new = customer(firms)
    assert firms.partner(CUSTOMER, new) == account(firms)["accountid"]
    [entry] = firms.pending()
    assert entry["cause"] == "data"
    assert "Ann Beebe" in entry["message"]

    [old, company] = firms.records("contacts", displayName="Adatum", type="Company")
    assert ann["companyNumber"] == old["number"]
    firms.amend("contacts", ann, companyNumber=company["number"])
    firms.tick_one(CUSTOMER)

    assert chosen(firms) == both(firms, ann)
    firms.tick_one(CONTACT)
    firms.tick_one(CUSTOMER)
    firms.rest(CUSTOMER, CONTACT)


def test_a_customer_that_is_gone_counts_as_deleted_when_it_is_missed(
    firms: Books, ann: Json
) -> None:
    """Only a choice's values are looked for twice: who is asked for by id is known to be gone."""
    delete_customer(firms)

    firms.tick_one(CUSTOMER)

    [entry] = firms.pending()
    assert entry["cause"] == "deleted"
    assert "which was deleted" in entry["message"]


@pytest.mark.soak(but=[2])
@pytest.mark.parametrize("policy", ["keep", "uncouple", "restore"])
def test_a_customer_loses_the_primary_contact_whose_row_was_deleted_long_after_the_account_changed(
    firms: Books, ann: Json, policy: str
) -> None:
    """Dataverse empties the account's lookup, and leaves its modified time as it was."""
    firms.world.adjust(CONTACT, deleted=policy)
    for slug in (CUSTOMER, CONTACT, CUSTOMER):
        firms.tick_one(slug)
    firms.delete("contact", row_of(firms, ann))

    firms.tick_one(CONTACT)
    firms.tick_one(CUSTOMER)

    assert chosen(firms) == NOBODY
