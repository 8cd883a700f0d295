"""The mappings of the release come back; what somebody has made of their own stays."""

from pathlib import Path
from shutil import copytree

import pytest

from shared.adapters.default_mappings import restore_defaults
from shared.adapters.mapping_files import load_mappings
from shared.errors import ConfigurationError
from shared.settings import DEFAULT_MAPPING_FOLDER

CUSTOMER = (DEFAULT_MAPPING_FOLDER / "customer.yaml").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(DEFAULT_MAPPING_FOLDER, tmp_path / "mappings"))


def test_a_changed_default_mapping_is_as_released_again(folder: Path) -> None:
    (folder / "customer.yaml").write_bytes(
        CUSTOMER.replace(b"conflict: fail", b"conflict: bc_wins")
    )

    assert restore_defaults(folder) == ["customer.yaml"]
    assert (folder / "customer.yaml").read_bytes() == CUSTOMER


def test_a_default_mapping_in_a_file_of_another_name_gives_way(folder: Path) -> None:
    (folder / "customer.yaml").rename(folder / "kunden.yml")

    assert restore_defaults(folder) == ["customer.yaml"]
    assert not (folder / "kunden.yml").exists()
    assert load_mappings(folder).mistakes == ()


def test_a_mapping_by_another_name_stays(folder: Path) -> None:
    own = CUSTOMER.replace(b"name: CUSTOMER", b"name: PARTNER")
    (folder / "partner.yaml").write_bytes(own)
    (folder / "currency.yaml").unlink()

    assert restore_defaults(folder) == ["currency.yaml"]
    assert (folder / "partner.yaml").read_bytes() == own


def test_a_mapping_by_another_name_stays_though_its_file_has_a_default_ones(folder: Path) -> None:
    own = CUSTOMER.replace(b"name: CUSTOMER", b"name: PARTNER")
    (folder / "customer.yaml").write_bytes(own)

    [restored] = restore_defaults(folder)

    assert (folder / "customer.yaml").read_bytes() == own
    assert (folder / restored).read_bytes() == CUSTOMER
    assert restore_defaults(folder) == []


def test_a_default_mappings_own_file_is_made_readable_again(folder: Path) -> None:
    (folder / "customer.yaml").write_bytes(b"name: [")

    assert restore_defaults(folder) == ["customer.yaml"]
    assert (folder / "customer.yaml").read_bytes() == CUSTOMER


def test_a_file_that_nobody_can_read_stays(folder: Path) -> None:
    (folder / "broken.yaml").write_bytes(b"name: [")
    (folder / "customer.yaml").unlink()

    assert restore_defaults(folder) == ["customer.yaml"]
    assert (folder / "broken.yaml").read_bytes() == b"name: ["


def test_restoring_twice_writes_nothing_the_second_time(folder: Path) -> None:
    (folder / "customer.yaml").unlink()
    restore_defaults(folder)

    assert restore_defaults(folder) == []


def test_the_released_files_themselves_are_left_alone() -> None:
    assert restore_defaults(DEFAULT_MAPPING_FOLDER) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="SYNC_MAPPING_FOLDER") as caught:
        restore_defaults(tmp_path / "nowhere")

    assert caught.value.code == "mapping_folder_readonly"
