"""Of a pair that both legs list, people are told the entry that says more."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.domain.listed import Listed, lesser
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg

AT = datetime(2026, 3, 1, tzinfo=UTC)
THERE, BACK = Leg.TO_DATAVERSE, Leg.FROM_DATAVERSE


def listed(leg: Leg, cause: Cause, *, skipped: bool = False) -> Listed:
    return leg, Pending(UUID(int=1), cause, "", "", 1, AT, AT, skipped=skipped)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        pytest.param(
            listed(THERE, Cause.OWED, skipped=True),
            listed(BACK, Cause.DATA, skipped=True),
            id="what the skipped partner keeps back",
        ),
        pytest.param(
            listed(BACK, Cause.CONFLICT), listed(THERE, Cause.CONFLICT), id="a conflict on both"
        ),
        pytest.param(
            listed(THERE, Cause.DEPENDENCY), listed(BACK, Cause.DELETED), id="who waits by itself"
        ),
        pytest.param(
            listed(THERE, Cause.DATA), listed(BACK, Cause.DATA, skipped=True), id="who is tried"
        ),
        pytest.param(
            listed(THERE, Cause.NOTED), listed(BACK, Cause.TRANSIENT), id="what is all right"
        ),
    ],
)
def test_the_entry_that_needs_less_of_a_person_gives_way(less: Listed, more: Listed) -> None:
    assert lesser(less, more) == less
    assert lesser(more, less) == less
