"""How far a mapping has got, kept with its lease in real tables."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest

from shared.adapters.clock import SystemClock
from shared.adapters.tables.progress import TableProgress
from shared.adapters.tables.storage import Storage
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.errors import ChangedError
from shared.ports import Lease, Progress, Reached

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, UTC)
Work = Callable[[Lease], None]


def progress(storage: Storage, company: UUID) -> Progress:
    return TableProgress(storage, company, SystemClock(), timedelta(minutes=5))


@pytest.fixture
def company(storage: Storage) -> Progress:
    return progress(storage, uuid4())


def run(company: Progress, work: Work, mapping: str = "customer") -> None:
    """Hold a mapping's lease for some work, as a run does."""
    with company.lease(mapping, "run") as lease:
        assert lease is not None
        work(lease)


def test_a_table_without_a_token_has_none(company: Progress) -> None:
    run(company, lambda lease: _is(lease.token("account"), None))


def test_mappings_that_share_a_table_follow_it_apart(company: Progress) -> None:
    run(company, lambda lease: lease.note_token("account", "token"))

    run(company, lambda lease: _is(lease.token("account"), None), "vendor")


def test_the_latest_token_of_each_table_is_kept(company: Progress) -> None:
    for table, token in (("account", "first"), ("contact", "other"), ("account", "second")):
        run(company, lambda lease, at=table, new=token: lease.note_token(at, new))  # type: ignore[misc]

    run(company, lambda lease: _is(lease.token("account"), "second"))
    run(company, lambda lease: _is(lease.token("contact"), "other"))


@pytest.mark.parametrize("length", [16_000, 16_001, 40_000])
def test_a_token_of_any_length_is_kept_whole(company: Progress, length: int) -> None:
    token = "".join(chr(ord("a") + position % 26) for position in range(length))

    run(company, lambda lease: lease.note_token("account", token))

    run(company, lambda lease: _is(lease.token("account"), token))


def test_a_short_token_leaves_nothing_of_a_long_one(company: Progress) -> None:
    run(company, lambda lease: lease.note_token("account", "long" * 10_000))
    run(company, lambda lease: lease.note_token("account", "short"))

    run(company, lambda lease: _is(lease.token("account"), "short"))


def test_times_are_kept_for_each_side_and_leg_in_utc(company: Progress) -> None:
    later = NOON + timedelta(hours=1)

    def note(lease: Lease) -> None:
        lease.note_comparison(Side.BC, NOON.astimezone(timezone(timedelta(hours=5))))
        lease.note_reread(Leg.TO_DATAVERSE, later)

    run(company, note)

    def look(lease: Lease) -> None:
        _is(lease.compared_at(Side.BC), NOON)
        _is(lease.compared_at(Side.DATAVERSE), None)
        _is(lease.reread_at(Leg.TO_DATAVERSE), later)
        _is(lease.reread_at(Leg.FROM_DATAVERSE), None)

    run(company, look)


def test_what_is_noted_is_kept_beside_watermarks_and_what_has_stopped(company: Progress) -> None:
    mark = Watermark(NOON, True)

    def work(lease: Lease) -> None:
        lease.note_token("account", "token")
        lease.renew({Side.BC: mark}, {Leg.TO_DATAVERSE: "hash"})
        lease.note_stopped("run-1")

    run(company, work)
    run(company, lambda lease: lease.note_stopped(None))

    run(company, lambda lease: _is(lease.token("account"), "token"))
    assert company.reached("customer") == Reached(
        {Side.BC: mark, Side.DATAVERSE: Watermark()}, {Leg.TO_DATAVERSE: "hash"}, None
    )


def test_whoever_lost_the_lease_saves_nothing(company: Progress, storage: Storage) -> None:
    owner = uuid4()
    slow = TableProgress(storage, owner, SystemClock(), timedelta(seconds=0))

    def work(lease: Lease) -> None:
        run(progress(storage, owner), lambda other: other.note_token("account", "theirs"))
        lease.note_token("account", "ours")
        with pytest.raises(ChangedError):
            lease.renew({Side.BC: Watermark(NOON)})

    run(slow, work)

    run(slow, lambda lease: _is(lease.token("account"), "theirs"))
    assert slow.reached("customer").watermarks == dict.fromkeys(Side, Watermark())


def test_what_one_company_knows_another_does_not(storage: Storage) -> None:
    one, other = progress(storage, uuid4()), progress(storage, uuid4())

    run(one, lambda lease: lease.note_token("account", "token"))

    run(other, lambda lease: _is(lease.token("account"), None))


def _is(found: object, wanted: object) -> None:
    assert found == wanted
