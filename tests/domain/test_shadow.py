from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decisions import Couple, Decision, Delete, Fail, Insert, Modify, Skip, Unchanged
from shared.domain.pending import Cause
from shared.domain.shadow import MOST_KEPT, Look, difference
from shared.domain.sides import Leg
from tests.domain.examples import person, row

NOTHING = Agreement({}, {})
COUPLING = Coupling("people", person().id, row().id)
MODIFY = Modify(person(), COUPLING, row(), {"telephone": "1"}, NOTHING)
STILL = (Unchanged(person(), COUPLING), Skip(person(), "not coupled"))
MOVING = (
    Insert(person(), {"telephone": "1"}, NOTHING),
    MODIFY,
    Couple(person(), row()),
    Delete(person(), COUPLING),
    Fail(person(), Cause.DATA, "refused"),
)
DECISIONS = st.lists(st.sampled_from([*STILL, *MOVING]), max_size=MOST_KEPT + 5)
LEG = Leg.TO_DATAVERSE
BEGUN = Look(datetime(2026, 3, 2, 12, tzinfo=UTC), LEG)


@given(st.lists(DECISIONS, max_size=3))
def test_each_record_that_was_read_is_counted_under_what_would_be_done(
    pages: list[list[Decision]],
) -> None:
    look = BEGUN
    for page in pages:
        look = look.seen(page, "next")

    total = sum(map(len, pages))
    assert look.read.get(LEG, 0) == sum(look.decided.get(LEG, {}).values()) == total
    found = [each for page in pages for decided in page if (each := difference(LEG, decided))]
    assert look.kept == min(MOST_KEPT, len(found))


def test_what_would_be_written_is_shown_with_what_is_there() -> None:
    found = difference(LEG, MODIFY)

    assert found is not None
    assert dict(found.after) == {"telephone": "1"}
    assert dict(found.before) == {"telephone": row().values["telephone"]}
    assert BEGUN.seen([MODIFY, MODIFY], None).fields == {LEG: {"telephone": 2}}


def test_a_record_that_stays_as_it_is_is_not_shown() -> None:
    assert [difference(LEG, decided) for decided in STILL] == [None, None]
