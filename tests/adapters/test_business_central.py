"""Business Central's store against the simulator."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from shared.domain.outcomes import (
    Changed,
    Creation,
    Exists,
    Modification,
    Refused,
    Written,
)
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import ConfigurationError
from shared.ports import RecordStore
from tests.adapters.world import CUSTOMERS, World


def read(store: RecordStore, table: Table, since: datetime | None = None) -> list[Record]:
    """Read every page."""
    page = store.read_page(table, since, None)
    records = [*page.records]
    while page.next is not None:
        page = store.read_page(table, None, page.next)
        records += page.records
    return records


def change(record: Record, **values: str | Decimal | UUID | None) -> Modification:
    return Modification(record.id, record.etag, values)


@pytest.mark.wire("A.4")
def test_records_come_page_by_page_oldest_change_first(world: World) -> None:
    world.add_customers(*[f"Customer {number}" for number in range(7)])
    first = world.customers()[0]
    world.fleet.business_central.clock.advance(timedelta(seconds=1))
    world.fleet.business_central.change(
        "customers", first["id"], {"city": "Bern"}, company=world.company
    )
    store = world.bc(page_size=3)

    records = read(store, CUSTOMERS)

    assert store.requests == 4  # metadata and three pages
    assert records[-1].id == UUID(first["id"])
    changes = [record.modified_at for record in records]
    assert changes == sorted(changes)


@pytest.mark.wire("A.6")
def test_reading_since_a_time_includes_that_time(world: World) -> None:
    world.add_customers("Old")
    world.fleet.business_central.clock.advance(timedelta(seconds=5))
    world.add_customers("New")
    store = world.bc()
    newest = read(store, CUSTOMERS)[-1]

    records = read(store, CUSTOMERS, newest.modified_at)

    assert [record.title for record in records] == ["New"]


def test_records_outside_the_filter_are_not_read(world: World) -> None:
    world.add_customers("Open")
    world.add_customers("Blocked", blocked="All")

    assert [record.title for record in read(world.bc(), CUSTOMERS)] == ["Open"]


@pytest.mark.wire("A.3")
def test_blank_text_no_relation_and_the_blank_member_are_none(world: World) -> None:
    world.add_customers("Adatum", creditLimit=Decimal("1234.5"))

    (record,) = read(world.bc(), CUSTOMERS)

    assert record.values["city"] is None
    assert record.values["currencyId"] is None
    assert record.values["blocked"] is None
    assert record.values["creditLimit"] == Decimal("1234.5")


@pytest.mark.wire("A.3")
def test_members_of_enums_are_read_and_searched_without_escapes(world: World) -> None:
    world.fleet.business_central.add(
        "items", {"displayName": "Advice", "type": "Non_x002D_Inventory"}, company=world.company
    )
    items = Table("items", ("displayName", "type"))
    store = world.bc()

    (record,) = store.find(items, "type", ["Non-Inventory"])

    assert record.values["type"] == "Non-Inventory"


@pytest.mark.wire("A.3")
def test_writing_none_clears_text_number_and_relation(world: World) -> None:
    currency = world.fleet.business_central.add(
        "currencies", {"code": "SEK", "displayName": "Krona"}, company=world.company
    )
    added = world.add_customers(
        "Adatum", city="Bern", creditLimit=Decimal(5), currencyId=currency["id"]
    )
    store = world.bc()
    (record,) = read(store, CUSTOMERS)
    assert record.values["currencyId"] == UUID(currency["id"])

    (outcome,) = store.modify(
        CUSTOMERS, [change(record, city=None, creditLimit=None, currencyId=None)], one_way=False
    )

    assert isinstance(outcome, Written)
    now = world.customer(added[0]["id"])
    assert now["city"] == ""
    assert now["creditLimit"] == 0
    assert now["currencyId"] == "00000000-0000-0000-0000-000000000000"
    assert outcome.version.etag == now["@odata.etag"]


@pytest.mark.wire("A.4")
def test_records_are_found_by_values_with_quotes_and_signs(world: World) -> None:
    names = ["O'Neill & Sons", "50% + more", "#1 / Ö?", "plain"]
    world.add_customers(*names, "another")

    found = world.bc().find(CUSTOMERS, "displayName", names)

    assert sorted(record.title for record in found) == sorted(names)


def test_many_values_are_searched_in_several_short_requests(world: World) -> None:
    names = [f"A customer with a rather long name, number {number}" for number in range(150)]
    world.add_customers(*names)
    store = world.bc()

    found = store.find(CUSTOMERS, "displayName", names)

    assert len(found) == 150
    longest = max(len(e.target) for e in world.server(Side.BC).journal.last())
    assert longest < 6000


def test_records_are_read_by_id_inside_or_regardless_of_the_filter(world: World) -> None:
    world.add_customers("Open")
    world.add_customers("Blocked", blocked="All")
    ids = [UUID(row["id"]) for row in world.customers()] + [uuid4()]
    store = world.bc()

    everything = store.read_by_id(CUSTOMERS, ids, within_filter=False)
    inside = store.read_by_id(CUSTOMERS, ids, within_filter=True)

    assert sorted(record.title for record in everything) == ["Blocked", "Open"]
    assert [record.title for record in inside] == ["Open"]


def test_a_value_of_a_table_with_one_row_is_read(world: World) -> None:
    assert world.bc().read_value("generalLedgerSetup", "localCurrencyCode") == "EUR"


@pytest.mark.wire("A.5")
def test_creates_travel_in_batches_and_are_answered_in_order(world: World) -> None:
    store = world.bc(batch_size=10)
    creations = [Creation({"displayName": f"Customer {number}"}) for number in range(25)]

    outcomes = store.create(CUSTOMERS, creations)

    names = {UUID(row["id"]): row["displayName"] for row in world.customers()}
    written = [outcome for outcome in outcomes if isinstance(outcome, Written)]
    assert [names[outcome.id] for outcome in written] == [
        c.values["displayName"] for c in creations
    ]
    assert world.sent(Side.BC, "POST", "$batch") == 3


@pytest.mark.wire("A.5")
def test_a_bad_record_in_a_batch_stands_alone(world: World) -> None:
    names = ["Good", "x" * 200, "Better"]

    good, bad, better = world.bc().create(CUSTOMERS, [Creation({"displayName": n}) for n in names])

    assert isinstance(good, Written)
    assert isinstance(better, Written)
    assert isinstance(bad, Refused)
    assert bad.error.message.startswith("Business Central refused to create the record 'xxx")
    assert bad.error.answer is not None
    assert bad.error.answer.code == "Application_StringExceededLength"
    assert bad.error.answer.request_id
    assert "CorrelationId" not in bad.error.message


@pytest.mark.wire("A.8")
def test_a_number_that_is_taken_is_told_as_existing(world: World) -> None:
    world.add_customers("Adatum", number="C-1")

    (outcome,) = world.bc().create(
        CUSTOMERS, [Creation({"displayName": "Another", "number": "C-1"})]
    )

    assert isinstance(outcome, Exists)


@pytest.mark.wire("A.4")
def test_a_record_that_changed_or_went_since_is_not_overwritten(world: World) -> None:
    world.add_customers("Adatum", "Contoso", "Fabrikam")
    store = world.bc()
    adatum, contoso, fabrikam = sorted(read(store, CUSTOMERS), key=lambda r: r.title)
    bc = world.fleet.business_central
    bc.change("customers", adatum.id, {"city": "Bern"}, company=world.company)
    bc.delete("customers", contoso.id, company=world.company)

    outcomes = store.modify(
        CUSTOMERS, [change(r, city="Rome") for r in (adatum, contoso, fabrikam)], one_way=True
    )

    assert [type(outcome) for outcome in outcomes] == [Changed, Changed, Written]
    assert world.customer(adatum.id)["city"] == "Bern"


def test_an_unknown_field_is_told_with_the_nearest_one(world: World) -> None:
    table = Table("customers", ("displayNam",))

    with pytest.raises(ConfigurationError, match=r'no field "displayNam".*mean "displayName"'):
        world.bc().read_page(table, None, None)


def test_an_unknown_entity_is_told_with_the_nearest_one(world: World) -> None:
    with pytest.raises(ConfigurationError, match=r'entity set "custmers".*mean "customers"'):
        world.bc().read_page(Table("custmers", ("displayName",)), None, None)


def test_a_wrong_company_and_a_wrong_environment_name_their_settings(world: World) -> None:
    with pytest.raises(ConfigurationError, match="BC_COMPANY_ID"):
        world.bc(company_id=uuid4()).read_page(CUSTOMERS, None, None)
    with pytest.raises(ConfigurationError, match="BC_ENVIRONMENT"):
        world.bc(environment="Nowhere").read_page(CUSTOMERS, None, None)


def test_a_filter_that_the_service_refuses_is_a_mistake_in_the_mapping(world: World) -> None:
    table = Table("customers", ("displayName",), "displayName eq 'a' or city eq 'b'")

    with pytest.raises(ConfigurationError, match="Correct the mapping"):
        world.bc().read_page(table, None, None)


@pytest.mark.wire("A.9")
def test_a_batch_that_is_too_large_is_halved(world: World) -> None:
    world.fault(Side.BC, "status", status=413, path=r"\$batch", times=3)
    creations = [Creation({"displayName": f"Customer {number}"}) for number in range(8)]

    outcomes = world.bc().create(CUSTOMERS, creations)

    assert all(isinstance(outcome, Written) for outcome in outcomes)
    assert len(world.customers()) == 8


def test_a_single_record_that_is_too_large_is_refused(world: World) -> None:
    world.fault(Side.BC, "status", status=413, path=r"\$batch", times=None)

    (outcome,) = world.bc().create(CUSTOMERS, [Creation({"displayName": "Adatum"})])

    assert isinstance(outcome, Refused)


def test_the_time_is_the_services_own(world: World) -> None:
    world.fleet.business_central.clock.skew(timedelta(minutes=-7))
    store = world.bc()

    behind = world.clock.now() - store.time

    assert timedelta(minutes=6, seconds=59) < behind < timedelta(minutes=7, seconds=5)
    assert store.read_page(CUSTOMERS, None, None).served_at == store.time


def test_slots_are_held_from_the_first_request_until_release(world: World) -> None:
    store = world.bc(concurrency=3)

    store.read_page(CUSTOMERS, None, None)
    held = world.slots.taken(Side.BC)
    store.release()

    assert held == 3
    assert world.slots.taken(Side.BC) == 0


@pytest.mark.wire("A.1")
def test_a_probe_asks_for_the_company(world: World) -> None:
    world.bc().probe()

    with pytest.raises(ConfigurationError, match="BC_COMPANY_ID"):
        world.bc(company_id=uuid4()).probe()
