"""A mapping is held against what the tables of both systems have."""

from typing import Any

import pytest

from shared.domain.checking import Surveyed, check
from shared.domain.columns import Column, Kind
from shared.domain.mapping import TableMapping

BC = {
    "code": Column(Kind.TEXT),
    "displayName": Column(Kind.TEXT),
    "count": Column(Kind.NUMBER),
    "amount": Column(Kind.FRACTION),
    "blocked": Column(Kind.CHOICE),
    "started": Column(Kind.DATE),
    "unitId": Column(Kind.ID),
    "unitCode": Column(Kind.TEXT),
}
DATAVERSE = {
    "name": Column(Kind.TEXT),
    "number": Column(Kind.NUMBER),
    "amount": Column(Kind.FRACTION),
    "kind": Column(Kind.CHOICE),
    "startedon": Column(Kind.MOMENT),
    "unitid": Column(Kind.LOOKUP, frozenset({"uom"})),
    "ownerid": Column(Kind.LOOKUP, frozenset({"systemuser", "team"})),
    "terms": Column(Kind.CHOICE),
}
NAMED = {"bc": "code", "dataverse": "name"}


def mapping(*fields: dict[str, Any], **keys: Any) -> TableMapping:
    return TableMapping.model_validate(
        {
            "name": "THINGS",
            "bc": {"entity": "things"},
            "dataverse": {"table": "thing"},
            "direction": "to_dataverse",
            "fields": [NAMED, *fields],
            **keys,
        }
    )


UNIT = mapping(name="UNIT", bc={"entity": "units"}, dataverse={"table": "uom"})
CLASS = mapping(name="CLASS", bc={"entity": "classes"}, dataverse={"table": "class"})
TERMS = mapping(
    name="TERMS", bc={"entity": "terms"}, dataverse={"table": "thing", "choice": "terms"}
)


def found(checked: TableMapping) -> list[tuple[str, str]]:
    """Return the places and codes of what is wrong."""
    mappings = {each.name: each for each in (UNIT, CLASS, TERMS, checked)}
    surveyed = Surveyed(BC, DATAVERSE, {"units": {"code": Column(Kind.TEXT)}})
    return [(each.key, each.code) for each in check(checked, mappings, surveyed)]


@pytest.mark.parametrize(
    "field",
    [
        {"bc": "count", "dataverse": "number"},
        {"bc": "count", "dataverse": "amount"},
        {"bc": "started", "dataverse": "startedon"},
        {"bc": "blocked", "dataverse": "kind", "transform": {"choice": {"x": 1}}},
        {"bc": "unitId", "dataverse": "unitid", "lookup": {"mapping": "UNIT"}},
        {"bc": "unitCode", "dataverse": "unitid", "lookup": {"mapping": "UNIT", "by": "code"}},
        {"bc": "unitId", "dataverse": "terms", "lookup": {"mapping": "TERMS"}},
        {"constant": 3, "dataverse": "kind"},
        {"bc": "codee", "dataverse": "nothing", "enabled": False},
    ],
)
def test_what_fits_is_not_remarked_upon(field: dict[str, Any]) -> None:
    assert found(mapping({"direction": "to_dataverse", **field})) == []


