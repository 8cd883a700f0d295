"""The extension for Business Central has the API that the simulator and the mappings go by."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.al import Source, read

FOLDER = Path(__file__).parents[2] / "infra" / "business_central"
API = json.loads(
    (FOLDER.parents[1] / "dev/data/business_central/companion.json").read_text("utf-8")
)
OBJECTS = [read(path) for path in sorted(FOLDER.rglob("*.al"))]
PAGES = {each.property("EntitySetName"): each for each in OBJECTS if each.kind == "page"}
SETS: dict[str, Any] = API["sets"]


def shows(page: Source, field: str) -> str:
    return page.controls("field")[field][0]


def test_there_is_a_page_for_each_set_and_for_nothing_else() -> None:
    assert PAGES.keys() == SETS.keys()


@pytest.mark.parametrize("name", SETS)
def test_a_page_is_found_where_its_set_is(name: str) -> None:
    page = PAGES[name]

    found = {key: page.property(key) for key in ("PageType", "EntityName", "DelayedInsert")}
    route = [page.property(f"API{part}") for part in ("Publisher", "Group", "Version")]
    assert found == {
        "PageType": "API",
        "EntityName": SETS[name]["entity"],
        "DelayedInsert": "true",
    }
    assert route == [API["publisher"], API["group"], API["version"]]


@pytest.mark.parametrize("name", SETS)
def test_a_page_shows_the_table_of_its_set_by_system_id(name: str) -> None:
    page, given = PAGES[name], SETS[name]
    temporary = given.get("temporary", False)

    assert page.property("ODataKeyFields") == ("Id" if temporary else "SystemId")
    assert (page.property("SourceTableTemporary") == "true") is temporary
    if not temporary:
        _, _, table = given["table"].partition(" ")
        assert (page.property("SourceTable") or "").strip('"') == table


@pytest.mark.parametrize("name", SETS)
def test_a_page_lets_callers_do_what_its_set_allows(name: str) -> None:
    page, given = PAGES[name], SETS[name]

    for what in ("insert", "modify", "delete"):
        allowed = page.property(f"{what.capitalize()}Allowed") != "false"
        assert allowed is given[what], what
    assert (page.property("Editable") != "false") is given["modify"]


@pytest.mark.parametrize("name", SETS)
def test_a_page_has_the_fields_of_its_set_in_their_order(name: str) -> None:
    assert list(PAGES[name].controls("field")) == list(SETS[name]["fields"])


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name in SETS for field in SETS[name]["fields"]]
)
def test_a_field_shows_what_it_should(name: str, field: str) -> None:
    page, given = PAGES[name], SETS[name]["fields"][field]
    shown = shows(page, field)

    if given.get("variable"):
        assert page.sets(shown), f"{shown} is shown, and nothing sets it"
    elif SETS[name].get("temporary"):
        [buffer] = [each for each in OBJECTS if each.kind == "table"]
        assert shown.removeprefix("Rec.") in buffer.fields()
    else:
        plain = given["al"].replace('"Code"', "Code")
        assert shown == f"Rec.{plain}"


@pytest.mark.parametrize("name", [name for name in SETS if SETS[name]["modify"]])
def test_a_field_of_a_page_that_can_be_written_says_whether_it_can_be(name: str) -> None:
    controls = PAGES[name].controls("field")

    fixed = {field for field, (_, inside) in controls.items() if "Editable = false" in inside}
    assert fixed == {field for field, each in SETS[name]["fields"].items() if each.get("readOnly")}


@pytest.mark.parametrize("name", SETS)
def test_what_belongs_to_a_record_is_a_part_of_its_page(name: str) -> None:
    page, fields = PAGES[name], SETS[name]["fields"]

    parts = page.controls("part")

    assert parts.keys() == SETS[name]["navigation"].keys()
    for part, navigation in SETS[name]["navigation"].items():
        [(there, here)] = navigation["on"].items()
        target = PAGES[navigation["to"]]
        link = f"{SETS[navigation['to']]['fields'][there]['al']} = field ( {fields[here]['al']} )"
        assert parts[part][0] == target.name
        assert f"SubPageLink = {link} ;" in parts[part][1]
        assert f"EntitySetName = '{navigation['to']}' ;" in parts[part][1]


def test_objects_have_numbers_of_their_own_in_the_range_of_the_app() -> None:
    [range_] = json.loads((FOLDER / "app.json").read_text("utf-8"))["idRanges"]
    numbers = [(each.kind, each.number) for each in OBJECTS]

    assert len(set(numbers)) == len(numbers)
    assert all(range_["from"] <= number <= range_["to"] for _, number in numbers)
    assert all(len(each.name.strip('"')) <= 30 for each in OBJECTS)


def test_the_permission_set_covers_every_object_and_table() -> None:
    [permissions] = [each for each in OBJECTS if each.kind == "permissionset"]
    granted = set(zip(permissions.tokens, permissions.tokens[1:], strict=False))

    own = {(each.kind, each.name) for each in OBJECTS if each is not permissions}
    tables = {
        ("tabledata", page.property("SourceTable"))
        for page in PAGES.values()
        if page.property("SourceTableTemporary") is None
    }
    assert own <= granted
    assert tables <= granted


@pytest.mark.parametrize("text", ["page 1 X { layout { }", "begin end end", 'page 1 "X\n" { }'])
def test_text_that_is_no_al_is_noticed(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.al").write_text(text, "utf-8")

    with pytest.raises(ValueError, match=r"x\.al"):
        read(tmp_path / "x.al")
