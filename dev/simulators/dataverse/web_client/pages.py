"""Pages of the simulated Sales app, and the files that they are made of."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dev.simulators.http import Response

FILES = "/_client/"
_FOLDER = Path(__file__).parent
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
POLICY = (
    "script-src * 'unsafe-inline' 'unsafe-eval'; worker-src 'self' blob:; "
    "style-src * 'unsafe-inline'; font-src * data:; "
    "frame-ancestors 'self' https://*.powerapps.com;"
)
"""What an environment sends that has the policy switched on, as it is before anybody changes it:
https://learn.microsoft.com/power-platform/admin/content-security-policy"""


def page(title: str, content: str) -> Response:
    """:param content: HTML, with whatever is a record's escaped; so is the title."""
    text = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{FILES}form.css"></head>'
        f"<body><main><h1>{title}</h1>{content}</main></body></html>"
    )
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return Response(200, headers | {"Content-Security-Policy": POLICY}, text.encode())


def leading(address: str, headers: Mapping[str, str] = {}) -> Response:
    return Response(302, {"Location": address, "Cache-Control": "no-store", **headers})


@cache
def own_file(name: str) -> Response:
    kind = _TYPES.get(Path(name).suffix)
    found = _FOLDER / name
    if kind is None or "/" in name or not found.is_file():
        return Response(404)
    return Response(200, {"Content-Type": kind, "Cache-Control": "no-cache"}, found.read_bytes())
