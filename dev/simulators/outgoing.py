"""What a simulated service sends by itself: calls to whoever asked to be told."""

from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import urlsplit

import requests

from dev.simulators.http import Response

Send: TypeAlias = Callable[[str, Mapping[str, str], bytes], Response | None]
"""POSTs a body to an address, with these headers; None where no answer came."""

_PATIENCE = 10.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def send(url: str, headers: Mapping[str, str], body: bytes) -> Response | None:
    """Trusts what REQUESTS_CA_BUNDLE names, follows no redirection, and waits ten seconds."""
    try:
        answer = requests.post(
            url, data=body, headers=dict(headers), timeout=_PATIENCE, allow_redirects=False
        )
    except requests.RequestException:
        return None
    return Response(answer.status_code, dict(answer.headers), answer.content)


def is_safe(url: str) -> bool:
    """Whether a service would send to *url*: by https, or to this machine, whose local host
    speaks no TLS.
    """
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
