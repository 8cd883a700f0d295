"""The demonstration as a whole, small, in a process of its own; and what it says if it is wrong."""

import io
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from dev.demo.narrator import Narrator
from dev.demo.show import PORTS

ROOT = Path(__file__).parents[2]


def demonstrate(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dev", "demo", *options]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


@pytest.mark.soak
def test_the_demonstration_proves_what_it_says_and_ends() -> None:
    done = demonstrate("--customers", "40", "--accounts", "12")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything was as told" in done.stdout
    assert "NOT SO" not in done.stdout
    assert done.stderr == ""


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demonstrate("--dataverse-port", str(port), "--directory", str(tmp_path))

    assert done.returncode == 2
    assert "cannot start" in done.stderr
    assert "Traceback" not in done.stderr


def test_too_few_customers_for_all_stories_are_refused() -> None:
    done = demonstrate("--customers", "5")

    assert done.returncode == 2
    assert "'5' is no number from 20 on" in done.stderr


def test_a_claim_that_does_not_hold_is_repeated_at_the_end() -> None:
    output = io.StringIO()
    narrator = Narrator(Console(file=output, highlight=False, emoji=False))
    narrator.equal("Two and two are four.", 2 + 2, 4)
    narrator.equal("Nothing was written.", ["PATCH /customers"], [])

    narrator.close()

    assert narrator.broken == ["Nothing was written. - expected [], found ['PATCH /customers']"]
    assert output.getvalue().count("Nothing was written.") == 2
    assert "These claims did not hold" in output.getvalue()


def test_the_story_is_as_told_and_what_it_left_is_served_until_an_interrupt(tmp_path: Path) -> None:
    ports = [f"--{name}=0" for name in PORTS]
    command = [sys.executable, "-m", "dev", "run", "--customers", "40", "--accounts", "12", *ports]
    with (
        (tmp_path / "errors").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8"
        ) as served,
    ):
        assert served.stdout is not None
        told = []
        for line in served.stdout:
            told.append(line)
            if "Ctrl-C ends all of it" in line:
                break
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=60) == 0, "".join(told)
        errors.seek(0)
        assert errors.read() == ""

    assert any("Everything was as told" in line for line in told), "".join(told)
    assert not any("NOT SO" in line for line in told)
    assert any("/api/health/ready" in line for line in told)
    [signals] = [line.split()[-1] for line in told if line.startswith("Spans and metrics")]
    assert not Path(signals).parent.exists()
