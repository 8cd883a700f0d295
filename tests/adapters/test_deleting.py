"""Deleting records on either side."""

import json
from uuid import uuid4

import pytest

from shared.domain.outcomes import Changed, Deletion, Refused, Unanswered, Written
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import TransientError
from tests.adapters.test_business_central import read
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World

CURRENCIES = Table("transactioncurrency", ("isocurrencycode",), title="isocurrencycode")


def deletions(*records: Record) -> list[Deletion]:
    return [Deletion(record.id, record.etag) for record in records]


def multipart(status: int, code: str, message: str) -> str:
    """Return one part of a batch's answer, with the boundary b."""
    error = json.dumps({"error": {"code": code, "message": message}})
    content = f"Content-Type: application/json\r\n\r\n{error}" if status >= 400 else "\r\n"
    head = "--b\r\nContent-Type: application/http\r\n\r\n"
    return f"{head}HTTP/1.1 {status} {message}\r\n{content}\r\n"


def customers(world: World, *names: str) -> list[Record]:
    """Add customers and read them, in the order of their names."""
    world.add_customers(*names)
    return sorted(read(world.bc(), CUSTOMERS), key=lambda record: record.title)


def accounts(world: World, *names: str) -> list[Record]:
    """Add accounts and read them, in the order of their names."""
    world.add_accounts(*names)
    return sorted(read(world.dataverse(), ACCOUNTS), key=lambda record: record.title)


@pytest.mark.wire("A.5")
def test_customers_are_deleted_batch_by_batch(world: World) -> None:
    records = customers(world, *[f"Customer {number}" for number in range(25)])

    outcomes = world.bc(batch_size=10).delete(CUSTOMERS, deletions(*records[1:]))

    assert outcomes == [Written(record.id) for record in records[1:]]
    assert [row["displayName"] for row in world.customers()] == [records[0].title]
    assert world.sent(Side.BC, "POST", "$batch") == 3


@pytest.mark.wire("B.4")
def test_accounts_are_deleted_batch_by_batch(world: World) -> None:
    records = accounts(world, *[f"Account {number}" for number in range(25)])

    outcomes = world.dataverse(batch_size=10).delete(ACCOUNTS, deletions(*records[1:]))

    assert outcomes == [Written(record.id) for record in records[1:]]
    assert [row["name"] for row in world.accounts()] == [records[0].title]
    assert world.sent(Side.DATAVERSE, "POST", "$batch") == 3


def test_nothing_to_delete_sends_nothing(world: World) -> None:
    bc, dataverse = world.bc(), world.dataverse()

    assert bc.delete(CUSTOMERS, []) == []
    assert dataverse.delete(ACCOUNTS, []) == []
    assert (bc.requests, dataverse.requests) == (0, 0)


@pytest.mark.wire("A.4")
def test_a_customer_that_changed_since_is_kept_and_one_that_went_is_deleted(world: World) -> None:
    adatum, contoso, fabrikam = customers(world, "Adatum", "Contoso", "Fabrikam")
    bc = world.fleet.business_central
    bc.change("customers", adatum.id, {"city": "Bern"}, company=world.company)
    bc.delete("customers", contoso.id, company=world.company)

    outcomes = world.bc().delete(CUSTOMERS, deletions(adatum, contoso, fabrikam))

    assert outcomes == [Changed(), Written(contoso.id), Written(fabrikam.id)]
    assert [row["displayName"] for row in world.customers()] == ["Adatum"]


@pytest.mark.wire("B.3")
def test_an_account_that_changed_since_is_kept_and_one_that_went_is_deleted(world: World) -> None:
    adatum, contoso, fabrikam = accounts(world, "Adatum", "Contoso", "Fabrikam")
    world.change_account(adatum.id, address1_city="Bern")
    world.delete_account(contoso.id)

    outcomes = world.dataverse().delete(ACCOUNTS, deletions(adatum, contoso, fabrikam))

    assert outcomes == [Changed(), Written(contoso.id), Written(fabrikam.id)]
    assert [row["name"] for row in world.accounts()] == ["Adatum"]


@pytest.mark.wire("B.9")
def test_a_row_that_others_need_is_refused_and_stands_alone(world: World) -> None:
    world.add_accounts("Adatum", creditlimit=5)
    gone = Deletion(uuid4(), 'W/"1"')
    store = world.dataverse()
    (euro,) = store.read_by_id(CURRENCIES, [world.currency()], within_filter=False)

    first, refused, last = store.delete(CURRENCIES, [gone, *deletions(euro), gone])

    assert first == last == Written(gone.id)
    assert isinstance(refused, Refused)
    assert refused.error.message.startswith(f"Dataverse refused to delete the row {euro.id} in ")
    assert refused.error.answer is not None
    assert refused.error.answer.code == "0x80040227"


