"""The pages' files, as they were deployed: read once, and told apart by their content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "pages"
CONSOLE = "console/index.html"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""Of all that is served: a file of another kind is none of the pages'."""
MEDIA_TYPES = sorted({media_type.partition(";")[0] for media_type in _TYPES.values()})


@dataclass(frozen=True)
class PageFile:
    content: bytes
    media_type: str
    etag: str
    """Changes with the content."""


@cache
def page_files() -> dict[str, PageFile]:
    """Return all of them by their path, written with slashes.

    What is not among them cannot be had, whatever a path looks like.
    """
    found = sorted(path for path in FOLDER.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(FOLDER).as_posix(): _read(path) for path in found}


def _read(path: Path) -> PageFile:
    content = path.read_bytes()
    return PageFile(content, _TYPES[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:32]}"')
