import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from shared import bootstrap
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.couplings import TableCouplings
from shared.adapters.tables.pending import TablePending
from shared.adapters.tables.storage import Storage
from shared.domain.couplings import Coupling
from shared.domain.pending import Pending
from shared.domain.sides import Leg, Side
from shared.errors import ChangedError
from tests.surroundings import Surroundings, counters


class DyingPending(TablePending):
    """The instance dies when it is about to remember records that are not in order."""

    def put(self, mapping: str, leg: Leg, pending: Sequence[Pending]) -> None:
        if pending:
            raise SystemError(f"the instance died in {mapping}, {leg}")


class DyingLater(TablePending):
    """The instance dies when it is about to take records out of the list."""

    def remove(self, mapping: str, leg: Leg, ids: Iterable[UUID]) -> None:
        if list(ids):
            raise SystemError(f"the instance died in {mapping}, {leg}")


class OvertakenCouplings(TableCouplings):
    """Another run has changed every coupling meanwhile."""

    def update(self, couplings: Sequence[Coupling]) -> list[Coupling]:
        told = f"{len(couplings)} couplings were changed by somebody else."
        raise ChangedError(told, code="coupling_changed")


def tables(world: Surroundings) -> Storage:
    prefix = world.app.settings.storage.table_prefix
    return connect_by_string(world.stack.azurite.connection_string, prefix)


def test_a_record_that_is_chosen_twice_is_created_once(world: Surroundings) -> None:
    account = world.accounts.add("Adatum")["accountid"]
    world.sync("currency", full=True)
    others = [str(uuid4()) for _ in range(100)]

    run = world.sync(direction="from_dataverse", full=True, records=[account, *others, account])

    assert counters(run, "from_dataverse") == {"read": 1, "inserted": 1}
    assert len(world.customers.all()) == 1


