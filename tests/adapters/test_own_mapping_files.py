"""A customer's own mapping files stand beside those that ship, and in their place."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.adapters.mapping_files import MappingSet, load_mappings

FIELDS = [{"bc": "a", "dataverse": "A"}, {"bc": "b", "dataverse": "B"}]


def things(name: str = "THINGS", **keys: Any) -> dict[str, Any]:
    return {
        "name": name,
        "bc": {"entity": "things"},
        "dataverse": {"table": "thing"},
        "fields": FIELDS,
        **keys,
    }


NEEDS_THINGS = things(
    "NEEDY", fields=[{"bc": "c", "dataverse": "C", "lookup": {"mapping": "THINGS"}}]
)


class Folders:
    def __init__(self, parent: Path) -> None:
        self.shipped, self.own = parent / "mappings", parent / "ours"
        self.shipped.mkdir()
        self.own.mkdir()

    def ship(self, **files: object) -> None:
        _write(self.shipped, files)

    def add(self, **files: object) -> None:
        _write(self.own, files)

    def load(self) -> MappingSet:
        return load_mappings(self.shipped, self.own)


def _write(folder: Path, files: dict[str, object]) -> None:
    for name, content in files.items():
        text = content if isinstance(content, str) else yaml.safe_dump(content)
        (folder / f"{name}.yaml").write_text(text)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def test_an_own_mapping_is_used_beside_those_that_ship(folders: Folders) -> None:
    folders.ship(things=things())
    folders.add(needy=NEEDS_THINGS)

    loaded = folders.load()

    assert loaded.mappings.keys() == {"THINGS", "NEEDY"}
    own = loaded.sources["NEEDY"]
    assert (own.file, own.own, own.replaces) == ("ours/needy.yaml", True, None)
    assert not loaded.sources["THINGS"].own


def test_an_own_mapping_takes_the_place_of_the_one_with_its_name_as_a_whole(
    folders: Folders,
) -> None:
    folders.ship(things=things(direction="to_dataverse"), needy=NEEDS_THINGS)
    folders.add(anything=things(fields=FIELDS[:1]))

    loaded = folders.load()

    assert not loaded.mistakes
    assert loaded.mappings["THINGS"].direction == "bidirectional"
    assert len(loaded.mappings["THINGS"].fields) == 1
    assert loaded.sources["THINGS"].replaces == "things.yaml"
    assert loaded.replacing == ("ours/anything.yaml in place of things.yaml",)
    assert "NEEDY" in loaded.mappings


def test_an_own_mapping_takes_the_place_of_one_that_has_a_mistake(folders: Folders) -> None:
    folders.ship(things=things(direction="sideways"))
    folders.add(things=things())

    loaded = folders.load()

    assert not loaded.mistakes
    assert list(loaded.mappings) == ["THINGS"]


@pytest.mark.parametrize(
    "content",
    [
        things(direction="sideways"),
        "name: THINGS\nbc: [",
        "name: 'THINGS' # ours\nfields: *fields\n",
        "name: THINGS\nname: THINGS\n",
    ],
)
def test_the_one_that_ships_does_not_come_back_where_its_replacement_has_a_mistake(
    folders: Folders, content: object
) -> None:
    folders.ship(things=things(), others=things("OTHERS"), needy=NEEDS_THINGS)
    folders.add(mine=content)

    loaded = folders.load()

    assert list(loaded.mappings) == ["OTHERS"]
    assert all(mistake.source.replaces for mistake in loaded.mistakes[:1])
    assert loaded.mistakes[0].text.startswith("ours/mine.yaml: ")
    assert loaded.mistakes[0].concerns("things")
    assert loaded.mistakes[-1].concerns("needy")


def test_a_file_that_does_not_tell_its_mapping_counts_as_that_of_its_own_name(
    folders: Folders,
) -> None:
    folders.ship(item_price=things("ITEM-PRICE"), others=things("OTHERS"))
    folders.add(item_price="- [")

    loaded = folders.load()

    assert list(loaded.mappings) == ["OTHERS"]
    assert loaded.mistakes[0].concerns("item-price")


def test_a_mistake_in_an_own_file_switches_off_that_mapping_only(folders: Folders) -> None:
    folders.ship(things=things())
    folders.add(mine=things("MINE", nonsense=1), more=things("MORE"))

    loaded = folders.load()

    assert loaded.mappings.keys() == {"THINGS", "MORE"}
    [mistake] = loaded.mistakes
    assert mistake.text.startswith("ours/mine.yaml: nonsense: unknown key")
    assert mistake.source.own
    assert mistake.source.replaces is None


def test_a_name_that_only_looks_like_the_one_that_ships_is_a_mistake(folders: Folders) -> None:
    folders.ship(things=things("MY-THINGS"))
    folders.add(things=things("MY THINGS"))

    loaded = folders.load()

    assert not loaded.mappings
    assert "it has to be MY-THINGS" in loaded.mistakes[0].text


def test_of_two_own_mappings_of_one_name_the_second_is_refused(folders: Folders) -> None:
    folders.ship(others=things("OTHERS"))
    folders.add(a=things(), b=things(direction="to_dataverse"))

    loaded = folders.load()

    assert loaded.mappings["THINGS"].direction == "bidirectional"
    assert loaded.mistakes[0].text == "ours/b.yaml: name: THINGS is taken by ours/a.yaml"


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_is_used_while_nothing_is_in_the_own_folder(
    folders: Folders, *, exists: bool
) -> None:
    folders.ship(things=things())
    if not exists:
        folders.own.rmdir()

    loaded = folders.load()

    assert not loaded.mappings
    [mistake] = loaded.mistakes
    assert "SYNC_OWN_MAPPING_FOLDER" in mistake.text


def test_a_link_that_leads_nowhere_is_a_mistake_like_any_other(folders: Folders) -> None:
    folders.ship(things=things(), others=things("OTHERS"))
    (folders.own / "things.yaml").symlink_to(folders.own / "gone")

    loaded = folders.load()

    assert list(loaded.mappings) == ["OTHERS"]
    assert "cannot be opened" in loaded.mistakes[0].text


def test_an_own_file_of_lines_with_a_mistake_leaves_no_record_without_its_lines(
    folders: Folders,
) -> None:
    lines = things("LINES", part_of="THINGS", direction="to_dataverse")
    folders.ship(things=things(direction="to_dataverse"), lines=lines)
    folders.add(lines="name: LINES\nfields: [")

    loaded = folders.load()

    assert not loaded.mappings
    assert not loaded.parts


DOCUMENTS = things(direction="to_dataverse")
LINES = DOCUMENTS | {"name": "LINES", "part_of": "THINGS"}


@pytest.mark.parametrize(
    "lines",
    [
        LINES | {"part_of": "THING"},
        LINES | {"part_of": "OTHERS"},
        {key: value for key, value in LINES.items() if key != "part_of"},
        LINES | {"part_of": "THING", "nonsense": 1},
        "name: LINES\npart_of: things\nfields: [",
    ],
)
def test_lines_in_an_own_file_stay_with_their_documents_or_switch_them_off(
    folders: Folders, lines: object
) -> None:
    folders.ship(things=DOCUMENTS, others=DOCUMENTS | {"name": "OTHERS"}, lines=LINES)
    folders.add(mine=lines)

    loaded = folders.load()

    assert list(loaded.mappings) == ["OTHERS"]
    assert not loaded.parts
    assert any(mistake.text.startswith("ours/mine.yaml: ") for mistake in loaded.mistakes)
    assert any(mistake.concerns("things") for mistake in loaded.mistakes)
