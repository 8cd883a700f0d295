"""Values that follow later: the record goes over without them, and nothing forgets them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Insert, Modify, Unchanged
from shared.domain.mapping import TableMapping
from shared.domain.policies import Terms
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.translation import Lookups, Partners, Uncoupled
from tests.domain.examples import id_of

TO = Terms(Leg.TO_DATAVERSE)
UNIT, OTHER, ROW, GROUP = id_of("unit"), id_of("other"), id_of("row"), id_of("group")
NEW_GROUP = id_of("new group")


def later(mapping: str) -> dict[str, str]:
    return {"mapping": mapping, "uncoupled": "later"}


def goods(**keys: Any) -> TableMapping:
    """Return things whose one field is two lookups, of which one need not be there at once."""
    fields = [
        {"bc": "unit", "dataverse": "groupid", "lookup": {"mapping": "GROUP"}},
        {
            "bc": "unit",
            "dataverse": "unitid",
            "direction": "to_dataverse",
            "lookup": later("UNIT"),
        },
    ]
    content = {"name": "GOODS", "bc": {"entity": "goods"}, "dataverse": {"table": "goods"}}
    return TableMapping.model_validate({"fields": fields, **content, **keys})


def record(side: Side, values: Mapping[str, Value]) -> Record:
    return Record(side, id_of(f"goods {side}"), "1", datetime(2026, 1, 1, tzinfo=UTC), values, "")


def group_is(group: UUID) -> Lookups:
    return {"GROUP": Partners({UNIT: GROUP, OTHER: NEW_GROUP}), "UNIT": Partners({})}


def test_of_two_columns_filled_from_one_field_only_that_without_a_partner_waits() -> None:
    decided = decide(
        goods(), TO, record(Side.BC, {"unit": UNIT}), Known(creating=True), group_is(GROUP)
    )

    assert isinstance(decided, Insert)
    assert decided.values == {"groupid": GROUP}
    assert decided.agreement.dataverse == {"groupid": GROUP}
    assert [each.mapping for each in decided.aside.later] == ["UNIT"]


def test_the_other_column_is_written_to_a_coupled_row_all_the_same() -> None:
    agreed = Agreement({"unit": UNIT}, {"groupid": GROUP, "unitid": ROW})
    coupling = Coupling("goods", id_of("goods bc"), id_of("goods dataverse"), agreement=agreed)
    target = record(Side.DATAVERSE, {"groupid": GROUP, "unitid": ROW})
    source = record(Side.BC, {"unit": OTHER})

    first = decide(goods(), TO, source, Known(coupling, target), group_is(NEW_GROUP))

    assert isinstance(first, Modify)
    assert first.changes == {"groupid": NEW_GROUP}
    assert first.aside.later == (Uncoupled("unit", "UNIT", OTHER, to="unitid"),)
    found = {"GROUP": group_is(NEW_GROUP)["GROUP"], "UNIT": Partners({OTHER: id_of("new row")})}
    coupling = Coupling("goods", coupling.bc_id, coupling.dataverse_id, agreement=first.agreement)
    target = record(Side.DATAVERSE, {"groupid": NEW_GROUP, "unitid": ROW})
    second = decide(goods(), TO, source, Known(coupling, target), found)
    assert isinstance(second, Modify)
    assert second.changes == {"unitid": id_of("new row")}


def test_a_new_record_is_created_first_and_gets_a_value_that_may_point_back_at_once() -> None:
    found = {"GROUP": group_is(GROUP)["GROUP"], "UNIT": Partners({UNIT: ROW})}
    source = record(Side.BC, {"unit": UNIT})

    created = decide(goods(), TO, source, Known(creating=True), found)

    assert isinstance(created, Insert)
    assert created.unfinished
    assert created.values == {"groupid": GROUP}
    assert created.aside.later == ()
    target = record(Side.DATAVERSE, {"groupid": GROUP, "unitid": None})
    coupling = Coupling(
        "goods", id_of("goods bc"), id_of("goods dataverse"), agreement=created.agreement
    )
    completed = decide(goods(), TO, source, Known(coupling, target), found)
    assert isinstance(completed, Modify)
    assert completed.changes == {"unitid": ROW}


def test_a_new_record_of_business_central_gets_what_may_point_back_at_once_too() -> None:
    content = {"bc": "unit", "dataverse": "unitid", "lookup": later("UNIT")}
    mapping = goods(fields=[{"bc": "code", "dataverse": "name"}, content])
    source = record(Side.DATAVERSE, {"name": "1", "unitid": ROW})
    found = {"UNIT": Partners({}, {ROW: UNIT})}

    created = decide(mapping, Terms(Leg.FROM_DATAVERSE), source, Known(creating=True), found)

    assert isinstance(created, Insert)
    assert created.values == {"code": "1"}
    assert created.agreement == Agreement({"code": "1"}, {"name": "1"})
    assert created.unfinished


def test_a_value_that_follows_is_told_though_there_is_nothing_else_to_write() -> None:
    mapping = goods(fields=[{"bc": "unit", "dataverse": "unitid", "lookup": later("UNIT")}])
    target = record(Side.DATAVERSE, {"unitid": ROW})
    agreed = Agreement({"unit": UNIT}, {"unitid": ROW})
    coupling = Coupling("goods", id_of("goods bc"), target.id, agreement=agreed)
    source = record(Side.BC, {"unit": OTHER})

    decided = decide(mapping, TO, source, Known(coupling, target), {"UNIT": Partners()})

    assert isinstance(decided, Unchanged)
    assert decided.aside.later == (Uncoupled("unit", "UNIT", OTHER, to="unitid"),)


def test_a_new_record_that_points_nowhere_is_complete() -> None:
    created = decide(
        goods(), TO, record(Side.BC, {"unit": None}), Known(creating=True), group_is(GROUP)
    )

    assert isinstance(created, Insert)
    assert not created.unfinished
    assert created.agreement.dataverse == {"groupid": None, "unitid": None}


def test_what_a_blank_stands_for_follows_later_too() -> None:
    mapping = goods(
        direction="to_dataverse",
        fields=[
            {"bc": "code", "dataverse": "name"},
            {
                "blank": True,
                "dataverse": "currencyid",
                "direction": "to_dataverse",
                "lookup": later("MONEY"),
            },
        ],
    )
    source = record(Side.BC, {"code": "1"})
    missing = {"MONEY": Partners(blank_is=None, blank_key="EUR")}

    created = decide(mapping, TO, source, Known(creating=True), missing)

    assert isinstance(created, Insert)
    assert created.values == {"name": "1"}
    target = record(Side.DATAVERSE, {"name": "1", "currencyid": None})
    coupling = Coupling(
        "goods", id_of("goods bc"), id_of("goods dataverse"), agreement=created.agreement
    )
    found = {"MONEY": Partners(blank_is=ROW, blank_key="EUR")}
    followed = decide(mapping, TO, source, Known(coupling, target), found)
    assert isinstance(followed, Modify)
    assert followed.changes == {"currencyid": ROW}


def test_a_value_that_only_new_records_get_cannot_follow_later() -> None:
    wrong = {"bc": "unit", "dataverse": "unitid", "create_only": True, "lookup": later("UNIT")}

    with pytest.raises(ValidationError, match="create_only"):
        goods(fields=[{"bc": "code", "dataverse": "name"}, wrong])


def test_a_value_that_overwrites_the_other_sides_is_not_beaten_by_it_before_it_follows() -> None:
    """Nothing was agreed on before: a person has coupled the two, and chose the source's side."""
    mapping = goods(fields=[{"bc": "unit", "dataverse": "unitid", "lookup": later("UNIT")}])
    source = record(Side.DATAVERSE, {"unitid": ROW})
    target = record(Side.BC, {"unit": OTHER})
    coupling = Coupling("goods", target.id, source.id)
    from_dataverse = Terms(Leg.FROM_DATAVERSE, forced=True)

    first = decide(mapping, from_dataverse, source, Known(coupling, target), {"UNIT": Partners()})

    assert isinstance(first, Unchanged)
    coupling = Coupling("goods", target.id, source.id, agreement=first.agreement)
    found = {"UNIT": Partners({OTHER: id_of("other row")}, {ROW: UNIT})}
    opposite = decide(mapping, TO, target, Known(coupling, source), found)
    assert isinstance(opposite, Unchanged)
    terms = Terms(Leg.FROM_DATAVERSE)
    followed = decide(mapping, terms, source, Known(coupling, target), found)
    assert isinstance(followed, Modify)
    assert followed.changes == {"unit": UNIT}