@pytest.mark.wire("A.5")
@pytest.mark.wire("A.8")
def test_each_operation_of_a_batch_has_an_outcome_of_its_own(world: World) -> None:
    """The simulated rules let every customer go, so that the answer is given here."""
    wanted = [Deletion(uuid4(), 'W/"1"') for _ in range(6)]
    store = world.bc()
    store.probe()
    error = {"error": {"code": "Application_DialogException", "message": "Open orders."}}
    missing = {"error": {"code": "BadRequest_ResourceNotFound", "message": "No such set."}}
    answers = [
        {"id": "0", "status": 204, "headers": {}},
        {"id": "1", "status": 400, "headers": {}, "body": error},
        {"id": "2", "status": 412, "headers": {}},
        {"id": "3", "status": 404, "headers": {}, "body": missing},
        {"id": "4", "status": 503, "headers": {}},
        {"id": "5", "status": 404, "headers": {}},
    ]
    body = json.dumps({"responses": answers})
    world.fault(Side.BC, "status", status=200, path=r"\$batch", body=body)

    outcomes = store.delete(CUSTOMERS, wanted)

    kinds = [Written, Refused, Changed, Refused, Unanswered, Written]
    assert [type(outcome) for outcome in outcomes] == kinds
    refused = outcomes[1]
    assert isinstance(refused, Refused)
    assert refused.error.message == (
        f"Business Central refused to delete the record {wanted[1].id} in customers: "
        "Open orders. Change the record or the mapping."
    )


@pytest.mark.wire("B.4")
@pytest.mark.wire("B.9")
def test_only_a_row_that_is_missing_is_taken_for_deleted(world: World) -> None:
    """Answers that the simulated rules do not give, among them an old one without a code."""
    answers = [
        (204, "", "No Content"),
        (404, "0x80040217", "account With Id Does Not Exist"),
        (404, "0x80060888", "Resource not found for the segment."),
        (412, "", "The version of the existing record doesn't match."),
        (500, "0x80040216", "An unexpected error occurred."),
        (403, "0x80040220", "Principal is missing prvDeleteAccount."),
    ]
    wanted = [Deletion(uuid4(), 'W/"1"') for _ in answers]
    store = world.dataverse()
    world.fault(
        Side.DATAVERSE,
        "status",
        status=200,
        path=r"\$batch",
        content_type="multipart/mixed; boundary=b",
        body="".join(multipart(*answer) for answer in answers) + "--b--\r\n",
    )

    outcomes = store.delete(ACCOUNTS, wanted)

    kinds = [Written, Written, Refused, Changed, Unanswered, Refused]
    assert [type(outcome) for outcome in outcomes] == kinds
    denied = outcomes[5]
    assert isinstance(denied, Refused)
    assert "application user" in denied.error.message


@pytest.mark.parametrize("side", [*Side])
def test_a_delete_whose_answer_was_lost_is_repeated_and_finds_its_work_done(
    world: World, side: Side
) -> None:
    is_bc = side is Side.BC
    records = customers(world, "Adatum") if is_bc else accounts(world, "Adatum")
    store, table = (world.bc(), CUSTOMERS) if is_bc else (world.dataverse(), ACCOUNTS)
    world.fault(side, "cut_body", path=r"\$batch")

    outcomes = store.delete(table, deletions(*records))

    assert outcomes == [Written(records[0].id)]
    assert world.sent(side, "POST", "$batch") == 2
    assert (world.customers() if is_bc else world.accounts()) == []


@pytest.mark.parametrize("side", [*Side])
def test_a_service_that_is_busy_for_long_deletes_nothing_and_says_so(
    world: World, side: Side
) -> None:
    is_bc = side is Side.BC
    records = customers(world, "Adatum") if is_bc else accounts(world, "Adatum")
    store, table = (world.bc(), CUSTOMERS) if is_bc else (world.dataverse(), ACCOUNTS)
    world.fault(side, "status", status=503, retry_after=900, path=r"\$batch")

    with pytest.raises(TransientError) as caught:
        store.delete(table, deletions(*records))

    assert not caught.value.in_doubt
    assert len(world.customers() if is_bc else world.accounts()) == 1
