"""Dataverse's store against the simulator."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from shared.domain.outcomes import (
    Changed,
    Creation,
    Exists,
    Refused,
    Written,
)
from shared.domain.records import Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import ConfigurationError
from tests.adapters.test_business_central import change, read
from tests.adapters.world import ACCOUNTS, World


def creations(*names: str) -> list[Creation]:
    return [Creation({"name": name}, uuid4()) for name in names]


@pytest.mark.wire("B.2")
def test_rows_come_page_by_page_oldest_change_first(world: World) -> None:
    ids = [UUID(world.add_account(f"Account {n}")["accountid"]) for n in range(5)]
    world.fleet.dataverse.clock.advance(timedelta(seconds=2))
    world.change_account(ids[0], telephone1="1")
    store = world.dataverse(page_size=2)

    records = read(store, ACCOUNTS)

    assert store.requests == 4  # the definition and three pages
    assert records[-1].id == ids[0]
    assert {record.id for record in records} == set(ids)


@pytest.mark.wire("B.2")
def test_reading_since_a_time_includes_that_time(world: World) -> None:
    world.add_account("Old")
    world.fleet.dataverse.clock.advance(timedelta(seconds=5))
    world.add_account("New")
    store = world.dataverse()
    newest = read(store, ACCOUNTS)[-1]

    overlap = timedelta(milliseconds=999)

    assert [r.title for r in read(store, ACCOUNTS, newest.modified_at)] == ["New"]
    assert [r.title for r in read(store, ACCOUNTS, newest.modified_at - overlap)] == ["New"]


@pytest.mark.wire("B.2")
def test_lookups_are_ids_blank_is_none_and_amounts_are_exact(world: World) -> None:
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({world.currency()})"}
    world.add_account("Adatum", creditlimit=Decimal("1234.5"), **bind)

    (record,) = read(world.dataverse(), ACCOUNTS)

    assert record.title == "Adatum"
    assert record.values["transactioncurrencyid"] == world.currency()
    assert record.values["creditlimit"] == Decimal("1234.5")
    assert record.values["address1_city"] is None


@pytest.mark.wire("B.5")
def test_creates_travel_in_bulk_with_the_ids_that_we_chose(world: World) -> None:
    store = world.dataverse(bulk_size=10)
    wanted = creations(*[f"Account {number}" for number in range(25)])

    outcomes = store.create(ACCOUNTS, wanted)

    assert outcomes == [Written(creation.id) for creation in wanted if creation.id]
    assert world.sent(Side.DATAVERSE, "POST", "CreateMultiple") == 3
    assert world.sent(Side.DATAVERSE, "POST", "$batch") == 0
    assert len(world.accounts()) == 25


@pytest.mark.wire("B.5")
def test_a_bad_row_in_bulk_stands_alone(world: World) -> None:
    good, bad, better = world.dataverse().create(ACCOUNTS, creations("Good", "x" * 200, "Better"))

    assert isinstance(good, Written)
    assert isinstance(better, Written)
    assert isinstance(bad, Refused)
    assert bad.error.answer is not None
    assert bad.error.answer.code.startswith("0x")
    assert bad.error.answer.request_id
    assert bad.error.message.startswith("Dataverse refused to create the row 'xxx")
    assert len(world.accounts()) == 2


@pytest.mark.wire("B.9")
def test_an_id_that_is_taken_is_told_as_existing(world: World) -> None:
    store = world.dataverse()
    first, second = creations("Adatum", "Contoso")
    store.create(ACCOUNTS, [first])

    taken, written = store.create(ACCOUNTS, [Creation({"name": "Again"}, first.id), second])

    assert isinstance(taken, Exists)
    assert isinstance(written, Written)
    assert sorted(row["name"] for row in world.accounts()) == ["Adatum", "Contoso"]


@pytest.mark.wire("B.3")
def test_a_lookup_is_bound_and_cleared(world: World) -> None:
    store = world.dataverse()
    values: dict[str, Value] = {
        "name": "Adatum",
        "transactioncurrencyid": world.currency(),
    }
    store.create(ACCOUNTS, [Creation(values, uuid4())])
    (record,) = read(store, ACCOUNTS)
    assert record.values["transactioncurrencyid"] == world.currency()

    (outcome,) = store.modify(ACCOUNTS, [change(record, transactioncurrencyid=None)], one_way=False)

    assert isinstance(outcome, Written)
    assert world.accounts()[0]["_transactioncurrencyid_value"] is None


@pytest.mark.wire("B.3")
def test_a_lookup_to_a_row_that_is_not_there_is_refused_and_no_change(world: World) -> None:
    world.add_account("Adatum")
    store = world.dataverse()
    (record,) = read(store, ACCOUNTS)

    (outcome,) = store.modify(
        ACCOUNTS, [change(record, transactioncurrencyid=uuid4())], one_way=False
    )

    assert isinstance(outcome, Refused)


@pytest.mark.wire("B.4")
def test_a_row_that_changed_or_went_since_is_not_overwritten(world: World) -> None:
    for name in ("Adatum", "Contoso", "Fabrikam"):
        world.add_account(name)
    store = world.dataverse()
    adatum, contoso, fabrikam = sorted(read(store, ACCOUNTS), key=lambda r: r.title)
    world.change_account(adatum.id, address1_city="Bern")
    world.delete_account(contoso.id)

    outcomes = store.modify(
        ACCOUNTS,
        [change(r, address1_city="Rome") for r in (adatum, contoso, fabrikam)],
        one_way=False,
    )

    assert [type(outcome) for outcome in outcomes] == [Changed, Changed, Written]
    cities = {row["name"]: row["address1_city"] for row in world.accounts()}
    assert cities == {"Adatum": "Bern", "Fabrikam": "Rome"}


@pytest.mark.wire("B.5")
def test_only_one_way_mappings_change_in_bulk(world: World) -> None:
    world.add_account("Adatum")
    store = world.dataverse()
    (record,) = read(store, ACCOUNTS)
    world.change_account(record.id, telephone1="1")

    both = store.modify(ACCOUNTS, [change(record, address1_city="Bern")], one_way=False)
    before = world.sent(Side.DATAVERSE, "POST", "UpdateMultiple")
    one = store.modify(ACCOUNTS, [change(record, address1_city="Rome")], one_way=True)

    assert [type(outcome) for outcome in both] == [Changed]
    assert before == 0
    assert one == [Written(record.id)]
    assert world.accounts()[0]["address1_city"] == "Rome"


@pytest.mark.wire("B.5")
def test_a_bad_row_among_one_way_changes_stands_alone(world: World) -> None:
    world.add_account("Adatum")
    world.add_account("Contoso")
    store = world.dataverse()
    adatum, contoso = sorted(read(store, ACCOUNTS), key=lambda r: r.title)

    outcomes = store.modify(
        ACCOUNTS,
        [change(adatum, address1_city="x" * 200), change(contoso, address1_city="Rome")],
        one_way=True,
    )

    assert [type(outcome) for outcome in outcomes] == [Refused, Written]


def test_rows_are_found_by_values_with_quotes_and_signs(world: World) -> None:
    names = ["O'Neill & Sons", "50% + more", "#1 / Ö?", "plain"]
    for name in [*names, "another"]:
        world.add_account(name)

    found = world.dataverse().find(ACCOUNTS, "name", names)

    assert sorted(record.title for record in found) == sorted(names)


def test_rows_are_found_by_what_they_point_to(world: World) -> None:
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({world.currency()})"}
    world.add_account("Adatum", **bind)
    world.add_account("Contoso")

    found = world.dataverse().find(ACCOUNTS, "transactioncurrencyid", [world.currency()])

    assert [record.title for record in found] == ["Adatum"]


def test_rows_are_read_by_id_inside_or_regardless_of_the_filter(world: World) -> None:
    active = UUID(world.add_account("Active")["accountid"])
    inactive = UUID(world.add_account("Inactive")["accountid"])
    world.change_account(inactive, statecode=1, statuscode=2)
    store = world.dataverse()

    everything = store.read_by_id(ACCOUNTS, [active, inactive, uuid4()], within_filter=False)
    inside = store.read_by_id(ACCOUNTS, [active, inactive], within_filter=True)

    assert {record.id for record in everything} == {active, inactive}
    assert {record.id for record in inside} == {active}


@pytest.mark.wire("B.7")
def test_an_unknown_column_is_told_with_the_nearest_one(world: World) -> None:
    table = Table("account", ("telefone1",))

    with pytest.raises(ConfigurationError, match=r'no column "telefone1".*mean "telephone1"'):
        world.dataverse().read_page(table, None, None)


@pytest.mark.wire("B.7")
def test_an_unknown_table_is_told_with_the_nearest_one(world: World) -> None:
    with pytest.raises(ConfigurationError, match=r'no table "acount".*mean "account"'):
        world.dataverse().read_page(Table("acount", ("name",)), None, None)


def test_a_value_of_a_table_with_one_row_is_read(world: World) -> None:
    assert world.dataverse().read_value("organization", "name") == "Contoso"


def test_the_time_is_the_services_own(world: World) -> None:
    world.fleet.dataverse.clock.skew(timedelta(minutes=3))

    ahead = world.dataverse().time - world.clock.now()

    assert timedelta(minutes=2, seconds=55) < ahead < timedelta(minutes=3, seconds=1)


@pytest.mark.wire("B.4")
def test_a_batch_that_is_too_large_is_halved(world: World) -> None:
    for name in ("Adatum", "Contoso", "Fabrikam"):
        world.add_account(name)
    store = world.dataverse()
    records = read(store, ACCOUNTS)
    world.fault(Side.DATAVERSE, "status", status=413, path=r"\$batch", times=1)

    outcomes = store.modify(
        ACCOUNTS, [change(r, address1_city="Rome") for r in records], one_way=False
    )

    assert [type(outcome) for outcome in outcomes] == [Written] * 3


def test_a_probe_shows_whether_the_app_is_let_in(world: World) -> None:
    store = world.dataverse()
    store.probe()
    world.fault(Side.DATAVERSE, "status", status=403, path="WhoAmI")

    with pytest.raises(ConfigurationError, match="application user"):
        store.probe()
