"""The workbook's queries."""

import json
from collections.abc import Iterator
from typing import Any

from dev.commands.bicep import FOLDER

FILE = FOLDER / "workbook.json"


def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def items() -> Iterator[dict[str, Any]]:
    """Yield what the workbook shows, each of its queries with all around it."""
    for item in content()["items"]:
        if item["type"] == 3:
            yield item


def queries() -> list[str]:
    return [item["content"]["query"] for item in items()]
