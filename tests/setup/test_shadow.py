"""Shadow mode: timers decide and write to neither side; what they would do is shown by field."""

from datetime import timedelta
from typing import Any

from azure.data.tables import TableServiceClient

from dev.stack import LocalStack
from tests.setup.firm import Firm

Json = dict[str, Any]


def add(firm: Firm, *names: str, **values: Any) -> list[Json]:
    rows = [{"displayName": name, **values} for name in names]
    return firm.fleet.business_central.add_many("customers", rows)


def everything(firm: Firm) -> tuple[list[Json], list[Json]]:
    """Return all rows of both sides that the mapping could have written."""
    return firm.rows("account"), firm.fleet.business_central.rows("customers")


def look(firm: Firm) -> Json:
    firm.fire_timer("sync_customer")
    firm.drain()
    answer = firm.call("GET", "shadow/customer")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def coupled(firm: Firm) -> tuple[Json, Json]:
    """Set up, and couple two customers with their accounts."""
    firm.set_up()
    adatum, relecloud = add(firm, "Adatum", "Relecloud", phoneNumber="1", city="Ulm")
    firm.call("POST", "mappings/customer/sync", json={"full": True})
    firm.drain()
    return adatum, relecloud


def test_in_shadow_mode_a_timer_shows_what_it_would_write_and_writes_nothing(firm: Firm) -> None:
    adatum, relecloud = coupled(firm)
    assert firm.call("POST", "setup/shadow").json()["shadow"]
    change = firm.fleet.business_central.change
    change("customers", adatum["id"], {"phoneNumber": "2"})
    change("customers", relecloud["id"], {"city": "Rom"})
    [account] = firm.rows("account", "name eq 'Relecloud'")
    firm.fleet.dataverse.change("account", account["accountid"], {"address1_city": "Bonn"})
    add(firm, "Nobody yet")
    before = everything(firm)

    shown = look(firm)

    assert everything(firm) == before
    assert shown["complete"]
    assert shown["would"]["to_dataverse"] == {"modify": 1, "fail": 1, "skip": 1}
    assert shown["fields"]["to_dataverse"] == {"telephone1": 1, "address1_city": 1}
    by_title = {each["title"]: each for each in shown["value"]}
    assert by_title["Adatum"]["before"] == {"telephone1": "1"}
    assert by_title["Adatum"]["after"] == {"telephone1": "2"}
    conflict = next(each for each in shown["value"] if each["decision"] == "fail")
    assert conflict["before"] == {"address1_city": "Bonn"}
    assert conflict["after"] == {"address1_city": "Rom"}
    [listed] = [
        each for each in firm.call("GET", "shadow").json()["value"] if each["mapping"] == "customer"
    ]
    assert listed["would"] == shown["would"]


def test_in_shadow_mode_nobody_can_ask_for_a_run_and_switching_on_carries_all_over(
    firm: Firm,
) -> None:
    adatum, _ = coupled(firm)
    firm.call("POST", "setup/shadow")
    firm.fleet.business_central.change("customers", adatum["id"], {"phoneNumber": "2"})
    look(firm)
    refused = firm.call("POST", "mappings/customer/sync", json={"full": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "switched_off")
    assert not firm.call("GET", "setup").json()["enabled"]

    enabled = firm.call("POST", "setup/enable").json()

    assert enabled["enabled"]
    assert not enabled["shadow"]
    firm.fire_timer("sync_customer")
    assert {row["telephone1"] for row in firm.rows("account")} == {"1", "2"}


def test_a_look_at_many_records_goes_on_with_the_next_tick(firm: Firm) -> None:
    firm.set_up()
    add(firm, *(f"Customer {number}" for number in range(5)))
    firm.start_app(BC_PAGE_SIZE="2", SYNC_TIME_BUDGET_SECONDS="1")
    firm.call("POST", "setup/shadow")

    firm.clock.hurry(firm.clock.pace.resolution * 2_000_000)
    ticks = 0
    while not (shown := look(firm))["complete"]:
        ticks += 1
        assert ticks < 10

    assert ticks
    assert shown["read"]["to_dataverse"] == 5


def test_whoever_moves_imports_looks_and_then_lets_the_app_act(firm: Firm) -> None:
    firm.set_up(enable=False)
    [customer] = add(firm, "Adatum", phoneNumber="2")
    account = firm.fleet.dataverse.add(
        "account", {"name": "Adatum", "customertypecode": 3, "telephone1": "1"}
    )
    pair = {"bc_id": customer["id"], "dataverse_id": account["accountid"]}
    assert firm.call("POST", "setup/shadow").json()["shadow"]
    before = everything(firm)

    imported = firm.call("POST", "mappings/customer/couplings/import", json={"pairs": [pair]})
    shown = look(firm)

    assert imported.status_code == 200, imported.text
    assert imported.json()["differing"] == [pair]
    assert everything(firm) == before
    [found] = [each for each in shown["value"] if each["direction"] == "to_dataverse"]
    assert (found["before"]["telephone1"], found["after"]["telephone1"]) == ("1", "2")
    firm.call("POST", "setup/enable")
    for timer in ("sync_currency", "sync_payment_terms", "sync_shipment_method", "sync_customer"):
        firm.fire_timer(timer)
    [row] = firm.rows("account")
    assert row["telephone1"] == "2"
    assert row["_bcsync_companyid_value"]


def test_what_a_look_has_found_is_forgotten_with_the_runs_of_its_time(firm: Firm) -> None:
    adatum, _ = coupled(firm)
    firm.call("POST", "setup/shadow")
    firm.fleet.business_central.change("customers", adatum["id"], {"phoneNumber": "2"})
    assert look(firm)["kept"]
    firm.call("POST", "setup/enable")

    firm.fire_timer("tidy_up")
    kept = firm.call("GET", "shadow/customer").json()
    firm.clock.advance(timedelta(days=31))
    firm.fire_timer("tidy_up")

    assert [each["title"] for each in kept["value"]] == ["Adatum"]
    assert firm.call("GET", "shadow/customer").json() == {
        "mapping": "customer",
        "name": "CUSTOMER",
        "complete": False,
        "value": [],
    }


def test_of_a_look_that_found_more_than_the_next_one_nothing_is_left(
    firm: Firm, stack: LocalStack
) -> None:
    adatum, relecloud = coupled(firm)
    firm.call("POST", "setup/shadow")
    change = firm.fleet.business_central.change
    change("customers", adatum["id"], {"phoneNumber": "2"})
    change("customers", relecloud["id"], {"phoneNumber": "2"})
    assert look(firm)["kept"] == 2
    change("customers", adatum["id"], {"phoneNumber": "1"})
    change("customers", relecloud["id"], {"phoneNumber": "1"})
    firm.clock.advance(timedelta(hours=1))

    assert look(firm)["kept"] == 0

    storage = TableServiceClient.from_connection_string(stack.azurite.connection_string)
    with storage, storage.get_table_client(f"{firm.table_prefix}shadow") as table:
        assert [row["RowKey"] for row in table.list_entities()] == ["look"]
