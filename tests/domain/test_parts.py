"""Mappings of lines: what they cannot have, and what they belong to."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.mapping import TableMapping
from shared.domain.parts import Assembled, assemble

FIELD = {"bc": "a", "dataverse": "A"}


def mapping(name: str, **keys: Any) -> TableMapping:
    given: dict[str, Any] = {
        "name": name,
        "bc": {"entity": "things"},
        "dataverse": {"table": "thing"},
        "direction": "to_dataverse",
        "fields": [FIELD],
    }
    return TableMapping.model_validate(given | keys)


def assembled(*mappings: TableMapping, lacking: str = "") -> Assembled:
    return assemble({each.name: each for each in mappings}, [lacking] if lacking else [])


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"direction": "bidirectional"}, "direction: lines travel with their header"),
        ({"schedule": "0 0 * * * *"}, "schedule: means nothing for lines"),
        ({"only_coupled": False}, "only_coupled: means nothing for lines"),
        ({"deleted": "restore"}, "deleted: means nothing for lines"),
        ({"bc": {"entity": "things", "filter": "a eq 1"}}, "bc.filter: means nothing for lines"),
        (
            {"dataverse": {"table": "thing", "company": "own"}},
            "dataverse.company: means nothing for lines",
        ),
        ({"fields": [FIELD | {"match": 1}]}, "fields[0].match: lines have no partners"),
        (
            {"fields": [FIELD | {"lookup": {"mapping": "X", "uncoupled": "later"}}]},
            "fields[0].lookup.uncoupled: lines take wait, create or clear",
        ),
        (
            {"fields": [FIELD | {"lookup": {"mapping": "X", "cascade_uncouple": True}}]},
            "fields[0].lookup: lines are neither skipped nor uncoupled",
        ),
    ],
)
def test_what_means_nothing_for_lines_is_a_mistake_that_is_named(
    keys: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        mapping("LINES", part_of="PAPERS", **keys)

    assert told in str(refused.value)


def test_lines_stand_by_what_they_belong_to_which_waits_for_what_they_point_to() -> None:
    lookup = {"mapping": "THINGS"}
    lines = mapping("LINES", part_of="PAPERS", fields=[FIELD | {"lookup": lookup}])

    found = assembled(mapping("PAPERS", depends_on=["MONEY"]), lines)

    assert not found.mistakes
    assert found.parts == {"PAPERS": [lines]}
    assert [*found.whole] == ["PAPERS"]
    assert found.whole["PAPERS"].depends_on == ("MONEY", "THINGS")
    assert found.whole["PAPERS"].predecessors() == {"MONEY", "THINGS"}


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (mapping("OTHERS"), "there is no usable mapping PAPERS"),
        (mapping("PAPERS", direction="bidirectional"), "records of PAPERS also come from"),
        (mapping("PAPERS", part_of="OTHERS"), "PAPERS is itself part of OTHERS"),
        (
            mapping("PAPERS", dataverse={"table": "thing", "choice": "kind"}),
            "PAPERS couples the values of a choice",
        ),
    ],
)
def test_lines_that_cannot_belong_anywhere_say_why(header: TableMapping, told: str) -> None:
    found = assembled(header, mapping("LINES", part_of="PAPERS"))

    assert f"part_of: {told}" in found.mistakes["LINES"]
    assert "LINES" not in {part.name for parts in found.parts.values() for part in parts}


def test_records_whose_lines_cannot_be_read_do_not_travel_without_them() -> None:
    papers, others = mapping("PAPERS"), mapping("OTHERS")

    found = assembled(papers, others, lacking="PAPERS")

    assert [*found.whole] == ["OTHERS"]
    assert "lines (part_of) has a mistake" in found.mistakes["PAPERS"]
