"""What is deployed is pinned, licensed and listed; what only develops is pinned, too."""

import json
import re
from typing import Any

import pytest

from dev.browser import OLDEST
from dev.supply.bill import FILE, bill
from dev.supply.licences import PAGE, UnknownLicenceError, licence, written
from dev.supply.locked import ROOT, Package, deployed

FREE_TO_DEPLOY = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 OR BSD-3-Clause",
    "BSD-3-Clause",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PSF-2.0",
}
"""None of them asks for anything of code that uses the package unchanged."""


def components() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["components"]
    return listed


def test_every_package_that_python_installs_is_pinned_with_hashes() -> None:
    python = [each for each in deployed() if each.ecosystem == "pypi"]

    assert {"azure-functions", "pydantic", "requests"} <= {each.name for each in python}
    assert [each.name for each in python if not each.hashes] == []


@pytest.mark.parametrize(
    "name",
    ["requirements.txt", "requirements-dev.txt", "infra/azure/requirements-checkov.txt"],
)
def test_a_lock_file_names_each_package_by_one_version_and_hashes(name: str) -> None:
    entries = (ROOT / name).read_text("utf-8").replace("\\\n", "").splitlines()
    packages = [entry for entry in entries if entry and not entry.lstrip().startswith("#")]

    assert packages
    assert [e for e in packages if not re.match(r"\S+==\S+ .*--hash=sha256:", e)] == []


def test_the_packages_of_node_are_pinned_and_the_storage_emulator_with_them() -> None:
    packages = json.loads((ROOT / "package.json").read_text("utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = packages["dependencies"] | packages["devDependencies"]

    assert "azurite" in wanted
    assert wanted == {name: locked[f"node_modules/{name}"]["version"] for name in wanted}
    assert [path for path, each in locked.items() if path and not each.get("integrity")] == []


def test_each_deployed_package_has_a_licence_that_asks_for_nothing() -> None:
    assert {licence(each) for each in deployed()} <= FREE_TO_DEPLOY


def test_a_package_without_a_licence_is_told() -> None:
    with pytest.raises(UnknownLicenceError, match=r"tslib 0\.0\.1 does not tell"):
        licence(Package("npm", "tslib", "0.0.1"))


def test_the_list_of_licences_is_as_the_lock_files_have_it() -> None:
    page = PAGE.read_text("utf-8")

    assert page == written(page), "python -m dev licences writes it anew"


def test_the_bill_of_materials_is_as_the_lock_files_have_it() -> None:
    assert FILE.read_text("utf-8") == bill(), "python -m dev licences writes it anew"


def test_the_bill_lists_every_deployed_package_once_and_what_depends_on_it() -> None:
    told = json.loads(bill())

    addresses = [component["purl"] for component in components()]
    assert sorted(addresses) == sorted({each.purl for each in deployed()})
    assert [each["bom-ref"] for each in components()] == addresses
    assert told["dependencies"][0]["dependsOn"] == sorted(addresses)


@pytest.mark.parametrize(
    ("package", "address"),
    [
        (Package("pypi", "azure-core", "1.41.0"), "pkg:pypi/azure-core@1.41.0"),
        (Package("npm", "@azure/msal-common", "16.17.0"), "pkg:npm/%40azure/msal-common@16.17.0"),
    ],
)
def test_a_package_has_its_address_in_any_registry(package: Package, address: str) -> None:
    assert package.purl == address


def test_the_browser_that_tests_use_is_pinned() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    [pinned] = re.findall(r"^CHROMIUM := (\d+)$", makefile, re.MULTILINE)
    assert int(pinned) >= OLDEST
    assert "install '$(BROWSER)=$(CHROMIUM).*' 'chromium-common=$(CHROMIUM).*'" in makefile
