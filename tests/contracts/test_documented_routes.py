"""Every route that a document names is there."""

import re

import pytest

from dev.documents import ROOT, pages
from tests.contracts.routes import routes

_NAMED = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE) (/api/[\w\-./{}*]+)")


def test_every_route_that_a_document_names_is_there() -> None:
    there = [(route.method, _pattern(route.address)) for route in routes()]

    missing = {
        f"{page.relative_to(ROOT)}: {method} {path}"
        for page in pages()
        for method, path in _NAMED.findall(page.read_text("utf-8"))
        if not any(method == of and like.fullmatch(path.rstrip(".")) for of, like in there)
    }

    assert missing == set()


@pytest.mark.parametrize("path", ["/api/nothing", "/api/mappings/customer/nothing"])
def test_what_is_no_route_is_found_to_be_none(path: str) -> None:
    assert not any(_pattern(route.address).fullmatch(path) for route in routes())


def _pattern(address: str) -> re.Pattern[str]:
    """Parameters stand for any segment, whatever a document calls it."""
    parts = (
        ".+" if "path}" in p else "[^/]+" if "{" in p else re.escape(p) for p in address.split("/")
    )
    return re.compile("/".join(parts))
