"""What an app has told of its work, read from outside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.surroundings import Json, Surroundings


@dataclass(frozen=True)
class Span:
    name: str
    trace: str
    id: str
    parent: str | None
    failed: bool
    facts: Mapping[str, Any]

    @property
    def is_job(self) -> bool:
        return self.name.startswith("job ")

    @property
    def is_page(self) -> bool:
        return self.name == "page"

    @property
    def is_call(self) -> bool:
        return "http.request.method" in self.facts


class Recorded:
    def __init__(self, world: Surroundings, file: Path) -> None:
        self._world, self.file = world, file
        world.start_app(
            TELEMETRY_FILE=str(file), TELEMETRY_MEMORY="true", TELEMETRY_INTERVAL_SECONDS="600"
        )

    def stop(self) -> None:
        """Start the app anew without listeners; those that there were have told everything."""
        self._world.start_app(TELEMETRY_FILE="", TELEMETRY_MEMORY="")

    def kept(self) -> Json:
        """Return what the app's memory shows."""
        answer = self._world.get("signals")
        assert answer["kept"] is True
        return dict(answer["value"])

    def text(self) -> str:
        """Return all that is in the file, once everything was told."""
        self.stop()
        return self.file.read_text("utf-8")

    def lines(self) -> list[Json]:
        return [json.loads(line) for line in self.text().splitlines()]

    def spans(self) -> list[Span]:
        return [
            Span(
                line["name"],
                line["trace"],
                line["span"],
                line["parent"],
                line["failed"],
                line["attributes"],
            )
            for line in self.lines()
            if line["signal"] == "span"
        ]

    def metric(self, name: str, **facts: object) -> float:
        """Return a metric's sum in the memory, over all points with these attributes."""
        wanted = {f"sync.{key.replace('__', '.')}": value for key, value in facts.items()}
        return sum(
            float(point["value"])
            for point in self.kept()["metrics"]
            if point["name"] == name and wanted.items() <= point["attributes"].items()
        )


def within(span: Span, spans: list[Span]) -> list[Span]:
    """Return all spans below one, however deep."""
    children = [each for each in spans if each.parent == span.id and each.trace == span.trace]
    return [*children, *(below for child in children for below in within(child, spans))]
