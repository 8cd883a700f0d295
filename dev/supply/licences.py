"""Which licence each deployed package has, by its SPDX identifier.

Python's packages say so in their metadata, where those that are installed are asked; those of the
pages in their own files, which are kept in ``shared/pages/vendor/LICENSES.txt``.
"""

import re
from collections.abc import Iterable
from importlib import metadata

from dev.supply.locked import ROOT, Package, deployed
from dev.vendoring.bundling import LICENSES, VENDOR

PAGE = ROOT / "docs" / "licences.md"
_CLASSIFIED = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_CLASSIFIER = "License :: OSI Approved :: "
_SPDX = re.compile(r"[A-Za-z0-9.-]+")
_BEGIN, _END = "<!-- licences -->\n", "<!-- /licences -->"


class UnknownLicenceError(Exception):
    """A package does not say what licence it has, in any way that is known here."""


def licence(package: Package) -> str:
    """Return an SPDX expression.

    :raises UnknownLicenceError: it cannot be told.
    """
    told = _of_python(package) if package.ecosystem == "pypi" else _of_pages(package)
    if told is None:
        raise UnknownLicenceError(f"{package.name} {package.version} does not tell its licence.")
    return told


def _of_python(package: Package) -> str | None:
    about = metadata.metadata(package.name)
    if "License-Expression" in about:
        return about["License-Expression"]
    for classifier in about.get_all("Classifier", []):
        if (known := _CLASSIFIED.get(classifier.removeprefix(_CLASSIFIER))) is not None:
            return known
    told = about.get_all("License", [])
    return next((text for text in told if _SPDX.fullmatch(text)), None)


def _of_pages(package: Package) -> str | None:
    told = (VENDOR / LICENSES).read_text("utf-8")
    heading = rf"^{re.escape(package.name)} {re.escape(package.version)} \((.+)\)$"
    found = re.search(heading, told, re.MULTILINE)
    return found[1] if found else None


def table(packages: Iterable[Package]) -> str:
    rows = [
        f"| {each.name} | {each.version} | {licence(each)} | {_where(each)} |" for each in packages
    ]
    return "\n".join(["| Package | Version | Licence | Where |", "|---|---|---|---|", *rows, ""])


def _where(package: Package) -> str:
    if package.ecosystem == "npm":
        return "the pages"
    return f"the app, `{package.marker}`" if package.marker else "the app"


def written(page: str) -> str:
    """Return the page with the table as it is now."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}{table(deployed())}{_END}{after}"
