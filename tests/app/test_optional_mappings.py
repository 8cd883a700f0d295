"""Optional mappings: off, without complaint, while Business Central lacks their entity."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dev.people import hire
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.faults import Fault
from dev.simulators.fleet import Fleet, FleetOptions
from dev.stack import app_settings
from shared.domain.callers import Role
from shared.domain.sides import Side
from shared.usecases.notifications import wake
from shared.usecases.runs import tick
from tests.conftest import LONG_LIVED_TOKENS
from tests.surroundings import Json, Surroundings, counters

ENTITY = "bcsync/sync/v1.0/shippingAgents"
AGENT: Json = {
    "name": "SHIPPING AGENT",
    "bc": {"entity": ENTITY},
    "dataverse": {"table": "account", "filter": "customertypecode eq 9"},
    "direction": "to_dataverse",
    "only_coupled": False,
    "optional": True,
    "fields": [
        {"bc": "code", "dataverse": "accountnumber", "match": 1},
        {"bc": "displayName", "dataverse": "name"},
        {"constant": 9, "dataverse": "customertypecode", "direction": "to_dataverse"},
    ],
}


def contact(uncoupled: str) -> Json:
    """Return a mapping whose records point to one that is off."""
    return {
        "name": "PLACE",
        "bc": {"entity": "locations"},
        "dataverse": {"table": "contact"},
        "direction": "to_dataverse",
        "only_coupled": False,
        "fields": [
            {"bc": "code", "dataverse": "lastname", "match": 1},
            {
                "bc": "displayName",
                "dataverse": "parentcustomerid",
                "direction": "to_dataverse",
                "lookup": {"mapping": "SHIPPING AGENT", "by": "code", "uncoupled": uncoupled},
            },
        ],
    }


CITY: Json = {
    "name": "CITY",
    "bc": {"entity": "locations"},
    "dataverse": {"table": "account", "filter": "customertypecode eq 10"},
    "direction": "to_dataverse",
    "only_coupled": False,
    "fields": [{"bc": "code", "dataverse": "accountnumber", "match": 1}],
}
"""A mapping that has nothing to do with it."""


def asked_for_route(world: Surroundings) -> int:
    journal = world.stack.fleet.business_central_server.journal
    return sum("bcsync/sync/v1.0/$metadata" in entry.target for entry in journal.last(10_000))


def fire_timer(world: Surroundings) -> Any:
    app = world.app
    return tick(app.engine, app.mapping("shipping-agent"), app.budget)


@pytest.fixture
def off(world: Surroundings) -> Iterator[Surroundings]:
    world.add_own(AGENT)
    yield world
    dataverse = world.stack.fleet.dataverse
    with world.stack.fleet.dataverse_server.lock:
        for contact in dataverse.rows("contact"):
            dataverse.delete("contact", contact["contactid"])


def test_lines_are_off_with_what_they_are_part_of(off: Surroundings) -> None:
    document: Json = {**AGENT, "name": "DOCUMENT", "dataverse": {"table": "invoice"}}
    document["fields"] = [{"bc": "code", "dataverse": "invoicenumber"}]
    lines: Json = {key: document[key] for key in ("bc", "direction")}
    lines |= {"name": "LINES", "part_of": "DOCUMENT", "dataverse": {"table": "invoicedetail"}}
    lines["fields"] = [{"bc": "code", "dataverse": "productdescription"}]
    off.add_own(document, lines)

    told = f"DOCUMENT is off: Business Central has no {ENTITY}."
    listed = {each["slug"]: each["off"] for each in off.get("mappings")["value"]}
    assert listed["document"] == listed["lines"] == told
    assert off.get("mappings/lines")["off"] == told


def test_a_mapping_without_its_route_is_off_and_its_timer_leaves_no_job(off: Surroundings) -> None:
    run = fire_timer(off)

    assert run is None
    assert off.get("jobs", mapping="shipping-agent")["value"] == []
    [shown] = [each for each in off.get("mappings")["value"] if each["name"] == "SHIPPING AGENT"]
    assert shown["usable"]
    assert shown["off"] == f"SHIPPING AGENT is off: Business Central has no {ENTITY}."
    assert off.get("mappings/shipping-agent")["off"] == shown["off"]
    ready = {each["mapping"]: each for each in off.get("health/ready")["mappings"]}
    assert ready["shipping-agent"]["off"] == shown["off"]
    assert ready["customer"]["off"] is None


@pytest.mark.soak(but=[0, 3, 5, 6])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "sync", {}),
        ("POST", "sync", {"full": True}),
        ("POST", "sync", {"dry_run": True}),
        ("POST", "couplings/match", {}),
        ("POST", "couplings/match?preview=true", {}),
        ("POST", "couplings/create", {"records": [str(uuid4())]}),
        (
            "POST",
            "couplings",
            {"pairs": [{"bc_id": str(uuid4()), "dataverse_id": str(uuid4())}]},
        ),
        (
            "POST",
            "couplings?preview=true",
            {"pairs": [{"bc_id": str(uuid4()), "dataverse_id": str(uuid4())}]},
        ),
    ],
)
def test_whoever_asks_something_of_it_is_told_what_to_install(
    off: Surroundings, method: str, path: str, body: Json
) -> None:
    answer = off.call(method, f"mappings/shipping-agent/{path}", json=body)

    assert answer.status_code == 409, answer.text
    assert answer.json()["code"] == "mapping_off"
    assert "Install the extension" in answer.json()["detail"]
    assert off.queued() == 0


def test_a_record_of_it_is_explained_by_that(off: Surroundings) -> None:
    for side in ("bc", "dataverse"):
        told = off.get(f"mappings/shipping-agent/explain/{side}/{uuid4()}")

        assert [reason["code"] for reason in told["reasons"]] == ["mapping_off"]


def test_its_pairs_are_uncoupled_all_the_same(off: Surroundings) -> None:
    answer = off.call("POST", "mappings/shipping-agent/couplings/uncouple", json={"all": True})

    assert answer.status_code == 202, answer.text
    off.stack.host.drain_queues(include_delayed=True)
    run = off.get(answer.headers["Location"].removeprefix("/api/"))
    assert run["state"] == "finished"


def test_a_full_synchronization_leaves_it_out(off: Surroundings) -> None:
    off.add_own(AGENT, contact("wait"))

    answer = off.call("POST", "sync/full")

    assert answer.status_code == 202, answer.text
    started = [run["mapping"] for run in answer.json()["value"]]
    assert "place" in started
    assert "shipping-agent" not in started
    review = {each["mapping"]: each for each in off.get("sync/full")["review"]}
    assert review["place"]["waits_for"] == []
    assert "shipping-agent" not in review
    off.stack.host.drain_queues(include_delayed=True)
    runs = {run["mapping"]: run for run in off.get("sync/full")["runs"]}
    assert runs["place"]["state"] == "finished"


def test_while_nobody_knows_whether_it_is_on_only_its_own_run_waits(off: Surroundings) -> None:
    off.add_own(AGENT, contact("later"), CITY)
    off.fault(Side.BC, "status", status=500, path=r"bcsync/sync/v1\.0/\$metadata", times=None)
    off.clock.advance(timedelta(minutes=11))

    review = {each["mapping"]: each for each in off.get("sync/full")["review"]}
    answer = off.call("POST", "sync/full")

    assert answer.status_code == 202, answer.text
    assert "500" in review["shipping-agent"]["problem"]
    off.stack.host.drain_queues()
    runs = {run["mapping"]: run for run in off.get("sync/full")["runs"]}
    assert (runs["city"]["state"], runs["shipping-agent"]["state"]) == ("finished", "queued")
    assert "is not known" in off.get("mappings/shipping-agent")["off"]

    off.server(Side.BC).faults.clear()
    off.stack.host.drain_queues(include_delayed=True)
    runs = {run["mapping"]: run for run in off.get("sync/full")["runs"]}
    assert {run["state"] for run in runs.values()} == {"finished"}
    assert "is off" in runs["shipping-agent"]["message"]


def test_a_run_that_finds_its_mapping_off_lets_those_go_on_that_wait_for_it(
    off: Surroundings,
) -> None:
    off.add_own(AGENT, contact("wait"))
    off.fault(Side.BC, "status", status=500, path=r"bcsync/sync/v1\.0/\$metadata", times=None)
    answer = off.call("POST", "sync/full")
    assert answer.status_code == 202, answer.text
    off.server(Side.BC).faults.clear()

    off.stack.host.drain_queues(include_delayed=True)

    runs = {run["mapping"]: run for run in off.get("sync/full")["runs"]}
    assert (runs["place"]["state"], runs["shipping-agent"]["state"]) == ("finished", "finished")
    assert "is off" in runs["shipping-agent"]["message"]


def test_the_missing_route_is_asked_for_once_in_ten_minutes(off: Surroundings) -> None:
    before = asked_for_route(off)
    for _ in range(3):
        fire_timer(off)
        off.get("mappings")
    assert asked_for_route(off) - before <= 1

    off.clock.advance(timedelta(minutes=11))
    fire_timer(off)
    fire_timer(off)

    assert asked_for_route(off) - before <= 2


def test_whoever_asks_for_a_run_has_it_looked_for_again(off: Surroundings) -> None:
    fire_timer(off)
    before = asked_for_route(off)

    off.call("POST", "mappings/shipping-agent/sync", json={})

    assert asked_for_route(off) == before + 1


def test_a_notification_of_its_table_leaves_no_job(off: Surroundings) -> None:
    off.add_own(AGENT | {"direction": "from_dataverse"})
    engine = off.app.engine
    [run] = [
        run
        for run in wake(engine, Side.DATAVERSE, {"account"}, 0)
        if run.mapping == "shipping-agent"
    ]
    off.stack.host.drain_queues(include_delayed=True)

    ended = off.get(f"runs/{run.id}")
    assert (ended["state"], ended["jobs"]) == ("finished", [])
    assert "is off" in ended["message"]


def test_a_record_that_points_into_it_waits_and_says_why(off: Surroundings) -> None:
    off.add_own(AGENT, contact("wait"))
    add_place(off, "HH", "DHL")

    run = off.sync("place", full=True)

    [error] = off.errors(run)
    assert error["cause"] == "dependency"
    assert (
        "points to DHL, which is not coupled in SHIPPING AGENT. SHIPPING AGENT is off"
        in (error["message"])
    )
    assert counters(run) == {"read": 1, "failed": 1}


def test_a_record_that_need_not_wait_for_it_goes_over(off: Surroundings) -> None:
    off.add_own(AGENT, contact("later"))
    add_place(off, "HH", "DHL")

    run = off.sync("place", full=True)

    assert counters(run) == {"read": 1, "inserted": 1}
    [entry] = off.get("pending", mapping="place")["value"]
    assert "SHIPPING AGENT is off" in entry["message"]


def add_place(world: Surroundings, code: str, name: str) -> Json:
    simulator = world.stack.fleet.business_central
    company = world.customers.company
    for row in simulator.rows("locations", company=company):
        simulator.delete("locations", row["id"], company=company)
    [row] = simulator.add_many("locations", [{"code": code, "displayName": name}], company=company)
    return dict(row)


# With the companion extension


@pytest.fixture
def extended(tmp_path: Path) -> Iterator[Fleet]:
    """Another environment, in which the companion extension is installed."""
    settings = BusinessCentralSettings(companion=True)
    folder = tmp_path / "extended"
    folder.mkdir()
    options = FleetOptions(
        token_lifetime=LONG_LIVED_TOKENS.token_lifetime, business_central=settings
    )
    with Fleet(folder, options) as fleet:
        yield fleet


def test_with_the_extension_it_is_on_and_its_records_travel(
    off: Surroundings, extended: Fleet
) -> None:
    extended.business_central.add_many(
        "shippingAgents", [{"code": "DHL", "displayName": "DHL Freight"}]
    )
    off.start_app(**app_settings(extended, off.stack.azurite.connection_string))

    run = fire_timer(off)

    assert run is not None
    [row] = extended.dataverse.rows("account", "accountnumber eq 'DHL'")
    assert (row["name"], row["customertypecode"]) == ("DHL Freight", 9)
    assert run.state == "finished"


def test_it_is_on_once_the_extension_is_installed_without_a_restart(
    off: Surroundings, extended: Fleet
) -> None:
    missing = Fault(kind="status", status=404, path=r"bcsync/sync/v1\.0/\$metadata", times=None)
    extended.business_central_server.faults.add(missing)
    off.start_app(**app_settings(extended, off.stack.azurite.connection_string))
    anna = hire(extended, "Anna Administrator", Role.ADMINISTRATOR).headers
    before = fire_timer(off)

    extended.business_central_server.faults.clear()
    still_believed = fire_timer(off)
    answer = off.call("POST", "mappings/shipping-agent/sync", json={}, headers=anna)
    off.stack.host.drain_queues(include_delayed=True)

    assert (before, still_believed) == (None, None)
    assert answer.status_code == 202, answer.text
    run = answer.headers["Location"].removeprefix("/api/")
    assert off.call("GET", run, headers=anna).json()["state"] == "finished"
    shown = off.call("GET", "mappings/shipping-agent", headers=anna).json()
    assert shown["off"] is None


def test_it_is_off_once_the_extension_is_uninstalled_without_a_restart(
    off: Surroundings, extended: Fleet
) -> None:
    off.start_app(**app_settings(extended, off.stack.azurite.connection_string))
    anna = hire(extended, "Anna Administrator", Role.ADMINISTRATOR).headers
    before = fire_timer(off)

    gone = Fault(kind="status", status=404, path=r"bcsync/sync/v1\.0/", times=None)
    extended.business_central_server.faults.add(gone)
    off.clock.advance(timedelta(minutes=11))

    assert before is not None
    assert fire_timer(off) is None
    shown = off.call("GET", "mappings/shipping-agent", headers=anna).json()
    assert shown["off"] == f"SHIPPING AGENT is off: Business Central has no {ENTITY}."
    asked = off.call("POST", "mappings/shipping-agent/sync", json={}, headers=anna)
    assert asked.json()["code"] == "mapping_off"
