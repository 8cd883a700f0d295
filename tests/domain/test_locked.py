"""Rows that are locked take no change: what differs waits until somebody unlocks them."""

from dataclasses import replace

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Decision, Modify, Skip, Unchanged
from shared.domain.mapping import TableMapping
from shared.domain.policies import Terms
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from tests.domain.examples import NOW, id_of

LETTERS = TableMapping.model_validate(
    {
        "name": "LETTERS",
        "bc": {"entity": "letters"},
        "dataverse": {"table": "letter", "locked_where": {"sealed": True, "kind": 1}},
        "fields": [
            {"bc": "text", "dataverse": "words"},
            {"bc": "isSealed", "dataverse": "sealed"},
            {"bc": "kind", "dataverse": "kind"},
        ],
    }
)


def letter(text: str = "A", *, sealed: bool = True, kind: int = 1) -> Record:
    values: dict[str, Value] = {"text": text, "isSealed": sealed, "kind": kind}
    return Record(Side.BC, id_of("letter"), "1", NOW, values, "letter")


def written(text: str = "A", *, sealed: bool = True, kind: int = 1) -> Record:
    values: dict[str, Value] = {"words": text, "sealed": sealed, "kind": kind}
    return Record(Side.DATAVERSE, id_of("row"), "1", NOW, values, "letter")


def coupled(*, sealed: bool = True, kind: int = 1) -> Coupling:
    before, row = letter(sealed=sealed, kind=kind), written(sealed=sealed, kind=kind)
    return Coupling("letters", before.id, row.id, agreement=Agreement(before.values, row.values))


def to_dataverse(source: Record, coupling: Coupling, target: Record) -> Decision:
    return decide(LETTERS, Terms(Leg.TO_DATAVERSE), source, Known(coupling, target), {})


def test_a_locked_row_takes_no_change_and_nothing_is_agreed_so_that_it_is_still_carried() -> None:
    decision = to_dataverse(letter("B"), coupled(), written())

    assert decision == Unchanged(letter("B"), coupled(), locked=True)


def test_a_locked_row_of_a_skipped_pair_keeps_even_a_forced_change_waiting() -> None:
    skipped = replace(coupled(), skipped=True)
    forced = Terms(Leg.TO_DATAVERSE, forced=True)

    decision = decide(LETTERS, forced, letter("B"), Known(skipped, written()), {})

    assert isinstance(decision, Skip)
    assert (decision.record, decision.waits, decision.held_up) == (letter("B"), True, True)


def test_a_row_with_only_one_of_the_values_is_not_locked() -> None:
    decision = to_dataverse(letter("B", kind=2), coupled(kind=2), written(kind=2))

    assert isinstance(decision, Modify)
    assert decision.changes == {"words": "B"}


def test_a_change_of_what_locks_a_row_is_taken_with_all_that_goes_along() -> None:
    decision = to_dataverse(letter("B", sealed=False), coupled(), written())

    assert isinstance(decision, Modify)
    assert decision.changes == {"words": "B", "sealed": False}


def test_a_row_that_is_about_to_be_locked_takes_its_last_changes() -> None:
    decision = to_dataverse(letter("B"), coupled(sealed=False), written(sealed=False))

    assert isinstance(decision, Modify)
    assert decision.changes == {"words": "B", "sealed": True}


def test_a_locked_row_still_gives_its_values_to_business_central() -> None:
    known = Known(coupled(), letter())

    decision = decide(LETTERS, Terms(Leg.FROM_DATAVERSE), written("B"), known, {})

    assert isinstance(decision, Modify)
    assert decision.changes == {"text": "B"}
