"""Setup tried on one machine: what ``python -m dev run --not-set-up`` prints, and what the page of
setup says about it, are followed word by word."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.demo.show import PORTS
from tests.setup.follow import Page, Shell, matches

ROOT = Path(__file__).parents[2]
END = "Ctrl-C ends all of it"
PARAGRAPH = re.compile(r"^# .*\n((?:.+\n)+)", re.MULTILINE)
"""A comment, and the commands below it."""


@pytest.fixture
def printed() -> Iterator[str]:
    """What is printed once all is served; it is, until the test has ended."""
    ports = [f"--{name}=0" for name in PORTS]
    command = [sys.executable, "-m", "dev", "run", "--not-set-up", "--customers", "20", *ports]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as served:
        assert served.stdout is not None
        told = ""
        for line in served.stdout:
            told += line
            if END in line:
                break
        yield told
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=60) == 0


@pytest.fixture
def shell() -> Iterator[Shell]:
    """Another terminal, in the app's folder."""
    plain = {name: value for name, value in os.environ.items() if name != "REQUESTS_CA_BUNDLE"}
    with Shell(ROOT, plain | {"COLUMNS": "80"}) as shell:
        yield shell


def test_setup_is_tried_as_the_page_and_the_terminal_say(printed: str, shell: Shell) -> None:
    section = Page(ROOT / "docs" / "setup.md").section("Try it on your machine")
    prepare, *examples = [found.strip() for found in PARAGRAPH.findall(printed)]
    begin, *commands = section.commands()

    assert begin.text == "make run ARGS=--not-set-up"
    assert shell.run(prepare) == ""
    assert [command.text for command in commands] == examples[: len(commands)]
    for command in commands:
        said = shell.run(command.text)
        assert matches(said, command.says), (command.text, said)

    everything, stopped = examples[len(commands) :]
    assert '"state":"queued"' in shell.run(everything)
    assert '"stopped":' in shell.run(stopped)
