"""Couplings in real tables, after what a crash may leave."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from azure.data.tables import TransactionOperation

from dev.azurite import Azurite
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.couplings import TableCouplings
from shared.adapters.tables.storage import Storage
from shared.domain.couplings import Coupling
from shared.domain.sides import Side


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    with Azurite() as azurite:
        yield connect_by_string(azurite.connection_string, "test")


def test_a_reservation_that_a_crash_left_hides_no_coupling(storage: Storage) -> None:
    company, customer, account, other = uuid4(), uuid4(), uuid4(), uuid4()
    couplings = TableCouplings(storage, company)
    couplings.insert([Coupling("customer", customer, account)])
    bucket = f"{other.bytes[0] // 4:02x}"
    left = {
        "PartitionKey": f"{company}.customer.dv.{bucket}",
        "RowKey": str(other),
        "BcId": str(customer),
    }
    storage.table("couplings").write([(TransactionOperation.UPSERT, left)])

    for asked in ([account, other], [other, account]):
        assert couplings.find("customer", Side.DATAVERSE, asked).keys() == {account}
