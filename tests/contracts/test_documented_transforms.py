"""docs/mappings.md tells every step of a transform, with an example that is true."""

import pytest

from shared.domain.transforms import STEPS, Turned, same
from tests.contracts.documented_transforms import Documented, documented_steps

ROWS = list(documented_steps())


def test_the_page_tells_every_step_in_order() -> None:
    assert [row.step for row in ROWS] == list(STEPS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.step)
def test_the_example_is_what_the_step_does(row: Documented) -> None:
    [step] = row.transform.steps
    outcome = row.transform.forward(row.bc)

    assert step.name == row.step
    assert isinstance(outcome, Turned)
    assert same(outcome.value, row.dataverse)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.step)
def test_the_page_tells_whether_it_may_travel_both_ways(row: Documented) -> None:
    assert row.transform.two_way == row.both_ways
