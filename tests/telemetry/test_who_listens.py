"""Nothing is imported, kept or written unless a setting asks for it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest

from shared.adapters.signals.file import Lines
from tests.contracts.documented_settings import ROOT
from tests.contracts.test_settings_example import example
from tests.surroundings import Surroundings

_IMPORTED = """
import sys
import function_app
from shared.bootstrap import app
app()
names = ("opentelemetry.sdk.trace", "azure.monitor.opentelemetry.exporter")
print([name for name in names if name in sys.modules])
"""
_FULL_DISK = """
import resource
import sys
from pathlib import Path
from shared.adapters.signals.file import Lines
lines = Lines(Path(sys.argv[1]), 10_000)
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
for number in range(4):
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited if number == 3 else (1000, unlimited[1]))
    print(lines.write([{"number": number, "filling": "x" * 400}]))
"""
SDK, EXPORTER = "opentelemetry.sdk.trace", "azure.monitor.opentelemetry.exporter"
CONNECTION = (
    "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/"
)


UNRESOLVED = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/telemetry/)"


@pytest.mark.soak(but=[1, 3, 4])
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"APPLICATIONINSIGHTS_CONNECTION_STRING": CONNECTION}, []),
        ({"APPLICATIONINSIGHTS_CONNECTION_STRING": UNRESOLVED}, []),
        ({"TELEMETRY_MEMORY": "true"}, [SDK]),
        (
            {
                "TELEMETRY_AZURE_MONITOR": "true",
                "APPLICATIONINSIGHTS_CONNECTION_STRING": CONNECTION,
            },
            [SDK, EXPORTER],
        ),
    ],
)
def test_only_what_a_setting_asks_for_is_imported(
    settings: dict[str, str], expected: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTED],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **example(), **settings},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == repr(expected)


def test_an_app_that_keeps_nothing_says_so(world: Surroundings) -> None:
    assert world.get("signals") == {"kept": False, "value": None}


def test_sending_to_nowhere_is_a_wrong_setting(world: Surroundings) -> None:
    from shared.errors import ConfigurationError

    with pytest.raises(ConfigurationError, match="APPLICATIONINSIGHTS_CONNECTION_STRING"):
        world.start_app(TELEMETRY_AZURE_MONITOR="true", APPLICATIONINSIGHTS_CONNECTION_STRING="")
    for text, told in (("nonsense", "Copy it anew"), (UNRESOLVED, "STRING is a Key Vault ref")):
        with pytest.raises(ConfigurationError, match=told):
            world.start_app(
                TELEMETRY_AZURE_MONITOR="true", APPLICATIONINSIGHTS_CONNECTION_STRING=text
            )
    world.start_app(TELEMETRY_AZURE_MONITOR="")


def test_what_listened_to_an_app_that_did_not_start_does_not_go_on(
    world: Surroundings, tmp_path: Path
) -> None:
    from shared.errors import ConfigurationError

    before = {*enumerate_threads()}

    with pytest.raises(ConfigurationError, match="Copy it anew"):
        world.start_app(
            TELEMETRY_FILE=str(tmp_path / "signals.jsonl"),
            TELEMETRY_AZURE_MONITOR="true",
            APPLICATIONINSIGHTS_CONNECTION_STRING="nonsense",
        )

    assert {thread.name for thread in {*enumerate_threads()} - before} == set()
    world.start_app(TELEMETRY_FILE="", TELEMETRY_AZURE_MONITOR="")


def test_a_file_that_cannot_be_written_stops_no_run(world: Surroundings, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    world.start_app(TELEMETRY_FILE=str(tmp_path / "taken" / "signals.jsonl"))
    world.customers.add("Adatum")

    run = world.full_sync()

    assert run["state"] == "finished"
    world.start_app(TELEMETRY_FILE="")


def test_a_file_that_cannot_be_written_is_told_once_until_it_can_be_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken = tmp_path / "taken"
    lines = Lines(taken / "signals.jsonl", 1000)
    written = []

    for is_free in (False, False, True, False, False):
        if is_free:
            taken.unlink()
        elif not taken.is_file():
            shutil.rmtree(taken, ignore_errors=True)
            taken.touch()
        written.append(lines.write([{"number": 1}]))

    assert written == [False, False, True, False, False]
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "telemetry not written"
    ] * 2


def test_on_a_full_disk_no_half_line_is_left_that_spoils_the_next_one(tmp_path: Path) -> None:
    file = tmp_path / "signals.jsonl"

    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.stdout.split() == ["True", "True", "False", "True"], done.stderr
    assert read(file) == [0, 1, 3]


def test_a_full_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "signals.jsonl"
    lines = Lines(file, 100)

    for number in range(10):
        lines.write([{"number": number, "filling": "x" * 20}])

    held = [*read(file.with_name("signals.jsonl.1")), *read(file)]
    assert held == list(range(10 - len(held), 10))
    assert 2 <= len(held) < 10
    assert file.stat().st_size <= 100


def read(file: Path) -> list[int]:
    return [json.loads(line)["number"] for line in file.read_text("utf-8").splitlines()]
