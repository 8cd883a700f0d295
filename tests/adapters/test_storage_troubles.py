"""Answers that come from somebody else than the storage account, and answers that break off."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from azure.core.credentials import AccessToken, TokenCredential
from azure.data.tables import TransactionOperation

from dev.azurite import ACCOUNT, KEY
from dev.simulators.faults import Fault
from dev.simulators.server import SimulatorServer
from shared.adapters.tables.account import connect_by_identity, connect_by_string
from shared.adapters.tables.storage import Table
from shared.adapters.work_queue import StorageWorkQueue
from shared.errors import ConfigurationError, IntegrationError, TransientError
from tests.doors import Doors

Work = Callable[[Table], object]
UPSERT, CREATE = TransactionOperation.UPSERT, TransactionOperation.CREATE
ROWS = [
    {"PartitionKey": "customer", "RowKey": str(number), "Name": "Adatum"} for number in range(6)
]
READS: dict[str, Work] = {
    "get": lambda table: table.get("customer", "0"),
    "look up": lambda table: table.look_up([("customer", str(n)) for n in range(300)]),
    "scan": lambda table: list(table.scan("customer")),
}
WRITES: dict[str, Work] = {
    "put": lambda table: table.put(ROWS[0]),
    "insert": lambda table: table.insert(ROWS[0]),
    "replace": lambda table: table.replace(ROWS[0], "*"),
    "transaction": lambda table: table.write((UPSERT, row) for row in ROWS),
    "several": lambda table: list(table.try_each((CREATE, row) for row in ROWS[:2])),
    "create": lambda table: table.create(),
}
ANYTHING = READS | WRITES
EMPTY_PAGE = '{"value": [{}, 5]}'
WITHOUT_KEYS = '{"odata.error": {"code": 7}}'


@pytest.fixture
def table(doors: Doors) -> Table:
    prefix = f"t{uuid4().hex[:16]}"
    connect_by_string(doors.connection_string, prefix).table("runs").create()
    return connect_by_string(doors.connection_string, prefix).table("runs")


@pytest.fixture
def queue(doors: Doors) -> StorageWorkQueue:
    return StorageWorkQueue(f"q{uuid4().hex[:16]}", connection_string=doors.connection_string)


@pytest.fixture
def spoil(doors: Doors) -> Iterator[Callable[[SimulatorServer, Fault], None]]:
    def add(door: SimulatorServer, fault: Fault) -> None:
        door.faults.add(fault)

    yield add
    doors.tables.faults.clear()
    doors.queue.faults.clear()


Spoil = Callable[[SimulatorServer, Fault], None]


def answered(status: int, body: str = "<html>Gateway</html>", **details: Any) -> Fault:
    return Fault(kind="status", status=status, body=body, times=None, **details)


def refused(work: Callable[[], object]) -> IntegrationError:
    with pytest.raises(IntegrationError) as error:
        work()
    return error.value


@pytest.mark.parametrize("body", ["", "null", "[]", "<html>", EMPTY_PAGE, WITHOUT_KEYS])
@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_page_of_somebody_else_is_not_read_as_rows(
    table: Table, doors: Doors, spoil: Spoil, read: Work, body: str
) -> None:
    spoil(doors.tables, answered(200, body))

    error = refused(lambda: read(table))

    assert error.code == "storage_unavailable"
    assert "sign-in page" in error.message


@pytest.mark.parametrize(
    ("write", "status"),
    [
        pytest.param(write, status, id=f"{name}-{status}")
        for name, write in WRITES.items()
        for status in (200, 201, 202, 204)
        if (name, status) != ("create", 204)  # As much is answered where a table was made.
    ],
)
def test_a_page_of_somebody_else_is_not_taken_for_a_write_that_was_carried_out(
    table: Table, doors: Doors, spoil: Spoil, write: Work, status: int
) -> None:
    spoil(doors.tables, answered(status, method="POST|PUT"))

    assert refused(lambda: write(table)).code == "storage_unavailable"


@pytest.mark.parametrize("status", [404, 409])
@pytest.mark.parametrize("body", ["", "<html>Not found</html>"])
@pytest.mark.parametrize("work", ANYTHING.values(), ids=ANYTHING)
def test_a_row_is_missing_or_there_only_if_the_service_itself_says_so(
    table: Table, doors: Doors, spoil: Spoil, work: Work, body: str, status: int
) -> None:
    spoil(doors.tables, answered(status, body))

    assert refused(lambda: work(table)).code == "storage_unavailable"


@pytest.mark.parametrize("status", [404, 409])
@pytest.mark.parametrize("body", ["", "<html>Gateway</html>", "{}"])
def test_a_page_of_somebody_else_is_not_taken_for_a_row_that_is_gone(
    table: Table, doors: Doors, spoil: Spoil, body: str, status: int
) -> None:
    table.put(ROWS[0])
    spoil(doors.tables, answered(status, body, method="DELETE"))

    error = refused(lambda: list(table.try_each([(TransactionOperation.DELETE, ROWS[0])])))

    assert error.code == "storage_unavailable"


@pytest.mark.parametrize("name", sorted(WRITES.keys() - {"replace"}))
def test_a_table_that_cannot_be_found_though_it_was_just_made_is_an_outage(
    table: Table, doors: Doors, spoil: Spoil, name: str
) -> None:
    told = '{"odata.error": {"code": "ResourceNotFound", "message": {"value": "none"}}}'
    spoil(doors.tables, answered(404, told, method="POST|PUT"))

    assert refused(lambda: WRITES[name](table)).code == "storage_unavailable"


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_table_that_is_being_deleted_refuses_no_row_for_what_it_is(
    table: Table, doors: Doors, spoil: Spoil, write: Work
) -> None:
    told = '{"odata.error": {"code": "TableBeingDeleted", "message": {"value": "wait"}}}'
    spoil(doors.tables, answered(409, told))

    assert refused(lambda: write(table)).code == "storage_unavailable"


@pytest.mark.parametrize(
    "work", [ANYTHING[name] for name in ("scan", "insert", "transaction", "several")]
)
def test_an_answer_that_breaks_off_is_an_outage(
    table: Table, doors: Doors, spoil: Spoil, work: Work
) -> None:
    spoil(doors.tables, Fault(kind="cut_body", times=None))

    error = refused(lambda: work(table))

    assert error.code == "storage_unavailable"
    assert "broke off" in error.message


def test_a_transaction_that_answers_for_a_part_of_its_rows_does_not_count_as_carried_out(
    table: Table, doors: Doors, spoil: Spoil
) -> None:
    # Half of what came is a complete answer for fewer rows.
    spoil(doors.tables, Fault(kind="half_body", path="batch"))

    error = refused(lambda: table.write((UPSERT, row) for row in ROWS))

    assert isinstance(error, TransientError)
    assert "answers came to 6 operations" in error.message


def test_a_mistake_of_the_app_itself_is_no_outage(table: Table) -> None:
    with pytest.raises(TypeError):
        table.put({"PartitionKey": "customer", "RowKey": "0", "Name": object()})


# The queue


@pytest.mark.parametrize(
    "body",
    ["", "<html>Gateway</html>", "<QueueMessagesList/>", "<QueueMessagesList><QueueMessage>"],
)
@pytest.mark.parametrize("status", [200, 201, 202])
def test_a_page_of_somebody_else_is_not_taken_for_a_message_that_was_sent(
    queue: StorageWorkQueue, doors: Doors, spoil: Spoil, body: str, status: int
) -> None:
    queue.probe()
    spoil(doors.queue, answered(status, body, content_type="application/xml"))

    assert refused(lambda: queue.put("run")).code == "storage_unavailable"


def test_a_queue_that_refuses_the_app_names_the_role_that_it_needs(
    queue: StorageWorkQueue, doors: Doors, spoil: Spoil
) -> None:
    spoil(doors.queue, answered(403, "<Error><Code>AuthorizationFailure</Code></Error>"))

    errors = [refused(work) for work in (queue.probe, lambda: queue.put("run"))]

    assert {error.code for error in errors} == {"storage_refused"}
    assert all("Storage Queue Data Contributor" in error.message for error in errors)


def test_a_queue_is_looked_at_once(queue: StorageWorkQueue, doors: Doors) -> None:
    asked: list[str] = []

    with doors.watched(lambda _, request: asked.append(request.method)):
        queue.probe()
        queue.probe()

    assert asked == ["PUT"]


# Settings


class Identity(TokenCredential):
    def get_token(self, *_scopes: str, **_options: Any) -> AccessToken:
        raise AssertionError("nobody is asked for a token before the address is known")


@pytest.mark.parametrize("endpoint", ["http://firm.core.windows.net", "https://x..y", "https://"])
def test_an_address_that_no_identity_can_be_told_to_is_a_wrong_setting(endpoint: str) -> None:
    for connect in (
        lambda: connect_by_identity(endpoint, Identity(), "sync"),
        lambda: StorageWorkQueue("runs", endpoint=endpoint, credential=Identity()),
    ):
        error = refused(connect)

        assert isinstance(error, ConfigurationError)
        assert error.code == "settings_invalid"
        assert "AzureWebJobsStorage__tableServiceUri" in error.message


@pytest.mark.parametrize(
    "told",
    [
        "nonsense",
        f"AccountName={ACCOUNT};AccountKey={KEY};TableEndpoint=http://x..y/x;"
        "QueueEndpoint=http://x..y/x",
        f"AccountName={ACCOUNT};AccountKey={KEY};TableEndpoint=http://[::1;"
        "QueueEndpoint=http://[::1",
        f"AccountName={ACCOUNT};AccountKey={KEY};TableEndpoint=http://x:99999/;"
        "QueueEndpoint=http://x:99999/",
    ],
)
def test_a_connection_string_that_leads_nowhere_is_a_wrong_setting(told: str) -> None:
    for connect in (
        lambda: connect_by_string(told, "sync"),
        lambda: StorageWorkQueue("runs", connection_string=told),
    ):
        assert refused(connect).code == "settings_invalid"
