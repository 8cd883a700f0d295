import pytest

from shared.domain.couplings import Coupling
from shared.domain.recoupling import Facts, Objection, Pair, Plan, plan
from shared.domain.sides import Side
from tests.domain.examples import id_of

HERE, THERE = id_of("here"), id_of("there")
OTHER_HERE, OTHER_THERE = id_of("other here"), id_of("other there")
PAIR = Pair(HERE, THERE)


def coupled(bc: str, dataverse: str, generation: int = 1) -> Coupling:
    return Coupling("people", id_of(bc), id_of(dataverse), generation)


def facts(*couplings: Coupling, gone: Side | None = None) -> Facts:
    partners = {Side.BC: {OTHER_HERE}, Side.DATAVERSE: {OTHER_THERE}}
    by_id = {side: {c.id_on(side): c for c in couplings} for side in Side}
    return Facts(by_id, {side: partners[side] if side is gone else set() for side in Side})


@pytest.mark.parametrize("start", list(Side))
def test_free_records_are_coupled_and_nothing_ends(start: Side) -> None:
    planned = plan(PAIR, start, facts())

    assert planned == Plan(PAIR)
    assert isinstance(planned, Plan)
    assert planned.generation == 1


@pytest.mark.parametrize("start", list(Side))
def test_records_that_are_coupled_with_each_other_stay_so(start: Side) -> None:
    both = coupled("here", "there")

    assert plan(PAIR, start, facts(both)) == Plan(PAIR, coupled=both)


@pytest.mark.parametrize("start", list(Side))
@pytest.mark.parametrize("gone", [None, Side.DATAVERSE])
def test_a_row_is_not_taken_from_a_record_that_exists(start: Side, gone: Side | None) -> None:
    taken = coupled("other here", "there")

    objection = plan(PAIR, start, facts(taken, gone=gone))

    assert isinstance(objection, Objection)
    assert str(OTHER_HERE) in objection.reason


@pytest.mark.parametrize("start", list(Side))
def test_a_row_is_taken_from_a_record_that_is_gone(start: Side) -> None:
    taken = coupled("other here", "there")

    assert plan(PAIR, start, facts(taken, gone=Side.BC)) == Plan(PAIR, ended=(taken,))


def test_a_record_leaves_a_living_partner_only_where_the_request_starts_from_it() -> None:
    former = coupled("here", "other there", generation=4)

    moved = plan(PAIR, Side.BC, facts(former))
    refused = plan(PAIR, Side.DATAVERSE, facts(former))

    assert moved == Plan(PAIR, ended=(former,))
    assert isinstance(moved, Plan)
    assert moved.generation == 5
    assert isinstance(refused, Objection)


@pytest.mark.parametrize("start", list(Side))
def test_a_record_leaves_a_partner_that_is_gone(start: Side) -> None:
    broken = coupled("here", "other there")

    assert plan(PAIR, start, facts(broken, gone=Side.DATAVERSE)) == Plan(PAIR, ended=(broken,))
