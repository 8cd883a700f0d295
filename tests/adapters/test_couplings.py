"""Couplings in real tables: found on either side, removed with their reservations, one to one."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from shared.adapters.tables.couplings import TableCouplings
from shared.adapters.tables.storage import Storage
from shared.domain.couplings import Coupling
from shared.domain.sides import Side
from shared.errors import ChangedError


@pytest.fixture
def couplings(storage: Storage) -> TableCouplings:
    return TableCouplings(storage, uuid4())


def stored(couplings: TableCouplings, number: int) -> list[Coupling]:
    made = couplings.insert([Coupling("customer", uuid4(), uuid4()) for _ in range(number)])
    return [coupling for coupling in made if coupling is not None]


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize(
    ("there", "wanted"),
    [(20, 10), (400, 300), (2500, 210)],
    ids=["a few", "most of them", "a few hundred of many"],
)
def test_those_asked_for_are_found_on_either_side_and_no_others(
    couplings: TableCouplings, there: int, wanted: int
) -> None:
    asked = stored(couplings, there)[:wanted]
    strangers = [uuid4() for _ in range(10)]

    by_bc = couplings.find("customer", Side.BC, [*(c.bc_id for c in asked), *strangers])
    by_dataverse = couplings.find(
        "customer", Side.DATAVERSE, [*(c.dataverse_id for c in asked), *strangers]
    )

    assert by_bc == {coupling.bc_id: coupling for coupling in asked}
    assert by_dataverse == {coupling.dataverse_id: coupling for coupling in asked}


def test_a_removed_coupling_frees_both_records(couplings: TableCouplings) -> None:
    [first, second] = stored(couplings, 2)

    couplings.remove([first])

    crossed = (
        Coupling("customer", first.bc_id, uuid4()),
        Coupling("customer", uuid4(), first.dataverse_id),
    )
    assert couplings.find("customer", Side.BC, [first.bc_id]) == {}
    assert all(couplings.insert(crossed))
    assert couplings.find("customer", Side.BC, [second.bc_id]) == {second.bc_id: second}


def test_to_remove_a_coupling_again_does_no_harm(couplings: TableCouplings) -> None:
    [coupling] = stored(couplings, 1)
    couplings.remove([coupling])

    couplings.remove([coupling])

    assert list(couplings.each_id("customer", Side.BC)) == []


def test_a_coupling_that_was_changed_meanwhile_is_not_removed(couplings: TableCouplings) -> None:
    [coupling] = stored(couplings, 1)
    couplings.update([replace(coupling, skipped=True)])

    with pytest.raises(ChangedError):
        couplings.remove([coupling])

    [kept] = couplings.find("customer", Side.DATAVERSE, [coupling.dataverse_id]).values()
    assert kept.skipped


def test_a_record_cannot_be_coupled_twice(couplings: TableCouplings) -> None:
    [coupling] = stored(couplings, 1)
    other = UUID(int=7)

    assert couplings.insert([Coupling("customer", other, coupling.dataverse_id)]) == [None]
    assert couplings.insert([Coupling("customer", coupling.bc_id, other)]) == [None]
    assert couplings.find("customer", Side.DATAVERSE, [other]) == {}