@pytest.mark.parametrize(
    ("field", "key", "code"),
    [
        ({"bc": "cod", "dataverse": "number"}, "bc", "unknown_field"),
        ({"bc": "count", "dataverse": "nummber"}, "dataverse", "unknown_field"),
        ({"bc": "displayName", "dataverse": "first middle last"}, "dataverse", "unknown_field"),
        ({"bc": "amount", "dataverse": "number"}, "transform", "column_unfit"),
        ({"bc": "blocked", "dataverse": "kind"}, "transform", "column_unfit"),
        ({"bc": "code", "dataverse": "ownerid"}, "lookup", "lookup_missing"),
        (
            {"bc": "unitId", "dataverse": "unitid", "lookup": {"mapping": "CLASS"}},
            "lookup.mapping",
            "lookup_unfit",
        ),
        (
            {"bc": "unitId", "dataverse": "number", "lookup": {"mapping": "UNIT"}},
            "lookup",
            "lookup_unfit",
        ),
        (
            {"bc": "unitId", "dataverse": "unitid", "lookup": {"mapping": "TERMS"}},
            "lookup",
            "lookup_unfit",
        ),
        (
            {"bc": "unitCode", "dataverse": "unitid", "lookup": {"mapping": "UNIT"}},
            "lookup",
            "lookup_unfit",
        ),
        (
            {"bc": "unitCode", "dataverse": "unitid", "lookup": {"mapping": "UNIT", "by": "cod"}},
            "lookup.by",
            "unknown_field",
        ),
        (
            {"blank": True, "dataverse": "unitid", "lookup": {"mapping": "UNIT"}},
            "blank",
            "lookup_unfit",
        ),
        ({"constant": "3", "dataverse": "number"}, "constant", "column_unfit"),
        ({"constant": True, "dataverse": "kind"}, "constant", "column_unfit"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place_in_the_file(
    field: dict[str, Any], key: str, code: str
) -> None:
    places = found(mapping({"direction": "to_dataverse", **field}))

    assert set(places) == {(f"fields[1].{key}", code)}


def test_a_wider_number_goes_over_one_way_only() -> None:
    both = {"bc": "count", "dataverse": "amount"}

    assert found(mapping(both, direction="bidirectional")) == [
        ("fields[1].transform", "column_unfit")
    ]


@pytest.mark.parametrize(
    ("choice", "code"), [("terms", []), ("name", ["column_unfit"]), ("no", ["unknown_field"])]
)
def test_a_choice_is_mapped_where_the_table_has_one(choice: str, code: list[str]) -> None:
    checked = mapping(dataverse={"table": "thing", "choice": choice})

    assert found(checked) == [("dataverse.choice", each) for each in code]


def test_what_an_amount_is_worked_out_from_has_to_be_there() -> None:
    dollars = {"bc": "dollars", "dataverse": "amount"}

    def of(name: str) -> TableMapping:
        worked_out = {"name": "dollars", "of": name, "currency": "USD"}
        return mapping(dollars, bc={"entity": "things", "computed": [worked_out]})

    assert found(of("amount")) == []
    assert found(of("amuont")) == [("bc.computed[0]", "unknown_field")]


def test_what_a_link_names_a_record_by_has_to_be_there() -> None:
    def of(**card: object) -> TableMapping:
        return mapping(bc={"entity": "things", "card": {"page": 21, **card}})

    assert found(of(field="Code", by="code")) == []
    assert found(of()) == [("bc.card.by", "unknown_field")]


@pytest.mark.parametrize(
    ("part", "conditions", "wrong"),
    [
        ("bc", {"code": "X", "count": 1, "amount": 2, "blocked": "Yes", "started": None}, []),
        ("dataverse", {"name": "X", "number": 1, "amount": 2, "kind": 3, "unitid": None}, []),
        ("bc", {"count": "1"}, ["count"]),
        ("bc", {"code": True}, ["code"]),
        ("bc", {"blocked": 1}, ["blocked"]),
        ("bc", {"unitId": "0d53ae34-6b3c-4c59-9d4e-2f6e3f2b8a11"}, ["unitId"]),
        ("dataverse", {"kind": "3", "number": False}, ["kind", "number"]),
    ],
)
@pytest.mark.parametrize("key", ["new_where", "locked_where"])
def test_a_condition_that_no_record_can_meet_is_told(
    part: str, conditions: dict[str, Any], wrong: list[str], key: str
) -> None:
    if (part, key) == ("bc", "locked_where"):
        key = "new_where"
    sides: dict[str, dict[str, Any]] = {"bc": {"entity": "things"}, "dataverse": {"table": "thing"}}
    sides[part][key] = conditions
    fields: list[dict[str, Any]] = [
        {"bc": "count", "dataverse": "number"},
        {"bc": "amount", "dataverse": "amount"},
        {"bc": "blocked", "dataverse": "kind", "transform": {"choice": {"Yes": 3}}},
        {"bc": "started", "dataverse": "startedon"},
        {"bc": "unitId", "dataverse": "unitid", "lookup": {"mapping": "UNIT"}},
    ]

    told = found(mapping(*fields, **sides))

    assert told == [(f"{part}.{key}.{name}", "column_unfit") for name in wrong]
