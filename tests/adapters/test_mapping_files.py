import os
from pathlib import Path

import pytest
import yaml

from shared.adapters.mapping_files import MappingSet, load_mappings
from shared.settings import DEFAULT_MAPPING_FOLDER

WORKED_OUT = (
    "'exchangeRate', 'symbolOrCode', 'paymentStatus', 'unitPriceWithoutTax', "
    "'discountWithoutTax' or 'isWrittenIn'"
)
GOOD = {
    "name": "THINGS",
    "bc": {"entity": "things"},
    "dataverse": {"table": "thing"},
    "fields": [{"bc": "a", "dataverse": "A"}, {"bc": "b", "dataverse": "B"}],
}


def load(folder: Path, **files: object) -> MappingSet:
    for name, content in files.items():
        text = content if isinstance(content, str) else yaml.safe_dump(content)
        (folder / f"{name}.yaml").write_text(text)
    return load_mappings(folder)


def test_the_mappings_that_ship_are_usable() -> None:
    loaded = load_mappings(DEFAULT_MAPPING_FOLDER)

    assert not loaded.mistakes
    assert {"CUSTOMER", "CURRENCY"} <= loaded.mappings.keys()


def test_an_unknown_key_names_file_and_key_and_guesses_what_was_meant(tmp_path: Path) -> None:
    wrong = GOOD | {"fields": [{"bc": "a", "dataverse": "A", "macth": 1}]}

    loaded = load(tmp_path, things=wrong)

    [mistake] = loaded.mistakes
    assert mistake.text == 'things.yaml: fields[0].macth: unknown key, did you mean "match"?'


def test_a_mistake_switches_off_that_mapping_only(tmp_path: Path) -> None:
    loaded = load(tmp_path, good=GOOD, bad=GOOD | {"name": "OTHER", "direction": "sideways"})

    assert list(loaded.mappings) == ["THINGS"]
    [mistake] = loaded.mistakes
    assert mistake.text.startswith("bad.yaml: direction: ")


def test_a_mapping_that_looks_up_a_switched_off_one_is_switched_off_too(tmp_path: Path) -> None:
    lookup = {"bc": "c", "dataverse": "C", "lookup": {"mapping": "GONE"}}
    needs_gone = GOOD | {"fields": [lookup]}
    needs_it = GOOD | {
        "name": "LAST",
        "fields": [{"bc": "d", "dataverse": "D", "lookup": {"mapping": "THINGS"}}],
    }

    loaded = load(tmp_path, things=needs_gone, last=needs_it)

    assert not loaded.mappings
    assert [mistake.text for mistake in loaded.mistakes] == [
        "things.yaml: fields[0].lookup.mapping: there is no usable mapping GONE",
        "last.yaml: fields[0].lookup.mapping: there is no usable mapping THINGS",
    ]


def test_two_names_with_one_slug_are_refused(tmp_path: Path) -> None:
    loaded = load(tmp_path, a=GOOD | {"name": "MY THING"}, b=GOOD | {"name": "MY-THING"})

    assert list(loaded.mappings) == ["MY THING"]
    assert loaded.mistakes[0].text == "b.yaml: name: MY-THING is taken by a.yaml"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name: [", "not readable as YAML"),
        ("- a list", "keys and values"),
        ("name: lower case", "name: "),
        ("", "keys and values"),
    ],
)
def test_a_file_that_is_no_mapping_says_so(tmp_path: Path, text: str, complaint: str) -> None:
    loaded = load(tmp_path, broken=text)

    assert not loaded.mappings
    assert any(complaint in mistake.text for mistake in loaded.mistakes)


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        ({"dataverse": "A"}, 'needs "bc" and "dataverse", or a constant for one of them'),
        ({"bc": "a", "constant": 1, "dataverse": "A"}, "a constant or blank is given to one side"),
        (
            {"constant": 1, "dataverse": "A"},
            "a constant or blank for this side needs direction: to_dataverse",
        ),
        ({"blank": True, "dataverse": "A"}, "blank needs a lookup, which knows what it stands for"),
    ],
)
def test_a_field_that_makes_no_sense_says_why(
    tmp_path: Path, field: dict[str, object], complaint: str
) -> None:
    loaded = load(tmp_path, things=GOOD | {"fields": [field]})

    assert loaded.mistakes[0].text == f"things.yaml: fields[0]: {complaint}"


@pytest.mark.parametrize(
    ("fields", "leg"),
    [
        ([], "to_dataverse"),
        ([{"bc": "a", "dataverse": "A", "enabled": False}], "to_dataverse"),
        ([{"constant": 1, "dataverse": "A", "direction": "to_dataverse"}], "to_dataverse"),
        ([{"bc": "a", "dataverse": "A", "direction": "from_dataverse"}], "to_dataverse"),
        ([{"bc": "a", "dataverse": "A", "direction": "to_dataverse"}], "from_dataverse"),
    ],
)
def test_a_mapping_without_a_field_that_travels_is_refused(
    tmp_path: Path, fields: list[object], leg: str
) -> None:
    loaded = load(tmp_path, things=GOOD | {"fields": fields})

    [mistake] = loaded.mistakes
    told = f"things.yaml: fields: at least one that is enabled and travels {leg} is needed"
    assert mistake.text == told


