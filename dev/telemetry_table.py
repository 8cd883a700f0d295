"""What the app records, as its code names it: the tables of docs/telemetry.md."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from shared.telemetry import Attribute, Metric, Resource, Span

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "telemetry.md"
_BLOCK = re.compile(r"<!-- telemetry: (\w+) -->\n(.*?)<!-- /telemetry -->", re.DOTALL)


def _spans() -> str:
    head = "| Span | Kind | Is | Told with |\n|---|---|---|---|\n"
    return head + _rows(
        (f"`{each.title}`", each.kind, each.meaning, _keys(each.attributes)) for each in Span
    )


def _metrics() -> str:
    head = "| Metric | Kind | Unit | Says | By |\n|---|---|---|---|---|\n"
    return head + _rows(
        (f"`{each.key}`", each.kind.value, f"`{each.unit}`", each.meaning, _keys(each.attributes))
        for each in Metric
    )


def _attributes() -> str:
    head = "| Attribute | Says |\n|---|---|\n"
    return head + _rows((f"`{each.key}`", each.meaning) for each in (*Attribute, *Resource))


_TABLES: dict[str, Callable[[], str]] = {
    "spans": _spans,
    "metrics": _metrics,
    "attributes": _attributes,
}


def blocks(page: str) -> list[str]:
    """Return what has a table on the page, in its order."""
    return [found[1] for found in _BLOCK.finditer(page)]


def tables() -> list[str]:
    return [*_TABLES]


def written(page: str) -> str:
    """Return the page with its tables as the code has them now."""
    return _BLOCK.sub(
        lambda found: f"<!-- telemetry: {found[1]} -->\n{_TABLES[found[1]]()}<!-- /telemetry -->",
        page,
    )


def _rows(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _keys(attributes: Sequence[Attribute]) -> str:
    return ", ".join(f"`{each.key}`" for each in attributes)
