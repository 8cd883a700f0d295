"""Packages with known vulnerabilities are named; where nobody can be asked, that is said."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from dev.__main__ import main
from dev.supply.audit import Finding, UnreachableError, look_up
from dev.supply.locked import Package

URLLIB3 = Package("pypi", "urllib3", "1.0")
TSLIB = Package("npm", "tslib", "2.9.1")
Answer = Callable[[list[Any]], tuple[int, Any]]


@contextmanager
def database(answer: Answer) -> Iterator[str]:
    """Serve OSV's ``/v1/querybatch``, as far as it is used here."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = self.path == "/v1/querybatch"
            status, content = answer(asked["queries"]) if known else (404, {})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def vulnerable(*addresses: str) -> Answer:
    """Answer that the packages at *addresses* have a vulnerability, and no others."""

    def answer(queries: list[Any]) -> tuple[int, Any]:
        asked = [query["package"]["purl"] for query in queries]
        found = {"vulns": [{"id": "GHSA-2", "modified": "2026-01-01"}, {"id": "GHSA-1"}]}
        return 200, {"results": [found if one in addresses else {} for one in asked]}

    return answer


def test_a_package_with_known_vulnerabilities_is_told_with_their_ids() -> None:
    with database(vulnerable(URLLIB3.purl)) as service:
        found = look_up([TSLIB, URLLIB3], service)

    assert found == [Finding(URLLIB3, ("GHSA-1", "GHSA-2"))]


def test_what_is_deployed_is_looked_up_in_one_go(capsys: pytest.CaptureFixture[str]) -> None:
    with database(vulnerable()) as service:
        status = main(["audit", "--service", service])

    assert status == 0
    assert "packages looked up, 0 with known vulnerabilities." in capsys.readouterr().out


def test_a_vulnerable_package_fails_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(queries: list[Any]) -> tuple[int, Any]:
        return vulnerable(queries[0]["package"]["purl"])(queries)

    with database(answer) as service:
        status = main(["audit", "--service", service])

    assert status == 1
    assert "GHSA-1, GHSA-2" in capsys.readouterr().out


def test_without_a_network_nothing_is_looked_up_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit", "--service", "http://127.0.0.1:1"]) == 0
    assert "Nothing was looked up." in capsys.readouterr().err

    assert main(["audit", "--strict", "--service", "http://127.0.0.1:1"]) == 1


@pytest.mark.parametrize(
    ("status", "content"),
    [(500, {}), (200, []), (200, {"results": [None]}), (200, {"results": []})],
)
def test_an_answer_that_is_none_counts_as_no_answer(status: int, content: Any) -> None:
    with database(lambda _: (status, content)) as service, pytest.raises(UnreachableError):
        look_up([TSLIB], service)