def test_a_column_mapped_twice_is_refused(tmp_path: Path) -> None:
    twice = [{"bc": "a", "dataverse": "A"}, {"bc": "b", "dataverse": "A"}]

    loaded = load(tmp_path, things=GOOD | {"fields": twice})

    assert "A is written by more than one field" in loaded.mistakes[0].text


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("direction: to_dataverse\ndirection: from_dataverse", "direction"),
        ("bc: { entity: others }", "bc"),
        ("fields: [{ bc: a, dataverse: A }, { bc: b, dataverse: B, bc: c }]", "fields[1].bc"),
    ],
)
def test_a_key_given_twice_is_named_and_neither_value_wins(
    tmp_path: Path, line: str, place: str
) -> None:
    given = {key: value for key, value in GOOD.items() if not place.startswith(f"{key}[")}

    loaded = load(tmp_path, things=f"{yaml.safe_dump(given)}{line}\n")

    assert not loaded.mappings
    assert [mistake.text for mistake in loaded.mistakes] == [f"things.yaml: {place}: given twice"]


def test_a_file_cannot_repeat_itself_by_an_alias(tmp_path: Path) -> None:
    loaded = load(tmp_path, things="name: &again THINGS\nbc: { entity: *again }\n")

    assert not loaded.mappings
    assert loaded.mistakes[0].text == (
        "things.yaml: line 2: aliases (*) are not read; write the value out"
    )


@pytest.mark.parametrize("name", ["things.yml", "THINGS.YAML"])
def test_a_mapping_file_may_have_either_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(yaml.safe_dump(GOOD))

    loaded = load_mappings(tmp_path)

    assert list(loaded.mappings) == ["THINGS"]


def test_a_wrong_key_where_several_kinds_are_possible_stops_no_other_file(tmp_path: Path) -> None:
    bc = {"entity": "things", "blank_means": {"entityy": "x"}, "new_where": {"a": [1]}}

    loaded = load(tmp_path, good=GOOD, wrong=GOOD | {"name": "OTHER", "bc": bc})

    assert list(loaded.mappings) == ["THINGS"]
    told = [mistake.text for mistake in loaded.mistakes]
    assert 'wrong.yaml: bc.blank_means.entityy: unknown key, did you mean "entity"?' in told
    assert "wrong.yaml: bc.new_where.a: takes a text, a number, true or false" in told


@pytest.mark.parametrize(
    ("computed", "complaint"),
    [
        (["exchangerate"], f"bc.computed[0]: should be {WORKED_OUT}"),
        ([{"name": "a", "of": "b"}], "bc.computed[0].currency: missing"),
        (
            [{"name": "a", "off": "b", "currency": "USD"}],
            'bc.computed[0].off: unknown key, did you mean "of"?',
        ),
        (["exchangeRate", "exchangeRate"], "bc: two of computed have the same name"),
        (
            [{"name": "a", "of": "a", "currency": "USD"}],
            "bc: of: names a field that is computed itself",
        ),
    ],
)
def test_what_is_wrong_with_a_field_to_be_worked_out_is_told(
    tmp_path: Path, computed: list[object], complaint: str
) -> None:
    loaded = load(tmp_path, wrong=GOOD | {"bc": {"entity": "things", "computed": computed}})

    assert f"wrong.yaml: {complaint}" in [mistake.text for mistake in loaded.mistakes]


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ('transform: "\\ud800"', "invalid Unicode character"),
        ('transform: { default: "\\ud800" }', "invalid Unicode character"),
        ('filter: "a\\0b"', "control character"),
        ("transform: { default: 99999999999999999999999 }", "more digits than either system has"),
        ("transform: { multiply: " + "9" * 5000 + " }", "quote it"),
    ],
)
def test_a_value_that_nobody_can_be_told_is_a_mistake_of_its_file_alone(
    tmp_path: Path, value: str, complaint: str
) -> None:
    key = "bc" if value.startswith("filter") else "fields"
    given = {
        "bc": f"bc: {{ entity: things, {value} }}\nfields: [{{ bc: a, dataverse: A }}]",
        "fields": f"bc: {{ entity: things }}\nfields: [{{ bc: a, dataverse: A, {value} }}]",
    }[key]
    text = f"name: ODD\ndataverse: {{ table: thing }}\n{given}\n"
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")

    loaded = load(tmp_path, things=GOOD)

    assert list(loaded.mappings) == ["THINGS"]
    assert [complaint in mistake.text for mistake in loaded.mistakes] == [True]


