"""Bundle the pages' libraries with esbuild, and write down what they are made of.

package.json pins the packages, package-lock.json those that they need. Nothing is built when the
app runs: what stands in ``shared/pages/vendor`` is served as it is.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BUNDLES = Path(__file__).parent / "bundles"
VENDOR = ROOT / "shared" / "pages" / "vendor"
MANIFEST = "manifest.json"
LICENSES = "LICENSES.txt"
_MODULES = ROOT / "node_modules"
_RULE = "-" * 80
_OPTIONS = (
    "--bundle",
    "--format=esm",
    "--minify",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--log-level=warning",
)
Json = dict[str, Any]


@dataclass(frozen=True)
class Package:
    """One that a bundle holds code of."""

    name: str
    version: str
    license: str
    text: str
    """Of its licence file; empty where the package has none."""


def vendor(folder: Path = VENDOR) -> list[Path]:
    """Write the bundles, their manifest and their licences to *folder*; return the files.

    :raises CalledProcessError: esbuild refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, Json] = {}
    packages: dict[str, Package] = {}
    for entry in sorted(BUNDLES.glob("*.js")):
        bundle = folder / entry.name
        used = [_package(path) for path in _bundle(entry, bundle)]
        packages |= {package.name: package for package in used}
        manifest[entry.name] = {
            "sha256": checksum(bundle),
            "packages": {package.name: package.version for package in used},
        }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    licenses = "\n".join(_told(packages[name]) for name in sorted(packages))
    (folder / LICENSES).write_text(licenses, "utf-8")
    return sorted(folder.iterdir())


def checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _bundle(entry: Path, to: Path) -> Sequence[str]:
    """Return the folders of the packages that went in, relative to the project's."""
    esbuild = _MODULES / ".bin" / "esbuild"
    told = to.with_suffix(".meta.json")
    command = [str(esbuild), str(entry), *_OPTIONS, f"--outfile={to}", f"--metafile={told}"]
    subprocess.run(command, check=True, cwd=ROOT)
    meta = json.loads(told.read_text("utf-8"))
    told.unlink()
    [output] = meta["outputs"].values()
    return sorted(set(_folders(output["inputs"])))


def _folders(inputs: Json) -> Iterator[str]:
    """Yield the folders of packages, which may stand inside those of others."""
    for path in inputs:
        above, inside, rest = path.rpartition("node_modules/")
        if inside:
            first, second, *_ = rest.split("/")
            name = f"{first}/{second}" if first.startswith("@") else first
            yield f"{above}{inside}{name}"


def _package(path: str) -> Package:
    folder = ROOT / path
    told = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(folder.glob("LICENSE*"))
    text = files[0].read_text("utf-8").strip() if files else ""
    return Package(told["name"], told["version"], told["license"], text)


def _told(package: Package) -> str:
    text = package.text or (
        f"Copyright (c) Microsoft Corporation. The package names its licence, {package.license}, "
        "and has no text of it: it is that of Microsoft's other packages here."
    )
    return f"{_RULE}\n{package.name} {package.version} ({package.license})\n{_RULE}\n{text}\n"
