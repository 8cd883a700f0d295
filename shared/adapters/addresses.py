"""Addresses without what tells about records: ids, keys and queries; pure."""

import re
from urllib.parse import urlsplit

_KEY = re.compile(r"\((?:[^()']|'(?:[^']|'')*+')*+\)")
"""A key or arguments, in which texts can hold brackets. It never looks at a character twice: many
quotes could else be paired in more ways than there is time for."""
_NAME = re.compile(r"[A-Za-z$][\w.$-]*(?:\({id}\))?")
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_BLANK = "{id}"


def scrubbed(url: str) -> str:
    """Return an address with its names alone, without a query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{_scrubbed(parts.path)}"


def route(url: str, roots: tuple[str, ...]) -> str:
    """Return what is below the longest of *roots*; a path that is below none, as a whole."""
    path = urlsplit(url).path
    below = [root_path for root in roots if path.startswith(f"{(root_path := _path(root))}/")]
    return _scrubbed(path[len(max(below, key=len, default="")) :])


def _path(root: str) -> str:
    return urlsplit(root).path


def _scrubbed(path: str) -> str:
    """Return the path's names; nothing of what follows something that is neither name nor id."""
    segments: list[str] = []
    for segment in _KEY.sub(f"({_BLANK})", path).split("/"):
        known = not segment or _NAME.fullmatch(segment) is not None
        is_id = _ID.fullmatch(segment) is not None
        segments.append(segment if known and not is_id else _BLANK)
        if not known and not is_id:
            break
    return "/".join(segments)
