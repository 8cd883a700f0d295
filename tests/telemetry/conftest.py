from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.surroundings import Surroundings
from tests.telemetry.recorded import Recorded


@pytest.fixture
def recorded(world: Surroundings, tmp_path: Path) -> Iterator[Recorded]:
    """An app that tells a file, and its memory, what it does."""
    recorded = Recorded(world, tmp_path / "signals.jsonl")
    yield recorded
    recorded.stop()
