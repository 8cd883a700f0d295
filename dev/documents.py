"""The documents: whether what they lead to and name is there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dev import commands
from dev.settings_table import fields

ROOT = Path(__file__).parents[1]
_FOLDERS = ("dev", "docs", "infra", "shared", "tests")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
_NAMED = re.compile(r"\[`([\w.]+)`\]\(([^)#\s]+\.(?:bicep|js|kql|py|yaml|yml))\)")
"""Something by its name, with the file that it is in: a test, a function, a setting of Azure."""
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_COMMAND = re.compile(r"python\s+-m\s+dev\s+([a-z][a-z-]*)")
_TARGET = re.compile(r"`make ([a-z]+)")
_SETTING = re.compile(
    r"`((?:BC|DATAVERSE|ENTRA|ACCESS|AVAILABILITY|STATISTICS|LINKS|SYNC|TELEMETRY)_[A-Z_]+)`"
)
_SCHEDULE = re.compile(r"SYNC_[A-Z_]+_SCHEDULE")
"""Each mapping has one, also one that somebody adds."""
_TEMPLATE = ("main.parameters.json", "main.bicep")
_OF_AZD = re.compile(r"\$\{(\w+)|^output (\w+)", re.MULTILINE)
"""What the template is given, and gives, by names of its own."""
_PLACE = re.compile(
    r"`((?:adapters|dev|docs|domain|functions|infra|ports|settings|shared|tests|usecases)"
    r"/\s*[\w./-]*\w)`"
)
"""A file or folder of the repository, or of what is deployed of it."""
_VARIABLE = re.compile(r"\$(\w+)")
"""Of the shell, in a page's commands."""


def check() -> list[str]:
    """Return what the documents name or lead to that is not there, each with its page."""
    return [
        f"{page.relative_to(ROOT)}: {problem}" for page in pages() for problem in problems(page)
    ]


def pages() -> list[Path]:
    within = (page for folder in _FOLDERS for page in (ROOT / folder).rglob("*.md"))
    return sorted([*ROOT.glob("*.md"), *within])


def anchors(page: Path) -> set[str]:
    """Return the names of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", page.read_text("utf-8"))):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        repeated = sum(each == name or each.startswith(f"{name}-") for each in found)
        found.add(f"{name}-{repeated}" if name in found else name)
    return found


def problems(page: Path) -> Iterator[str]:
    """Yield what is wrong with one page."""
    text = page.read_text("utf-8")
    for linked in (one or other for one, other in _LINK.findall(_FENCE.sub("", text))):
        yield from _link(page, linked)
    for name, linked in _NAMED.findall(_FENCE.sub("", text)):
        file = page.parent / linked
        if file.is_file() and not re.search(rf"\b{re.escape(name)}\b", file.read_text("utf-8")):
            yield f"{linked} has no {name}"
    modules = {path.stem.replace("_", "-") for path in Path(commands.__path__[0]).glob("*.py")}
    for command in sorted({*_COMMAND.findall(text)} - modules):
        yield f"there is no command {command}"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in sorted({*_TARGET.findall(text)}):
        if f"\n{target}:" not in makefile:
            yield f"there is no target {target}"
    named = {*_SETTING.findall(text)} - {*_VARIABLE.findall(text)} - _of_azd()
    for setting in sorted(named - {name for name, _ in fields()}):
        if not _SCHEDULE.fullmatch(setting):
            yield f"there is no setting {setting}"
    for place in sorted({re.sub(r"\s", "", each) for each in _PLACE.findall(text)}):
        if not any((ROOT / above / place).exists() for above in ("", "shared")):
            yield f"there is no {place}"


@cache
def _of_azd() -> frozenset[str]:
    template = ROOT / "infra" / "azure"
    texts = [(template / name).read_text("utf-8") for name in _TEMPLATE]
    found = [one or other for text in texts for one, other in _OF_AZD.findall(text)]
    return frozenset(found)


def _link(page: Path, linked: str) -> Iterator[str]:
    if re.match(r"[a-z]+:", linked):
        return
    address, _, anchor = linked.partition("#")
    target = (page.parent / address) if address else page
    if not target.exists():
        yield f"{linked} leads nowhere"
    elif anchor and target.suffix == ".md" and anchor not in anchors(target):
        yield f"{linked}: there is no such heading"