def test_chosen_records_are_done_however_late_it_is(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.start_app(SYNC_TIME_BUDGET_SECONDS="1")
    world.clock.hurry(timedelta(seconds=2))

    run = world.sync(direction="to_dataverse", records=[customer["id"]])

    assert run["state"] == "finished"
    assert counters(run) == {"read": 1, "unchanged": 1}


def test_a_dry_run_of_chosen_records_needs_a_direction_too(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    asked = {"records": [customer["id"]], "dry_run": True}

    answer = world.call("POST", "mappings/customer/sync", json=asked)

    assert answer.status_code == 400
    assert answer.json()["code"] == "direction_needed"


def test_a_create_that_was_put_off_leaves_no_doubt(world: Surroundings) -> None:
    world.accounts.add("Adatum")
    world.sync("currency", full=True)
    world.fault(Side.BC, "status", method="POST", path=r"\$batch", status=429, times=5)

    run = world.sync(direction="from_dataverse", full=True)

    assert counters(run, "from_dataverse") == {"read": 1, "inserted": 1}
    assert not world.errors(run)


def test_a_record_over_which_the_service_stumbles_does_not_stop_the_others(
    world: Surroundings,
) -> None:
    first, second = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    stumbles = {"error": {"code": "Internal_ServerError", "message": "It stumbles."}}
    operation = {"id": "0", "status": 500, "headers": {}, "body": stumbles}
    world.fault(
        Side.BC,
        "status",
        path=r"\$batch",
        body_contains="Paris",
        status=200,
        body=json.dumps({"responses": [operation]}),
        times=None,
    )
    world.accounts.change(world.partner(first), address1_city="Paris")
    world.tick()
    world.accounts.change(world.partner(second), address1_city="Rome")

    run = world.tick()

    assert run["state"] == "finished"
    assert world.customers.read(second["id"])["city"] == "Rome"
    [entry] = world.pending()
    assert (entry["title"], entry["cause"]) == ("Adatum", "transient")


def test_what_is_owed_is_not_forgotten_by_an_instance_that_dies(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    euro = f"/transactioncurrencies({world.accounts.currency('EUR')['transactioncurrencyid']})"
    values = {"creditlimit": 0, "transactioncurrencyid@odata.bind": euro}
    world.accounts.add("Adatum", telephone1="2", **values)
    world.clock.advance(timedelta(minutes=1))
    world.sync(direction="from_dataverse")
    world.sync("currency", full=True)
    app = world.app
    dying = DyingPending(tables(world), app.engine.company_id)
    bootstrap.use(replace(app, engine=replace(app.engine, pending=dying)))
    assert world.sync(direction="to_dataverse", full=True)["state"] == "failed"
    assert len(world.couplings()) == 1
    bootstrap.use(app)

    world.tick()
    world.tick()

    assert world.customers.read(customer["id"])["phoneNumber"] == "2"


def test_a_pair_uncoupled_by_an_instance_that_dies_stays_uncoupled(world: Surroundings) -> None:
    world.adjust(deleted="uncouple")
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    world.accounts.delete(world.partner(customer))
    app = world.app
    dying = DyingLater(tables(world), app.engine.company_id)
    bootstrap.use(replace(app, engine=replace(app.engine, pending=dying)))
    assert world.tick()["state"] == "failed"
    assert not world.couplings()
    bootstrap.use(app)

    run = world.tick()

    assert counters(run) == {"read": 1, "skipped": 1}
    assert not world.accounts.all()
    assert not world.pending()


def test_a_timers_run_that_was_overtaken_is_ended(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(customer, city="Berlin")
    app = world.app
    overtaken = OvertakenCouplings(tables(world), app.engine.company_id)
    bootstrap.use(replace(app, engine=replace(app.engine, couplings=overtaken)))

    run = world.tick()

    assert run["state"] == "failed"
    assert {job["state"] for job in run["jobs"]} == {"failed"}
    bootstrap.use(app)
    assert world.tick()["state"] == "finished"
    assert world.partner(customer)["address1_city"] == "Berlin"


def test_a_slow_answer_does_not_settle_the_watermark(world: Surroundings) -> None:
    world.accounts.add("Adatum")
    world.clock.advance(timedelta(seconds=5))
    world.clock.hurry(timedelta(seconds=20))

    world.sync(direction="from_dataverse")
    slow = world.get("mappings/customer")["watermarks"]["dataverse"]
    world.clock.hurry(timedelta())
    world.sync(direction="from_dataverse")
    swift = world.get("mappings/customer")["watermarks"]["dataverse"]

    assert not slow["settled"]
    assert swift == {**slow, "settled": True}


def test_records_that_were_modified_at_no_known_time_are_read(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.commit_late(customer, datetime(1, 1, 1, tzinfo=UTC), city="Berlin")
    world.start_app(SYNC_TABLE_PREFIX=f"t{uuid4().hex[:16]}")

    runs = [world.tick(), world.tick(), world.tick()]

    assert {run["state"] for run in runs} == {"finished"}


def test_an_edit_made_after_a_create_without_an_answer_reaches_the_customer(
    world: Surroundings,
) -> None:
    account = world.accounts.add("Adatum", telephone1="1", address1_city="Berlin")
    world.sync("currency", full=True)
    world.fault(Side.BC, "cut_body", path=r"\$batch")
    world.start("customer", direction="from_dataverse", full=True)
    [customer] = world.customers.all()
    assert not world.couplings()

    world.accounts.change(account, telephone1="2")
    world.stack.host.drain_queues(include_delayed=True)
    world.tick()

    assert world.accounts.read(account["accountid"])["telephone1"] == "2"
    assert world.customers.read(customer["id"])["phoneNumber"] == "2"


def test_an_edit_of_an_account_created_without_an_answer_reaches_the_customer(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum", phoneNumber="1")
    world.sync("currency", full=True)
    world.fault(Side.DATAVERSE, "cut_body", path="CreateMultiple", times=9)
    world.start("customer", direction="to_dataverse", full=True)
    [account] = world.accounts.all()
    assert not world.couplings()
    world.server(Side.DATAVERSE).faults.clear()

    world.accounts.change(account, telephone1="2")
    world.stack.host.drain_queues(include_delayed=True)
    world.tick()

    assert world.partner(customer)["telephone1"] == "2"
    assert world.customers.read(customer["id"])["phoneNumber"] == "2"
