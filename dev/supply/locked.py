"""The packages that are deployed with the app: Python's from the lock file, those of the pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dev.vendoring.bundling import MANIFEST, VENDOR

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.txt"
_PACKAGE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>.+))?"
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    ecosystem: str
    """pypi or npm."""
    name: str
    version: str
    marker: str = ""
    """Where it is installed; everywhere unless given."""
    hashes: tuple[str, ...] = ()
    """SHA-256 of the files that may be installed."""

    @property
    def purl(self) -> str:
        """https://github.com/package-url/purl-spec"""
        name = "/".join(quote(part, safe="") for part in self.name.split("/"))
        return f"pkg:{self.ecosystem}/{name}@{quote(self.version, safe='')}"


def deployed() -> list[Package]:
    """Return what runs in Azure and in people's browsers, by ecosystem and name."""
    return [*sorted(_of_pages(), key=_key), *sorted(_of_python(), key=_key)]


def _key(package: Package) -> tuple[str, str]:
    return package.name, package.version


def _of_python() -> Iterator[Package]:
    for entry in LOCK.read_text("utf-8").replace("\\\n", "").splitlines():
        if found := _PACKAGE.match(entry):
            marker = (found["marker"] or "").partition(" --hash")[0].strip()
            hashes = tuple(_HASH.findall(entry))
            yield Package("pypi", found["name"], found["version"], marker, hashes)


def _of_pages() -> Iterator[Package]:
    manifest = json.loads((VENDOR / MANIFEST).read_text("utf-8"))
    packages = {each for bundle in manifest.values() for each in bundle["packages"].items()}
    for name, version in packages:
        yield Package("npm", name, version)
