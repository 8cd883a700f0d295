"""docs/mappings.md tells every key of a mapping file, as the models have it."""

import re
from pathlib import Path

import pytest

from shared.adapters.mapping_files import load_mappings
from tests.contracts.documented_mapping_keys import keys, row
from tests.contracts.documented_settings import ROOT

PAGE = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
KEYS = re.compile(r"<!-- keys -->\n(.*?)<!-- /keys -->", re.DOTALL)
ROW = re.compile(r"^\| `.*$", re.MULTILINE)
EXAMPLE = re.compile(r"```yaml\n(# \w+\.yaml\n.*?)```", re.DOTALL)


def test_the_page_tells_every_key_with_its_default_and_meaning_in_the_files_order() -> None:
    found = KEYS.search(PAGE)
    assert found is not None

    assert ROW.findall(found[1]) == [row(name, field) for name, field in keys()]


@pytest.mark.parametrize("name", [name for name, _ in keys()])
def test_every_key_has_a_meaning(name: str) -> None:
    assert dict(keys())[name].description


def test_the_examples_are_usable_mappings(tmp_path: Path) -> None:
    examples = EXAMPLE.findall(PAGE)
    assert examples
    for example in examples:
        name = example.splitlines()[0].removeprefix("# ")
        (tmp_path / name).write_text(example, encoding="utf-8")

    loaded = load_mappings(tmp_path)

    assert loaded.mistakes == ()
    assert len(loaded.mappings) == len(examples)
