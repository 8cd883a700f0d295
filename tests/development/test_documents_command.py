"""What a document leads to and names exists, or it is told."""

from pathlib import Path

import pytest

from dev.__main__ import main
from dev.documents import anchors, problems


def page(folder: Path, text: str) -> Path:
    written = folder / "page.md"
    written.write_text(text, "utf-8")
    return written


def test_the_documents_lead_and_name_nothing_that_is_not_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["documents"]) == 0
    assert capsys.readouterr().out.startswith("0 problems in ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](nowhere.md)", "nowhere.md leads nowhere"),
        ('<img src="nowhere.png">', "nowhere.png leads nowhere"),
        ("# One\n\n[a](#two)", "#two: there is no such heading"),
        ("[a](other.md#two)", "other.md#two: there is no such heading"),
        ("[`test_two`](code.py)", "code.py has no test_two"),
        ("[`test_on`](code.py)", "code.py has no test_on"),
        ("`python -m dev nothing`", "there is no command nothing"),
        ("`make nothing`", "there is no target nothing"),
        ("`BC_NOTHING`", "there is no setting BC_NOTHING"),
        ("`SYNC_NOTHING`", "there is no setting SYNC_NOTHING"),
        ("`usecases/nothing.py`", "there is no usecases/nothing.py"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "other.md").write_text("# One\n", "utf-8")
    (tmp_path / "code.py").write_text("def test_one(): ...\n", "utf-8")

    assert list(problems(page(tmp_path, text))) == [told]


def test_what_is_there_or_elsewhere_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# What `it` does, and why\n", "utf-8")
    (tmp_path / "code.py").write_text("def test_one(): ...\n", "utf-8")
    text = (
        "# One\n\n[`test_one`](code.py) [`x`](https://contoso.example/x.py)\n"
        "[a](#one) [b](other.md#what-it-does-and-why) [c](https://contoso.example)\n"
        "`python -m dev demo`, `make check`, `BC_PAGE_SIZE`, `BC_TOKEN`, `SYNC_X_SCHEDULE`,\n"
        "`SYNC_CREDENTIAL`, `SYNC_APP_URL`, `usecases/\nguard.py`, `dev/simulators`\n"
        "```console\n$ curl -H $BC_TOKEN [d](nowhere.md)\n```\n"
    )

    assert list(problems(page(tmp_path, text))) == []


def test_headings_that_are_alike_are_told_apart_as_github_does(tmp_path: Path) -> None:
    text = "# [One](one.md)\n\n## One\n\n```\n# no heading\n```\n"

    assert anchors(page(tmp_path, text)) == {"one", "one-1"}
