"""What .funcignore keeps away from Azure is not needed there."""

from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from shared.adapters.solution_files import FOLDER

ROOT = Path(__file__).parents[2]
IGNORED = GitIgnoreSpec.from_lines((ROOT / ".funcignore").read_text("utf-8").splitlines())


def below(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return [str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts]


@pytest.mark.parametrize("folder", [ROOT / "shared", FOLDER])
def test_what_the_app_reads_when_it_runs_is_deployed(folder: Path) -> None:
    needed = [path for path in below(folder) if not path.endswith(".md")]

    assert needed
    assert [path for path in needed if IGNORED.match_file(path)] == []


@pytest.mark.parametrize("name", ["function_app.py", "host.json", "requirements.txt"])
def test_what_the_platform_looks_for_is_deployed(name: str) -> None:
    assert (ROOT / name).exists()
    assert not IGNORED.match_file(name)


@pytest.mark.parametrize("folder", ["dev", "tests", "docs", "infra/azure"])
def test_what_is_for_people_and_pipelines_stays_here(folder: str) -> None:
    assert IGNORED.match_file(f"{folder}/file.py")
