"""What shadow mode has found, in real tables: forgotten as a whole, by whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest

from shared.adapters.tables.looks import TableLooks
from shared.adapters.tables.storage import Storage
from shared.domain.shadow import Difference, Look
from shared.domain.sides import Leg


@pytest.fixture
def looks(storage: Storage) -> TableLooks:
    return TableLooks(storage, uuid4())


def find(looks: TableLooks, number: int) -> Look:
    look = Look(datetime.now(UTC), Leg.TO_DATAVERSE, kept=number)
    found = [Difference(look.leg, uuid4(), "Adatum", "modify") for _ in range(number)]
    looks.save("customer", look, found, 0)
    return look


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize(("number", "times"), [(2, 5), (250, 1)])
def test_a_look_that_two_forget_at_once_is_forgotten(
    looks: TableLooks, number: int, times: int
) -> None:
    for _ in range(times):
        look, both = find(looks, number), Barrier(2)

        def forget(both: Barrier = both) -> None:
            both.wait()
            looks.forget("customer")

        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(forget) for _ in range(2)]:
                done.result()

        assert looks.load("customer") is None
        assert looks.mappings() == []
        assert looks.differences("customer", look) == []
