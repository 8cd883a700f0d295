"""``python -m dev host`` as a developer runs it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import azure.functions as func
import psutil
import pytest
import requests

from dev.commands.host import function_app
from dev.host import HostRefusedError

ROOT = Path(__file__).parents[2]

APP = """
    import os

    import azure.functions as func

    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route("greeting")
    def greeting(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse(os.environ["GREETING"])
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "host.json").write_text('{"version": "2.0"}')
    (tmp_path / "function_app.py").write_text(dedent(APP))
    (tmp_path / "local.settings.json").write_text('{"Values": {"GREETING": "hello"}}')
    return tmp_path


@contextmanager
def command(directory: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "dev", "host", "--port", "0", *arguments],
        cwd=directory,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_serves_the_app_of_the_directory_until_interrupted(directory: Path) -> None:
    with command(directory, "--master-key", "secret") as process:
        assert process.stdout is not None
        announced = process.stdout.readline() + process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", announced)
        assert address is not None
        greeting = requests.get(f"{address[0]}/api/greeting", timeout=10)
        emulators = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=20)

    assert "Serving 1 functions" in announced
    assert greeting.text == "hello"
    assert code == 0
    assert [emulator for emulator in emulators if emulator.is_running()] == []


@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [
        ("function_app.py", None, "there is no function_app.py"),
        ("function_app.py", "x = 1", "has 0 FunctionApp objects"),
        ("host.json", None, "host.json"),
        ("local.settings.json", "[]", 'needs an object "Values"'),
        ("host.json", '{"extensions": {"queues": {"batchSize": 99}}}', "batchSize"),
    ],
)
def test_it_says_in_a_sentence_why_it_does_not_start(
    directory: Path, file: str, content: str | None, sentence: str
) -> None:
    (directory / file).unlink()
    if content is not None:
        (directory / file).write_text(content)

    with command(directory) as process:
        _, errors = process.communicate(timeout=30)

    assert process.returncode == 1
    assert sentence in errors
    assert "Traceback" not in errors


def test_a_port_that_is_taken_is_named(directory: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        with command(directory, "--port", port) as process:
            _, errors = process.communicate(timeout=30)

    assert process.returncode == 1
    assert f"port {port} of 127.0.0.1 cannot be used" in errors


def test_two_apps_in_one_module_are_refused_as_on_the_platform() -> None:
    module = ModuleType("function_app")
    vars(module).update(one=func.FunctionApp(), two=func.FunctionApp())

    with pytest.raises(HostRefusedError, match="has 2 FunctionApp objects"):
        function_app(module)


def test_sign_in_names_the_settings_that_it_needs(directory: Path) -> None:
    with command(directory, "--sign-in") as process:
        _, told = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "--sign-in needs ENTRA_AUTHORITY and ENTRA_TENANT_ID and ENTRA_CLIENT_ID" in told
