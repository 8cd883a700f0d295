"""What is wrong with Bicep files, as far as their text tells."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from dev.bicep.reading import BicepFile, Declaration, below, members, text_of

_VERSION = re.compile(r"@\d{4}-\d{2}-\d{2}$")
_ONLY_PREVIEWS = {"Microsoft.Insights/diagnosticSettings@2021-05-01-preview"}
"""What has no version that is not a preview."""
_OUTPUT = re.compile(r"\b(\w+)\.outputs\.(\w+)")
_LOADED = re.compile(r"loadTextContent\('([^']+)'\)")
_SYNTAX = {"ERROR", "MISSING"}


def check(folder: Path) -> list[str]:
    """Return every mistake in the files below *folder*, each with its place."""
    files = {path: BicepFile(path) for path in sorted(folder.rglob("*.bicep"))}
    return [
        f"{file.path.relative_to(folder)}:{line}: {mistake}"
        for file in files.values()
        for line, mistake in sorted(_of(file, files))
    ]


def _of(file: BicepFile, files: dict[Path, BicepFile]) -> Iterator[tuple[int, str]]:
    broken = [n for n in below(file.root) if n.type in _SYNTAX or n.is_missing]
    yield from ((node.start_point[0] + 1, "this is no Bicep") for node in broken)
    if broken:
        return
    yield from _names(file)
    for declared in file.declarations:
        yield from ((declared.line, told) for told in _declared(declared))
    for module in file.of("module").values():
        yield from ((module.line, told) for told in _module(file, module, files))
    yield from ((1, told) for told in _texts(file))


def _names(file: BicepFile) -> Iterator[tuple[int, str]]:
    known = {each.name for each in file.declarations if each.kind != "output"} | file.loop_names
    used = {text_of(node) for node in file.references}
    for node in file.references:
        if text_of(node) not in known:
            yield node.start_point[0] + 1, f"{text_of(node)} is not declared"
    for each in file.declarations:
        if each.kind in ("param", "var") and each.name not in used:
            yield each.line, f"{each.name} is not used"


def _declared(declared: Declaration) -> Iterator[str]:
    if declared.kind == "param" and "description" not in declared.decorators:
        yield f"{declared.name} has no description"
    if declared.kind == "resource" and not _is_pinned(declared.target):
        yield f"{declared.name} needs a version that is no preview"


def _is_pinned(target: str) -> bool:
    """Return whether a resource's type has a version; one inside another has its parent's."""
    is_nested = "/" not in target
    return is_nested or target in _ONLY_PREVIEWS or bool(_VERSION.search(target))


def _module(file: BicepFile, module: Declaration, files: dict[Path, BicepFile]) -> Iterator[str]:
    path = (file.path.parent / module.target).resolve()
    other = next((each for found, each in files.items() if found.resolve() == path), None)
    if other is None:
        yield f"{module.target} does not exist"
        return
    declared = other.of("param")
    body = module.body
    given = members(body).get("params") if body else None
    names = members(given).keys() if given else set()
    yield from (f"{module.target} takes no {name}" for name in sorted(names - declared.keys()))
    needed = {name for name, each in declared.items() if not each.has_default}
    yield from (f"{module.target} needs {name}" for name in sorted(needed - names))
    told = set(_OUTPUT.findall(text_of(file.root)))
    wanted = sorted(output for owner, output in told if owner == module.name)
    yield from (f"{module.target} puts out no {name}" for name in _absent(wanted, other))


def _absent(wanted: Sequence[str], other: BicepFile) -> list[str]:
    return [name for name in wanted if name not in other.of("output")]


def _texts(file: BicepFile) -> Iterator[str]:
    for told in _LOADED.findall(text_of(file.root)):
        if not (file.path.parent / told).is_file():
            yield f"{told} does not exist"
