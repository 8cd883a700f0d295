"""Patience and doubt: what happens when a service is busy, breaks off or stays silent."""

from uuid import uuid4

import pytest

from dev.simulators.faults import Kind
from shared.adapters.patience import Patience
from shared.domain.outcomes import Changed, Creation, Exists, Unanswered, Written
from shared.domain.sides import Side
from shared.errors import TransientError
from tests.adapters.test_business_central import change, read
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World

IMPATIENT = Patience(read=0.3)
"""Gives an unanswered request up soon; the simulator never answers those."""
BATCH = r"\$batch"


def creations(number: int) -> list[Creation]:
    return [Creation({"displayName": f"Customer {n}"}) for n in range(number)]


# Waiting


@pytest.mark.wire("B.9")
@pytest.mark.parametrize("status", [429, 503])
def test_a_request_that_is_put_off_is_sent_again_when_its_time_comes(
    world: World, status: int
) -> None:
    world.add_account("Adatum")
    world.fault(Side.DATAVERSE, "status", status=status, retry_after=7, path="/accounts")

    records = read(world.dataverse(), ACCOUNTS)

    assert [record.title for record in records] == ["Adatum"]
    assert world.clock.slept
    assert world.server(Side.DATAVERSE).service.limits.impolite == 0


@pytest.mark.wire("A.9")
def test_429_without_retry_after_is_waited_out_ever_longer(world: World) -> None:
    world.add_customers("Adatum")
    world.fault(Side.BC, "status", status=429, path="/customers", times=3)

    records = read(world.bc(), CUSTOMERS)

    assert [record.title for record in records] == ["Adatum"]
    assert len(world.clock.slept) == 3
    first, second, third = world.clock.slept
    assert 0.5 <= first <= 1 <= second <= 2 <= third <= 4


def test_a_long_wait_is_left_to_the_caller_and_nothing_is_sent_meanwhile(world: World) -> None:
    store = world.bc()
    store.read_page(CUSTOMERS, None, None)
    world.fault(Side.BC, "status", status=503, retry_after=120, path="/customers")
    with pytest.raises(TransientError) as caught:
        store.read_page(CUSTOMERS, None, None)
    requests = store.requests

    with pytest.raises(TransientError) as again:
        store.create(CUSTOMERS, creations(1))

    assert caught.value.retry_after == 120
    assert not caught.value.in_doubt
    assert again.value.retry_after is not None
    assert 110 < again.value.retry_after <= 120
    assert store.requests == requests
    assert world.clock.slept == []


def test_a_service_that_stays_busy_is_given_up(world: World) -> None:
    world.fault(Side.BC, "status", status=503, retry_after=1, times=None)

    with pytest.raises(TransientError) as caught:
        world.bc().read_page(CUSTOMERS, None, None)

    assert caught.value.code == "service_busy"
    assert len(world.clock.slept) == Patience().attempts - 1


@pytest.mark.wire("A.9")
def test_the_stores_stay_inside_the_documented_limits(world: World) -> None:
    world.server(Side.BC).service.limits.enabled = True
    store = world.bc(batch_size=5, concurrency=5)

    outcomes = store.create(CUSTOMERS, creations(100))

    limits = world.server(Side.BC).service.limits
    assert all(isinstance(outcome, Written) for outcome in outcomes)
    assert limits.refusals == 0
    assert max(b.most_concurrent for b in limits.behaviours().values()) <= 5


# Failing


@pytest.mark.parametrize("kind", ["reset", "cut_body"])
def test_a_read_that_breaks_off_is_repeated(world: World, kind: Kind) -> None:
    world.add_customers("Adatum")
    store = world.bc()
    world.fault(Side.BC, kind, path="/customers")

    assert [record.title for record in read(store, CUSTOMERS)] == ["Adatum"]


@pytest.mark.parametrize("status", [200, 502])
def test_a_web_page_in_place_of_an_answer_is_not_believed(world: World, status: int) -> None:
    world.add_customers("Adatum")
    store = world.bc()
    world.fault(Side.BC, "html_body", status=status, path="/customers", times=2)

    assert [record.title for record in read(store, CUSTOMERS)] == ["Adatum"]

    world.fault(Side.BC, "html_body", status=status, path="/customers", times=None)
    with pytest.raises(TransientError, match="Business Central"):
        store.read_page(CUSTOMERS, None, None)


@pytest.mark.parametrize("kind", ["timeout_after", "cut_body"])
def test_a_create_without_an_answer_is_in_doubt_and_never_sent_twice(
    world: World, kind: Kind
) -> None:
    store = world.bc(patience=IMPATIENT)
    world.fault(Side.BC, kind, path=BATCH)

    outcomes = store.create(CUSTOMERS, creations(3))

    assert all(isinstance(outcome, Unanswered) and outcome.error.in_doubt for outcome in outcomes)
    assert len(world.customers()) == 3
    assert world.sent(Side.BC, "POST", "$batch") == 1


def test_a_create_answered_by_a_gateway_is_in_doubt(world: World) -> None:
    world.fault(Side.BC, "status", status=504, path=BATCH)

    (outcome,) = world.bc().create(CUSTOMERS, creations(1))

    assert isinstance(outcome, Unanswered)
    assert outcome.error.in_doubt
    assert world.sent(Side.BC, "POST", "$batch") == 1


def test_creates_that_were_answered_keep_their_outcome_when_others_are_in_doubt(
    world: World,
) -> None:
    store = world.bc(batch_size=2, concurrency=1)
    world.fault(Side.BC, "cut_body", path=BATCH, skip=1)

    outcomes = store.create(CUSTOMERS, creations(6))

    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [Written, Written, Unanswered, Unanswered, Written, Written]


def test_a_repeated_change_meets_its_own_first_and_does_no_harm(world: World) -> None:
    world.add_customers("Adatum")
    store = world.bc()
    (record,) = read(store, CUSTOMERS)
    world.fault(Side.BC, "cut_body", path=BATCH)

    (outcome,) = store.modify(CUSTOMERS, [change(record, city="Bern")], one_way=False)

    assert isinstance(outcome, Changed)
    assert world.customer(record.id)["city"] == "Bern"


def test_a_repeated_create_with_a_chosen_id_finds_its_own_first(world: World) -> None:
    store = world.dataverse()
    world.fault(Side.DATAVERSE, "cut_body", path="CreateMultiple")

    outcomes = store.create(ACCOUNTS, [Creation({"name": f"A{n}"}, uuid4()) for n in range(3)])

    assert [type(outcome) for outcome in outcomes] == [Exists] * 3
    assert len(world.accounts()) == 3


def test_a_service_out_of_reach_leaves_no_doubt(world: World) -> None:
    with pytest.raises(TransientError) as caught:
        world.bc(base_url="https://localhost:1").create(CUSTOMERS, creations(1))

    assert caught.value.code == "service_unreachable"
    assert not caught.value.in_doubt
    assert "BC_BASE_URL" in caught.value.message
