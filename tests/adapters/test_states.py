"""Of which writes a change of a row's state consists."""

from dataclasses import replace

from shared.adapters.dataverse.states import reopening, steps
from shared.domain.outcomes import Modification
from shared.domain.records import Value
from shared.domain.stamps import Row
from tests.domain.examples import id_of

OWNER = {"companyid": Row("company", id_of("company"))}


def change(**values: Value) -> Modification:
    return Modification(id_of("dv"), 'W/"1"', values, OWNER)


def test_state_and_reason_are_written_together_and_after_all_else() -> None:
    assert steps(change(text="B", statecode=2, statuscode=10)) == [
        {"text": "B"},
        {"statecode": 2, "statuscode": 10},
    ]


def test_a_row_is_opened_changed_and_closed_and_only_the_first_looks_at_its_version() -> None:
    closed = replace(change(text="B"), reopens={"statecode": 2, "statuscode": 20})

    assert [(each.values, each.etag, each.stamp) for each in reopening(closed)] == [
        ({"statecode": 0}, 'W/"1"', {}),
        ({"text": "B"}, "*", OWNER),
        ({"statecode": 2, "statuscode": 20}, "*", {}),
    ]


def test_a_row_that_stays_open_is_not_closed_again() -> None:
    after: dict[str, Value] = {"statecode": 0, "statuscode": 4}
    opened = replace(change(text="B", **after), reopens=after)

    assert [each.values for each in reopening(opened)] == [after, {"text": "B"}]


def test_a_change_of_nothing_but_the_state_is_two_changes() -> None:
    after: dict[str, Value] = {"statecode": 2, "statuscode": 10}
    paid = replace(change(statuscode=10), reopens=after, stamp={})

    assert [each.values for each in reopening(paid)] == [{"statecode": 0}, after]
