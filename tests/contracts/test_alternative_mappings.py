"""What ships beside the default mappings: those of the companion extension, and alternatives."""

import json
from pathlib import Path
from shutil import copy

import pytest
import yaml

from dev.comparing import ALTERNATIVES, alternatives
from shared.adapters.mapping_files import load_mappings
from shared.domain.mapping import TableMapping
from shared.domain.sides import Side
from shared.settings import DEFAULT_MAPPING_FOLDER

ROOT = Path(__file__).parents[2]
API = json.loads((ROOT / "dev/data/business_central/companion.json").read_text("utf-8"))
ROUTE = f"{API['publisher']}/{API['group']}/{API['version']}"
SHIPPED = load_mappings(DEFAULT_MAPPING_FOLDER).mappings
FOLDERS = sorted(path.name for path in ALTERNATIVES.iterdir())
OF_THE_EXTENSION = [
    mapping
    for mapping in (*SHIPPED.values(), *(each for _, each in alternatives()))
    if mapping.bc.entity.startswith(ROUTE)
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_alternative_goes_together_with_what_ships(folder: str, tmp_path: Path) -> None:
    for path in (*DEFAULT_MAPPING_FOLDER.glob("*.yaml"), *(ALTERNATIVES / folder).iterdir()):
        copy(path, tmp_path)

    found = load_mappings(tmp_path)

    assert found.mistakes == ()
    assert len(found.all) == len(list(tmp_path.iterdir())) >= len(SHIPPED)


@pytest.mark.parametrize("path", sorted(ALTERNATIVES.glob("*/*.yaml")), ids=lambda path: path.name)
def test_what_takes_the_place_of_a_file_is_called_as_it_is_and_else_like_none(path: Path) -> None:
    replaced = DEFAULT_MAPPING_FOLDER / path.name
    mapping = _read(path)

    if replaced.exists():
        assert _read(replaced).name == mapping.name
    else:
        assert mapping.name not in SHIPPED
        assert mapping.optional is (mapping in OF_THE_EXTENSION)


def test_other_units_change_nothing_but_units() -> None:
    for path in (ALTERNATIVES / "unit_groups").glob("*.yaml"):
        mapping = _read(path)
        if mapping.name in SHIPPED:
            default = SHIPPED[mapping.name]
            assert _but_fields(mapping) == _but_fields(default)
            assert _without_units(mapping) == _without_units(default)


def test_customers_with_details_are_the_same_customers_and_travel_as_they_do_without() -> None:
    mapping = _read(ALTERNATIVES / "customer_details" / "customer.yaml")
    default = SHIPPED["CUSTOMER"]

    same = {"entity": default.bc.entity, "same_as": None}
    assert mapping.bc.standard == default.bc.entity
    assert mapping.bc.model_copy(update=same) == default.bc
    assert _but_fields(mapping, "bc", "optional") == _but_fields(default, "bc", "optional")
    assert [field for field in mapping.fields if field in default.fields] == list(default.fields)


def test_the_app_has_a_mapping_for_each_set_that_holds_records_of_its_own() -> None:
    used = {mapping.bc.entity.rpartition("/")[2] for mapping in OF_THE_EXTENSION}

    assert used == API["sets"].keys() - {"builtInCouplings", "itemAvailabilities"}


@pytest.mark.parametrize("mapping", OF_THE_EXTENSION, ids=lambda mapping: mapping.name)
def test_a_mapping_of_the_extension_waits_for_it_and_uses_what_it_has(
    mapping: TableMapping,
) -> None:
    fields = API["sets"][mapping.bc.entity.rpartition("/")[2]]["fields"]

    assert mapping.optional
    assert set(mapping.columns(Side.BC)) <= fields.keys()


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_alternative_and_its_files_are_explained(folder: str) -> None:
    page = (ROOT / "docs/mappings.md").read_text("utf-8")
    _, _, explained = page.partition("## Instead of others, and beside them")

    assert f"`alternatives/{folder}`" in explained
    for path in (ALTERNATIVES / folder).iterdir():
        assert _read(path).name in explained


def _read(path: Path) -> TableMapping:
    return TableMapping.model_validate(yaml.safe_load(path.read_text("utf-8")))


def _without_units(mapping: TableMapping) -> list[object]:
    units = {"defaultuomid", "defaultuomscheduleid", "uomid"}
    return [field for field in mapping.fields if field.dataverse not in units]


def _but_fields(mapping: TableMapping, *further: str) -> dict[str, object]:
    return mapping.model_dump(exclude={"fields", *further})