def test_a_file_whose_name_is_no_text_can_be_shown(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff\xfebad.yaml", os.O_CREAT | os.O_WRONLY))

    loaded = load(tmp_path, things=GOOD)

    [mistake] = loaded.mistakes
    assert mistake.text.startswith("\\xff\\xfebad.yaml: ")


@pytest.mark.parametrize(
    "fields",
    [
        [
            {"bc": "name", "dataverse": "first middle last"},
            {"bc": "city", "dataverse": "last"},
        ],
        [{"bc": "name", "dataverse": "b b b"}],
        [{"bc": "name", "dataverse": "first middle last", "match": 1}],
    ],
)
def test_columns_of_a_persons_name_are_nothing_else(
    tmp_path: Path, fields: list[dict[str, object]]
) -> None:
    loaded = load(tmp_path, things=GOOD | {"fields": fields})

    assert not loaded.mappings
    assert loaded.mistakes


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000, "a: [" + "[" * 100])
def test_a_file_of_brackets_within_brackets_is_a_mistake_of_its_own(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "deep.yaml").write_text(text)

    loaded = load(tmp_path, things=GOOD)

    assert list(loaded.mappings) == ["THINGS"]
    [mistake] = loaded.mistakes
    assert mistake.text == (
        "deep.yaml: line 1: more lists and keys within one another than any key has"
    )


def test_what_is_no_file_is_not_opened_and_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()

    loaded = load(tmp_path, things=GOOD)

    assert list(loaded.mappings) == ["THINGS"]
    assert [mistake.text for mistake in loaded.mistakes] == [
        "pipe.yaml: is no file but a pipe, socket or device, which is not opened"
    ]


# Lines

LINES = GOOD | {"name": "LINES", "part_of": "THINGS", "direction": "to_dataverse"}
ONE_WAY = GOOD | {"direction": "to_dataverse"}


def test_lines_are_no_mapping_of_their_own_but_part_of_one(tmp_path: Path) -> None:
    loaded = load(tmp_path, things=ONE_WAY, lines=LINES)

    assert not loaded.mistakes
    assert [*loaded.mappings] == ["THINGS"]
    assert [part.name for part in loaded.parts["THINGS"]] == ["LINES"]
    assert loaded.sources["LINES"].file == "lines.yaml"
    found = loaded.part("lines")
    assert found is not None
    assert loaded.by_slug("lines") is None


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (LINES | {"part_of": "NOBODY"}, "part_of: there is no usable mapping NOBODY"),
        (LINES | {"direction": "bidirectional"}, "direction: lines travel with their header"),
        (LINES | {"schedule": "0 0 * * * *"}, "schedule: means nothing for lines"),
    ],
)
def test_lines_that_make_no_sense_say_why(tmp_path: Path, lines: object, told: str) -> None:
    loaded = load(tmp_path, things=ONE_WAY, lines=lines)

    assert not loaded.parts
    assert any(told in m.text and m.text.startswith("lines.yaml: ") for m in loaded.mistakes)


@pytest.mark.parametrize("header", [GOOD, ONE_WAY | {"part_of": "OTHERS"}])
def test_what_lines_cannot_belong_to_is_off_as_they_are(tmp_path: Path, header: object) -> None:
    others = ONE_WAY | {"name": "OTHERS"}

    loaded = load(tmp_path, things=header, lines=LINES, others=others)

    assert "THINGS" not in loaded.mappings
    assert not any(part.name == "LINES" for parts in loaded.parts.values() for part in parts)
    assert any(m.text.startswith("lines.yaml: part_of: ") for m in loaded.mistakes)


@pytest.mark.parametrize(
    "lines",
    [
        LINES | {"fields": [{"bc": "a"}]},
        "name: LINES\npart_of: THINGS\nfields: [",
        LINES | {"fields": [{"bc": "a", "dataverse": "A", "lookup": {"mapping": "NOBODY"}}]},
    ],
)
def test_records_whose_lines_have_a_mistake_do_not_travel_without_them(
    tmp_path: Path, lines: object
) -> None:
    loaded = load(tmp_path, things=ONE_WAY, lines=lines)

    assert not loaded.mappings
    assert not loaded.parts
    assert any(m.text.startswith("things.yaml: ") for m in loaded.mistakes)


def test_lines_of_a_mapping_with_a_mistake_are_off_with_it(tmp_path: Path) -> None:
    loaded = load(tmp_path, things=ONE_WAY | {"schedule": "now"}, lines=LINES)

    assert not loaded.mappings
    assert not loaded.parts
    assert {m.text.partition(":")[0] for m in loaded.mistakes} == {"things.yaml", "lines.yaml"}


def test_what_lines_point_to_goes_before_the_records_that_they_belong_to(tmp_path: Path) -> None:
    others = ONE_WAY | {"name": "OTHERS"}
    lookup = {"bc": "a", "dataverse": "A", "lookup": {"mapping": "OTHERS"}}

    loaded = load(tmp_path, things=ONE_WAY, others=others, lines=LINES | {"fields": [lookup]})

    assert "OTHERS" in loaded.mappings["THINGS"].predecessors()
