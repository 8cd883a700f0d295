"""Which deletions a side tells of."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import ConfigurationError, TransientError
from shared.ports import Deletions, RecordStore
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World

NOT_TRACKED = Deletions((), None, complete=False)
ORGANIZATION = Table("organization", ("name",))


@pytest.fixture
def short_tracking(world: World) -> Iterator[timedelta]:
    """An organization that keeps track for a day: app tokens of the tests live longer."""
    server, dataverse = world.server(Side.DATAVERSE), world.fleet.dataverse
    (row,) = dataverse.rows("organization")
    before = {"expirechangetrackingindays": row["expirechangetrackingindays"]}
    with server.lock:
        dataverse.change("organization", row["organizationid"], {"expirechangetrackingindays": 1})
    yield timedelta(days=1)
    with server.lock:
        dataverse.change("organization", row["organizationid"], before)


def first_token(store: RecordStore) -> str:
    token = store.read_deletions(ACCOUNTS, None).token
    assert token is not None
    return token


@pytest.mark.wire("B.6")
def test_a_deletion_is_told_once_and_only_after_the_token(world: World) -> None:
    before, after, kept = world.add_accounts("Before", "After", "Kept")
    store = world.dataverse()
    world.delete_account(before)

    first = store.read_deletions(ACCOUNTS, None)
    world.delete_account(after)
    world.change_account(kept, telephone1="1")
    second = store.read_deletions(ACCOUNTS, first.token)
    third = store.read_deletions(ACCOUNTS, second.token)

    assert (first.ids, first.complete) == ((), False)
    assert (second.ids, second.complete) == ([after], True)
    assert (third.ids, third.complete) == ([], True)
    assert first.token != second.token
    assert store.requests == 4  # the definition, and one for each


@pytest.mark.wire("B.6")
def test_the_same_token_tells_the_same_again(world: World) -> None:
    (adatum,) = world.add_accounts("Adatum")
    store = world.dataverse()
    token = first_token(store)
    world.delete_account(adatum)

    assert store.read_deletions(ACCOUNTS, token).ids == [adatum]
    assert world.dataverse().read_deletions(ACCOUNTS, token).ids == [adatum]


@pytest.mark.wire("B.6")
def test_an_account_that_came_and_went_between_two_readings_is_told(world: World) -> None:
    store = world.dataverse()
    token = first_token(store)
    (brief,) = world.add_accounts("Brief")
    world.delete_account(brief)

    assert store.read_deletions(ACCOUNTS, token).ids == [brief]


@pytest.mark.wire("B.6")
def test_an_account_outside_the_filter_is_told_as_well(world: World) -> None:
    (inactive,) = world.add_accounts("Inactive")
    world.change_account(inactive, statecode=1, statuscode=2)
    store = world.dataverse()
    token = first_token(store)
    world.delete_account(inactive)

    assert store.read_deletions(ACCOUNTS, token).ids == [inactive]


@pytest.mark.wire("B.6")
def test_more_deletions_than_one_page_holds_are_told_together(world: World) -> None:
    ids = world.add_accounts(*[f"Account {number}" for number in range(5002)])
    store = world.dataverse()
    token = first_token(store)
    at_first = store.requests
    for id_ in ids[1:]:
        world.delete_account(id_)

    told = store.read_deletions(ACCOUNTS, token)
    nothing = store.read_deletions(ACCOUNTS, told.token)

    assert set(told.ids) == set(ids[1:])
    assert len(told.ids) == 5001
    assert (told.complete, nothing.ids) == (True, [])
    assert at_first == 3  # the definition and two pages
    assert store.requests == at_first + 3


@pytest.mark.wire("B.6")
def test_a_token_that_expired_is_replaced_by_a_first_one(
    world: World, short_tracking: timedelta
) -> None:
    lost, told = world.add_accounts("Lost", "Told")
    store = world.dataverse()
    token = first_token(store)
    world.delete_account(lost)
    world.fleet.dataverse.clock.advance(short_tracking + timedelta(seconds=1))

    fresh = store.read_deletions(ACCOUNTS, token)
    world.delete_account(told)
    following = store.read_deletions(ACCOUNTS, fresh.token)

    assert (fresh.ids, fresh.complete) == ((), False)
    assert fresh.token not in (None, token)
    assert (following.ids, following.complete) == ([told], True)


@pytest.mark.wire("B.9")
@pytest.mark.parametrize("status", [400, 410])
def test_whatever_status_an_expired_token_has_it_is_replaced(world: World, status: int) -> None:
    store = world.dataverse()
    token = first_token(store)
    body = '{"error": {"code": "0x80044352", "message": "Version stamp has expired."}}'
    world.fault(Side.DATAVERSE, "status", status=status, path="deltatoken", body=body)

    fresh = store.read_deletions(ACCOUNTS, token)

    assert fresh.token is not None
    assert not fresh.complete


@pytest.mark.wire("B.6")
def test_a_table_whose_changes_are_not_tracked_tells_nothing(world: World) -> None:
    assert world.dataverse().read_deletions(ORGANIZATION, None) == NOT_TRACKED


@pytest.mark.wire("B.6")
def test_an_app_without_the_right_to_a_tables_changes_is_told_nothing(world: World) -> None:
    store = world.dataverse()
    token = first_token(store)
    world.fault(Side.DATAVERSE, "status", status=403, path="/accounts", times=None)

    assert store.read_deletions(ACCOUNTS, token) == NOT_TRACKED


def test_an_app_that_is_not_let_in_at_all_is_told_so(world: World) -> None:
    store = world.dataverse()
    token = first_token(store)
    world.fault(Side.DATAVERSE, "status", status=401, path="/accounts")

    with pytest.raises(ConfigurationError, match="application user"):
        store.read_deletions(ACCOUNTS, token)


def test_a_busy_service_keeps_the_token_valid(world: World) -> None:
    (adatum,) = world.add_accounts("Adatum")
    store = world.dataverse()
    token = first_token(store)
    world.delete_account(adatum)
    world.fault(Side.DATAVERSE, "status", status=503, retry_after=900, path="deltatoken")

    with pytest.raises(TransientError):
        store.read_deletions(ACCOUNTS, token)

    world.clock.sleep(900)
    assert store.read_deletions(ACCOUNTS, token).ids == [adatum]


def test_a_token_of_another_environment_is_replaced_and_never_followed(world: World) -> None:
    store = world.dataverse()
    elsewhere = "https://elsewhere.example/api/data/v9.2/accounts?$deltatoken=1"

    fresh = store.read_deletions(ACCOUNTS, elsewhere)

    assert fresh.token is not None
    assert not fresh.complete
    assert world.sent(Side.DATAVERSE, "GET", "deltatoken") == 0


@pytest.mark.parametrize("link", ["@odata.nextLink", "@odata.deltaLink"])
def test_a_link_that_leads_away_is_not_followed(world: World, link: str) -> None:
    store = world.dataverse()
    token = first_token(store)
    body = f'{{"value": [], "{link}": "https://elsewhere.example/accounts"}}'
    world.fault(Side.DATAVERSE, "status", status=200, path="deltatoken", body=body)

    with pytest.raises(ConfigurationError, match="leads away"):
        store.read_deletions(ACCOUNTS, token)


def test_a_tombstone_without_an_id_is_not_half_believed(world: World) -> None:
    store = world.dataverse()
    token = first_token(store)
    body = '{"value": [{"reason": "deleted"}], "@odata.deltaLink": "accounts?$deltatoken=2"}'
    world.fault(Side.DATAVERSE, "status", status=200, path="deltatoken", body=body)

    with pytest.raises(TransientError) as caught:
        store.read_deletions(ACCOUNTS, token)

    assert caught.value.code == "service_answer_unusable"


@pytest.mark.wire("A.6")
def test_business_central_tells_of_no_deletions(world: World) -> None:
    (customer,) = world.add_customers("Adatum")
    world.fleet.business_central.delete("customers", customer["id"], company=world.company)
    store = world.bc()

    assert store.read_deletions(CUSTOMERS, None) == NOT_TRACKED
    assert store.read_deletions(CUSTOMERS, "a token") == NOT_TRACKED
    assert store.requests == 0
