"""docs/operations.md tells every setting with its default and meaning, as the models have them."""

import re

from tests.contracts.documented_settings import ROOT, fields, row

SETTINGS = re.compile(r"<!-- settings -->\n(.*?)<!-- /settings -->", re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \|.*$", re.MULTILINE)


def rows() -> dict[str, str]:
    """Return the page's rows by the setting's name."""
    found = SETTINGS.search((ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))
    assert found is not None
    return {row[1]: row[0] for row in ROW.finditer(found[1])}


def test_the_page_has_a_row_for_every_setting_and_no_other() -> None:
    assert sorted(rows()) == sorted(name for name, _ in fields())


def test_each_row_tells_the_setting_as_its_model_has_it() -> None:
    told = rows()

    expected = {name: row(name, field) for name, field in fields()}

    assert {name: text for name, text in expected.items() if not told[name].startswith(text)} == {}
