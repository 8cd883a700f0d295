"""The libraries beside the pages are those of package.json, unchanged, licensed and credited."""

import json
from pathlib import Path
from typing import Any

import pytest

from dev.vendoring.bundling import BUNDLES, LICENSES, MANIFEST, ROOT, VENDOR, checksum, vendor

BUNDLED = sorted(path.name for path in BUNDLES.glob("*.js"))


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((VENDOR / MANIFEST).read_text("utf-8"))
    return told


def test_each_bundle_is_there_as_its_checksum_says_and_nothing_else_is(
    manifest: dict[str, Any],
) -> None:
    assert sorted(manifest) == BUNDLED
    assert sorted(path.name for path in VENDOR.iterdir()) == sorted([*BUNDLED, LICENSES, MANIFEST])
    assert {name: told["sha256"] for name, told in manifest.items()} == {
        name: checksum(VENDOR / name) for name in BUNDLED
    }


def test_bundling_anew_gives_the_same_files(tmp_path: Path) -> None:
    vendor(tmp_path)

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in VENDOR.iterdir()}


def test_each_library_is_credited_with_its_licence(manifest: dict[str, Any]) -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    licenses = (VENDOR / LICENSES).read_text("utf-8")

    for bundle in manifest.values():
        for name, version in bundle["packages"].items():
            assert name in notice
            assert f"\n{name} {version} (" in licenses
