"""What the services say is not there, and nothing else, counts as deleted."""

from uuid import uuid4

import pytest

from dev.simulators.faults import Fault
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.ports import RecordStore
from tests.adapters.test_deleting import accounts, customers, deletions, multipart
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World


def world_of(world: World, side: Side) -> tuple[RecordStore, Table, list[Record]]:
    if side is Side.BC:
        return world.bc(batch_size=2), CUSTOMERS, customers(world, "Adatum", "Contoso", "Fabrikam")
    return world.dataverse(batch_size=2), ACCOUNTS, accounts(world, "Adatum", "Contoso", "Fabrikam")


@pytest.mark.parametrize("side", Side)
@pytest.mark.wire("A.5, B.4")
def test_deleted_and_unknown_records_are_absent_and_the_others_are_not(
    world: World, side: Side
) -> None:
    store, table, records = world_of(world, side)
    store.delete(table, deletions(records[0]))
    unknown = uuid4()

    absent = store.absent(table, [*(record.id for record in records), unknown])

    assert absent == {records[0].id, unknown}


def test_a_row_that_the_app_may_not_read_is_not_absent(world: World) -> None:
    [account] = accounts(world, "Adatum")
    refusal = multipart(403, "0x80040220", "The user has not the privilege") + "--b--\r\n"
    world.fleet.dataverse_server.faults.add(
        Fault(
            kind="status",
            path=r"\$batch",
            status=200,
            content_type='multipart/mixed; boundary="b"',
            body=refusal,
        )
    )

    assert world.dataverse().absent(ACCOUNTS, [account.id]) == set()


def test_a_service_that_does_not_answer_says_nothing_about_records(world: World) -> None:
    [customer] = customers(world, "Adatum")
    world.fleet.business_central_server.faults.add(
        Fault(kind="status", path=r"\$batch", status=500, times=5)
    )

    assert world.bc().absent(CUSTOMERS, [customer.id, uuid4()]) == set()
