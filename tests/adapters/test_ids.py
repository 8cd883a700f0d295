"""All ids of a side, and how many records pass a mapping's filter."""

from uuid import UUID

import pytest

from shared.domain.sides import Side
from shared.errors import ConfigurationError, TransientError
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World


@pytest.mark.wire("A.4")
def test_the_ids_of_all_customers_are_read_whatever_the_filter_says(world: World) -> None:
    added = world.add_customers(*[f"Customer {number}" for number in range(20_000)])
    added += world.add_customers("Blocked", blocked="All")
    store = world.bc()

    pages = [*store.read_ids(CUSTOMERS)]

    assert [len(page) for page in pages] == [20_000, 1]
    assert {id_ for page in pages for id_ in page} == {UUID(row["id"]) for row in added}
    assert store.requests == 3  # metadata and two pages


@pytest.mark.wire("B.2")
def test_ids_and_the_count_of_accounts_go_beyond_one_page(world: World) -> None:
    ids = world.add_accounts(*[f"Account {number}" for number in range(5002)])
    world.change_account(ids[0], statecode=1, statuscode=2)
    store = world.dataverse()

    pages = [*store.read_ids(ACCOUNTS)]

    assert [len(page) for page in pages] == [5000, 2]
    assert {id_ for page in pages for id_ in page} == set(ids)
    assert store.count(ACCOUNTS) == 5001
    assert store.requests == 5  # the definition, and two pages each time


@pytest.mark.wire("A.4")
def test_the_customers_that_pass_the_filter_are_counted_without_being_read(world: World) -> None:
    world.add_customers("Adatum", "Contoso", "Fabrikam")
    world.add_customers("Blocked", blocked="All")
    store = world.bc()

    assert store.count(CUSTOMERS) == 3
    assert store.requests == 2  # metadata and a page of one


def test_a_side_without_records_has_no_ids(world: World) -> None:
    bc, dataverse = world.bc(), world.dataverse()

    assert [*bc.read_ids(CUSTOMERS)] == [[]]
    assert [*dataverse.read_ids(ACCOUNTS)] == [[]]
    assert (bc.count(CUSTOMERS), dataverse.count(ACCOUNTS)) == (0, 0)


@pytest.mark.parametrize("body", ["[]", '{"value": [{"id": 5}]}', '{"value": [{}]}', "{"])
def test_ids_in_another_form_are_not_half_believed(world: World, body: str) -> None:
    store = world.bc()
    store.count(CUSTOMERS)
    world.fault(Side.BC, "status", status=200, path="/customers", body=body)

    with pytest.raises(TransientError) as caught:
        [*store.read_ids(CUSTOMERS)]

    assert caught.value.code == "service_answer_unusable"


def test_a_count_that_is_missing_is_not_taken_for_none(world: World) -> None:
    store = world.bc()
    world.fault(Side.BC, "status", status=200, path="/customers", body='{"value": []}')

    with pytest.raises(TransientError, match="no number of customers"):
        store.count(CUSTOMERS)


def test_pages_of_ids_that_lead_away_are_not_followed(world: World) -> None:
    body = '{"value": [], "@odata.nextLink": "https://elsewhere.example/accounts"}'
    world.fault(Side.DATAVERSE, "status", status=200, path="/accounts", body=body)

    with pytest.raises(ConfigurationError, match="leads away"):
        [*world.dataverse().read_ids(ACCOUNTS)]
