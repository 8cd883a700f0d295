"""Rows that are closed take changes only while they are active, and get their state back."""

import pytest

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Decision, Insert, Modify
from shared.domain.mapping import TableMapping
from shared.domain.policies import Terms
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from tests.domain.examples import NOW, id_of

STATES = {"Open": 0, "Part": 2, "Paid": 2, "Void": 3}
REASONS = {"Open": 4, "Part": 20, "Paid": 10, "Void": 30}
PAPERS = TableMapping.model_validate(
    {
        "name": "PAPERS",
        "bc": {"entity": "papers"},
        "dataverse": {"table": "paper", "reopened_where": {"statecode": [2, 3]}},
        "direction": "to_dataverse",
        "fields": [
            {"bc": "text", "dataverse": "text"},
            {"bc": "status", "dataverse": "statecode", "transform": {"choice": STATES}},
            {"bc": "status", "dataverse": "statuscode", "transform": {"choice": REASONS}},
        ],
    }
)
BILLED: dict[str, Value] = {"statecode": 0, "statuscode": 4}


def paper(status: str, text: str = "A") -> Record:
    return Record(Side.BC, id_of("bc"), "1", NOW, {"text": text, "status": status}, text)


def written(status: str, text: str = "A") -> Record:
    state, reason = STATES[status], REASONS[status]
    values: dict[str, Value] = {"text": text, "statecode": state, "statuscode": reason}
    return Record(Side.DATAVERSE, id_of("dv"), "1", NOW, values, text)


def decided(before: str, now: Record, row: Record | None = None) -> Decision:
    row = row or written(before)
    agreement = Agreement(dict(paper(before).values), dict(written(before).values))
    coupling = Coupling("papers", id_of("bc"), id_of("dv"), agreement=agreement)
    return decide(PAPERS, Terms(Leg.TO_DATAVERSE), now, Known(coupling, row), {})


@pytest.mark.parametrize(
    ("before", "now", "text", "changes", "reopens"),
    [
        ("Open", "Open", "B", {"text": "B"}, {}),
        ("Open", "Paid", "A", {"statecode": 2, "statuscode": 10}, {}),
        ("Part", "Paid", "A", {"statuscode": 10}, {"statecode": 2, "statuscode": 10}),
        ("Part", "Part", "B", {"text": "B"}, {"statecode": 2, "statuscode": 20}),
        ("Paid", "Open", "B", {"text": "B", **BILLED}, BILLED),
    ],
)
def test_a_closed_row_is_reopened_for_a_change_and_has_the_state_that_it_is_to_have(
    before: str, now: str, text: str, changes: dict[str, Value], reopens: dict[str, Value]
) -> None:
    decision = decided(before, paper(now, text))

    assert isinstance(decision, Modify)
    assert decision.changes == changes
    assert decision.reopens == reopens


def test_a_row_that_somebody_else_has_closed_is_reopened_too() -> None:
    decision = decided("Open", paper("Open", "B"), written("Void"))

    assert isinstance(decision, Modify)
    assert decision.changes == {"text": "B"}
    assert decision.reopens == {"statecode": 3, "statuscode": 30}


def test_a_closed_row_is_not_reopened_for_what_it_gives_to_the_other_side() -> None:
    choices = [{"Open": 0, "Void": 3}, {"Open": 4, "Void": 30}]
    state, reason = ({"bc": "status", "transform": {"choice": each}} for each in choices)
    fields = [
        {"bc": "text", "dataverse": "text"},
        {**state, "dataverse": "statecode"},
        {**reason, "dataverse": "statuscode", "direction": "to_dataverse"},
    ]
    content = {**PAPERS.model_dump(), "direction": "bidirectional", "fields": fields}
    mapping = TableMapping.model_validate(content)
    agreement = Agreement(dict(paper("Void").values), dict(written("Void").values))
    coupling = Coupling("papers", id_of("bc"), id_of("dv"), agreement=agreement)
    known = Known(coupling, paper("Void"))

    decision = decide(mapping, Terms(Leg.FROM_DATAVERSE), written("Void", "B"), known, {})

    assert isinstance(decision, Modify)
    assert decision.changes == {"text": "B"}
    assert decision.reopens == {}


def test_a_new_row_gets_state_and_reason_in_its_first_change() -> None:
    known = Known(creating=True)

    decision = decide(PAPERS, Terms(Leg.TO_DATAVERSE), paper("Paid"), known, {})

    assert isinstance(decision, Insert)
    assert decision.values == {"text": "A"}
    assert decision.agreement.dataverse == {"text": "A"}
    assert decision.unfinished
