"""Every kind of fault at every kind of request: once it is over, both sides agree, one to one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dev.simulators.faults import Fault, Faults
from dev.simulators.fleet import Fleet
from dev.simulators.server import SimulatorServer
from shared.domain.sides import Side
from shared.usecases.doubts import LONGEST_OPERATION
from tests.surroundings import Json, Surroundings

Server = Callable[[Fleet], SimulatorServer]
Requests = dict[str, tuple[Server, Json]]
FIELDS = {"displayName": "name", "city": "address1_city", "phoneNumber": "telephone1"}
MOST_RUNS_TO_HEAL = 2


def entra(fleet: Fleet) -> SimulatorServer:
    return fleet.entra_server


def bc(fleet: Fleet) -> SimulatorServer:
    return fleet.business_central_server


def dataverse(fleet: Fleet) -> SimulatorServer:
    return fleet.dataverse_server


READS: Requests = {
    "a page of customers": (bc, {"path": r"/customers\?"}),
    "a page of accounts": (dataverse, {"path": r"/accounts\?"}),
}
CHANGES: Requests = {
    "changed customers": (bc, {"path": r"\$batch", "body_contains": '"method":"PATCH"'}),
    "changed accounts": (dataverse, {"path": r"\$batch", "body_contains": "PATCH "}),
}
CREATES: Requests = {
    "new customers": (bc, {"path": r"\$batch", "body_contains": '"method":"POST"'}),
    "new accounts": (dataverse, {"path": "CreateMultiple"}),
}
FIRST_QUESTIONS: Requests = {
    "a token": (entra, {"path": "/token"}),
    "Business Central's tables": (bc, {"path": r"\$metadata"}),
    "the local currency": (bc, {"path": "generalLedgerSetup"}),
    "Dataverse's tables": (dataverse, {"path": "EntityDefinitions"}),
    "the currency's row": (dataverse, {"path": "/transactioncurrencies"}),
}
IN_A_FULL_RUN = FIRST_QUESTIONS | READS | CHANGES | CREATES
IN_AN_INCREMENTAL_RUN = READS | CHANGES

FAULTS: dict[str, Json] = {
    "reset before it is read": {"kind": "reset"},
    "no end of the answer": {"kind": "cut_body"},
    "a gateway's page": {"kind": "html_body", "status": 502},
    "a page in place of the answer": {"kind": "html_body", "status": 200},
    "busy": {"kind": "status", "status": 429},
    "busy for a while": {"kind": "status", "status": 429, "retry_after": 5},
    "broken": {"kind": "status", "status": 500},
    "unavailable": {"kind": "status", "status": 503},
    "unavailable for minutes": {"kind": "status", "status": 503, "retry_after": 300},
}
SILENCES: dict[str, Json] = {
    "silence, and nothing done": {"kind": "timeout_before"},
    "silence after it was done": {"kind": "timeout_after"},
}


class Trouble:
    """One fault, that strikes each of several kinds of requests once."""

    def __init__(self, world: Surroundings, fault: Json, requests: Requests) -> None:
        self._rules: dict[str, tuple[Faults, int]] = {}
        for name, (server, request) in requests.items():
            faults = server(world.stack.fleet).faults
            self._rules[name] = (faults, faults.add(Fault(**fault, **request)))

    def ahead(self) -> set[str]:
        """Return the requests that have not been struck yet."""
        return {name for name, (faults, rule) in self._rules.items() if not _applied(faults, rule)}

    def end(self) -> None:
        for faults, rule in self._rules.values():
            faults.remove(rule)


def _applied(faults: Faults, rule: int) -> bool:
    return any(report.id == rule and report.applied for report in faults.report())


def full_run(world: Surroundings) -> None:
    """Ask for a full run; what the app would carry on later is asked for anew instead."""
    answer = world.call("POST", "mappings/customer/sync", json={"full": True})
    assert answer.status_code == 202
    world.stack.host.drain_queues()
    world.clear_queue()


def incremental_run(world: Surroundings) -> None:
    world.stack.host.fire_timer("sync_customer")


def suffer(
    world: Surroundings, run: Callable[[Surroundings], None], fault: Json, requests: Requests
) -> None:
    """Run until every kind of request was struck, and then until all is well again."""
    trouble = Trouble(world, fault, requests)
    for _ in requests:
        if trouble.ahead():
            run(world)
            world.clock.advance(LONGEST_OPERATION + timedelta(minutes=1))
    assert not trouble.ahead(), "a request was never sent: the table of requests needs a look"
    trouble.end()
    for _ in range(MOST_RUNS_TO_HEAL):
        run(world)
        world.clock.advance(LONGEST_OPERATION + timedelta(minutes=1))


def differences(world: Surroundings) -> list[str]:
    """Compare all customers with all accounts, as the couplings pair them."""
    customers = {row["id"]: row for row in world.customers.all()}
    accounts = {row["accountid"]: row for row in world.accounts.all()}
    pairs = [(pair["bc_id"], pair["dataverse_id"]) for pair in world.couplings()]
    found = [f"customer {id_} is not coupled" for id_ in customers.keys() - {bc for bc, _ in pairs}]
    found += [f"account {id_} is not coupled" for id_ in accounts.keys() - {dv for _, dv in pairs}]
    found += [f"pending: {entry['message']}" for entry in world.pending()]
    for customer_id, account_id in pairs:
        customer, account = customers[customer_id], accounts[account_id]
        for here, there in FIELDS.items():
            values = (customer[here] or "", account[there] or "")
            if values[0] != values[1]:
                found.append(f"{here} of '{customer['displayName']}': {values}")
    return found


def names(rows: list[Json], name: str) -> list[Any]:
    return sorted(row[name] for row in rows)


def suffer_in_both_kinds_of_runs(
    world: Surroundings, fault: Json, full: Requests, incremental: Requests
) -> None:
    here = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"], city="Berlin")
    there = [world.accounts.add(name) for name in ("Litware", "Northwind")]
    world.accounts.add("Fabrikam", address1_city="Paris", telephone1="030")
    everybody = ["Adatum", "Contoso", "Fabrikam", "Litware", "Northwind"]

    suffer(world, full_run, fault, full)

    assert differences(world) == []
    assert names(world.customers.all(), "displayName") == everybody
    assert names(world.accounts.all(), "name") == everybody

    world.customers.change(here[0], city="Hamburg")
    world.accounts.change(world.partner(here[1]), telephone1="040")
    world.accounts.change(there[0], address1_city="Oslo")
    suffer(world, incremental_run, fault, incremental)

    assert differences(world) == []
    assert world.partner(here[0])["address1_city"] == "Hamburg"
    assert world.customers.read(here[1]["id"])["phoneNumber"] == "040"
    assert names(world.customers.all(), "city") == ["", "Berlin", "Berlin", "Hamburg", "Oslo"]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_once_a_fault_at_every_request_is_over_both_sides_agree(
    world: Surroundings, fault: Json
) -> None:
    full = dict(IN_A_FULL_RUN)
    if "retry_after" in fault:
        # The identity library keeps Entra ID's pauses by the machine's clock.
        del full["a token"]

    suffer_in_both_kinds_of_runs(world, fault, full, IN_AN_INCREMENTAL_RUN)


@pytest.mark.parametrize("fault", SILENCES.values(), ids=SILENCES.keys())
def test_once_a_silence_at_every_write_is_over_both_sides_agree(
    world: Surroundings, fault: Json
) -> None:
    """Reads are left out, since each silence takes a second; the next test has one."""
    world.start_app(BC_TIMEOUT_SECONDS="1", DATAVERSE_TIMEOUT_SECONDS="1")

    suffer_in_both_kinds_of_runs(world, fault, CHANGES | CREATES, CHANGES)


@pytest.mark.parametrize("side", Side)
def test_a_read_without_an_answer_ends_the_run_and_the_next_one_goes_on(
    world: Surroundings, side: Side
) -> None:
    world.start_app(BC_TIMEOUT_SECONDS="1", DATAVERSE_TIMEOUT_SECONDS="1")
    world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(world.customers.all()[0], city="Berlin")
    world.fault(side, "timeout_before", path=r"/(customers|accounts)\?")

    first = world.tick()
    second = world.tick()

    assert (first["state"], second["state"]) == ("failed", "finished")
    assert "did not answer in time" in first["message"]
    assert differences(world) == []


@pytest.mark.parametrize("body", ["{'value': [", ""], ids=["no JSON", "nothing"])
def test_changes_in_bulk_that_a_gateway_has_answered_are_not_taken_for_written(
    world: Surroundings, body: str
) -> None:
    here = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.adjust(direction="to_dataverse")
    world.tick()
    for customer in here:
        world.customers.change(customer, city="Hamburg")
    world.fault(Side.DATAVERSE, "status", status=200, body=body, path="UpdateMultiple")

    first = world.tick()
    world.clock.advance(LONGEST_OPERATION)
    world.tick()

    assert first["message"]
    assert {row["address1_city"] for row in world.accounts.all()} == {"Hamburg"}
    assert differences(world) == []


def test_two_full_runs_asked_for_at_once_create_nothing_twice(world: Surroundings) -> None:
    world.customers.add_many(["Adatum", "Contoso"])
    world.accounts.add("Litware")

    for _ in range(2):
        assert world.call("POST", "mappings/customer/sync", json={"full": True}).ok
    world.stack.host.drain_queues()

    assert differences(world) == []
    assert names(world.accounts.all(), "name") == ["Adatum", "Contoso", "Litware"]


def test_a_long_pause_that_entra_id_asks_for_is_left_to_the_queue(world: Surroundings) -> None:
    world.customers.add("Adatum")
    entra = world.stack.fleet.entra_server
    entra.journal.clear()
    pause = Fault(kind="status", status=503, retry_after=300, path="/token", times=None)
    entra.faults.add(pause)

    run = world.get(world.start("customer", direction="to_dataverse", full=True))
    entra.faults.clear()

    assert run["state"] == "running"
    assert [entry.status for entry in entra.journal.last() if "/token" in entry.target] == [503]
