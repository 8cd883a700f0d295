"""Rows of long texts, against the limits of Azure Tables."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from azure.data.tables import TransactionOperation

from dev.simulators.faults import Fault
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.couplings import TableCouplings
from shared.adapters.tables.looks import TableLooks
from shared.adapters.tables.pending import TablePending
from shared.adapters.tables.storage import Storage
from shared.domain.couplings import Agreement, Coupling
from shared.domain.intents import Intent
from shared.domain.pending import Cause, Pending
from shared.domain.records import Values
from shared.domain.shadow import Difference, Look
from shared.domain.sides import Leg, Side
from shared.errors import RecordError
from tests.doors import Doors
from tests.storage_limits import StorageLimits

COMPANY = UUID("7d3b0f5e-6f3e-4c39-8a55-0d0a5d1b7b11")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
LEG = Leg.TO_DATAVERSE
LETTERS = {"ascii": "x", "quotes": '"', "chinese": "漢", "emoji": "😀"}


@pytest.fixture
def account(doors: Doors) -> Storage:
    return connect_by_string(doors.connection_string, f"t{uuid4().hex[:16]}")


def agreed(letter: str, length: int) -> Agreement:
    texts: Values = {f"text{n}": letter * (length // 4) for n in range(2)}
    return Agreement(texts, texts)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("length", [8_000, 60_000])
def test_intents_of_long_texts_share_as_few_rows_as_hold_them(
    account: Storage, doors: Doors, letter: str, length: int
) -> None:
    pending, limits = TablePending(account, COMPANY), StorageLimits()
    intents = [Intent(uuid4(), agreed(letter, length), NOW, 1) for _ in range(20)]

    with doors.watched(limits.watch):
        stored = pending.intend("customer", LEG, intents)
        found = pending.unsettled("customer", LEG).intents
        pending.close_intents("customer", LEG, stored, stored[:10])

    assert limits.refused == []
    assert sorted(found, key=lambda each: each.source_id) == sorted(
        stored, key=lambda each: each.source_id
    )
    assert len(pending.unsettled("customer", LEG).intents) == 10


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_couplings_of_long_texts_are_stored_in_transactions_that_hold_them(
    account: Storage, doors: Doors, letter: str
) -> None:
    couplings, limits = TableCouplings(account, COMPANY), StorageLimits()
    same_partition = [UUID(int=(1 << 126) + number) for number in range(100)]
    new = [
        Coupling("customer", id_, id_, agreement=agreed(letter, 40_000)) for id_ in same_partition
    ]

    with doors.watched(limits.watch):
        stored = couplings.insert(new)
        couplings.update([each for each in stored if each])

    assert limits.refused == []
    assert len(couplings.find("customer", Side.BC, same_partition)) == 100


def test_pending_records_with_long_messages_are_stored_in_transactions_that_hold_them(
    account: Storage, doors: Doors
) -> None:
    pending, limits = TablePending(account, COMPANY), StorageLimits()
    message = "漢" * 20_000

    with doors.watched(limits.watch):
        pending.put(
            "customer",
            LEG,
            [Pending(uuid4(), Cause.DATA, message, message, 1, NOW, NOW) for _ in range(100)],
        )

    assert limits.refused == []
    assert len(pending.waiting("customer", LEG)) == 100


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_whatever_a_coupling_is_said_to_keep_fits_into_its_rows(
    account: Storage, doors: Doors, letter: str
) -> None:
    couplings, pending = TableCouplings(account, COMPANY), TablePending(account, COMPANY)
    limits = StorageLimits()
    longest = max(
        length for length in range(0, 500_000, 10_000) if couplings.keeps(agreed(letter, length))
    )
    agreement = agreed(letter, longest)

    with doors.watched(limits.watch):
        pending.intend("customer", LEG, [Intent(uuid4(), agreement, NOW, 1)])
        couplings.insert([Coupling("customer", uuid4(), uuid4(), agreement=agreement)])

    assert limits.refused == []
    assert longest >= 70_000
    assert longest > 300_000 or letter != "x"


def test_what_shadow_mode_finds_of_long_texts_is_kept_with_their_beginnings(
    account: Storage, doors: Doors
) -> None:
    looks, limits = TableLooks(account, COMPANY), StorageLimits()
    found = Difference(
        LEG, uuid4(), "A1", "modify", None, {"long": "x" * 900_000}, {"long": "y" * 900_000, "n": 1}
    )
    look = Look(NOW, LEG, kept=1)

    with doors.watched(limits.watch):
        looks.save("customer", look, [found], 0)
        [kept] = looks.differences("customer", look)

    assert limits.refused == []
    assert kept.before == {"long": "x" * 1_000 + "…"}
    assert kept.after == {"long": "y" * 1_000 + "…", "n": 1}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "EntityTooLarge"),
        (400, "PropertyValueTooLarge"),
        (413, "RequestBodyTooLarge"),
        (413, ""),
    ],
)
@pytest.mark.parametrize("rows", [1, 10])
def test_a_row_that_is_refused_for_its_size_is_not_sent_again_and_again(
    account: Storage, doors: Doors, status: int, code: str, rows: int
) -> None:
    table = account.table("runs")
    told = f'{{"odata.error": {{"code": "{code}", "message": {{"value": "too large"}}}}}}'
    doors.tables.faults.add(Fault(kind="status", status=status, body=told, times=None))
    try:
        with pytest.raises(RecordError) as refused:
            table.write(
                (TransactionOperation.UPSERT, {"PartitionKey": "a", "RowKey": str(number)})
                for number in range(rows)
            )
    finally:
        doors.tables.faults.clear()

    assert refused.value.code == "storage_row_too_large"
