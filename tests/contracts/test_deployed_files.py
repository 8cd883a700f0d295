"""What the app reads while it runs is deployed with it."""

from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from shared.adapters.solution_files import FOLDER
from shared.settings import DEFAULT_MAPPING_FOLDER

ROOT = Path(__file__).parents[2]
KEPT_AWAY = GitIgnoreSpec.from_lines((ROOT / ".funcignore").read_text("utf-8").splitlines())


@pytest.mark.parametrize("folder", [FOLDER, DEFAULT_MAPPING_FOLDER], ids=lambda path: path.name)
def test_every_file_that_the_app_reads_is_deployed(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"]

    assert files
    assert [path for path in files if KEPT_AWAY.match_file(path.relative_to(ROOT))] == []


@pytest.mark.parametrize("path", ["dev/stack.py", "tests/conftest.py", "infra/main.bicep"])
def test_what_only_developers_need_is_not_deployed(path: str) -> None:
    assert KEPT_AWAY.match_file(path)
