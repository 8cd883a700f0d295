"""The server that carries a simulated service."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
import requests

from dev.simulators.journal import Entry
from dev.simulators.server import SimulatorServer, Socket
from tests.simulators.servers import EchoService, serving


@pytest.fixture(scope="module")
def echo() -> EchoService:
    return EchoService()


@pytest.fixture(scope="module")
def served(
    echo: EchoService, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SimulatorServer, requests.Session]]:
    with serving(echo, tmp_path_factory.mktemp("echo")) as both:
        yield both


@pytest.fixture
def server(served: tuple[SimulatorServer, requests.Session]) -> Iterator[SimulatorServer]:
    yield served[0]
    served[0].journal.clear()


@pytest.fixture
def session(served: tuple[SimulatorServer, requests.Session]) -> requests.Session:
    return served[1]


def test_a_request_reaches_the_service_as_it_was_sent(
    server: SimulatorServer, session: requests.Session
) -> None:
    url = f"{server.url}/companies(1)/a%2Fb?$filter=name%20eq%20'x'"

    answer = session.post(url, data="Grüße".encode(), headers={"If-Match": 'W/"1"'}).json()

    assert answer["method"] == "POST"
    assert answer["url"] == url
    assert answer["headers"]["if-match"] == 'W/"1"'
    assert answer["body"] == "Grüße"


def test_a_body_larger_than_the_buffers_arrives_whole(
    server: SimulatorServer, session: requests.Session
) -> None:
    body = "x" * 3_000_000

    answer = session.post(f"{server.url}/large", data=body).json()

    assert answer["body"] == body


def test_a_server_is_believed_only_with_its_certificate_authority(server: SimulatorServer) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(server.url, timeout=5)


def test_the_date_header_is_the_clock_of_the_service(
    server: SimulatorServer, session: requests.Session, echo: EchoService
) -> None:
    echo.clock.set(datetime(2026, 2, 3, 4, 5, 6, 789000, UTC))

    answer = session.get(f"{server.url}/clock")
    echo.clock.skew(timedelta())

    dates = answer.raw.headers.getlist("date")
    assert [parsedate_to_datetime(date) for date in dates] == [
        datetime(2026, 2, 3, 4, 5, 6, 0, UTC)
    ]


def test_an_answer_without_content_has_no_content_length(
    server: SimulatorServer, session: requests.Session
) -> None:
    answer = session.get(f"{server.url}/nothing")

    assert answer.status_code == 204
    assert "Content-Length" not in answer.headers
    assert session.get(f"{server.url}/after").status_code == 200


def test_the_journal_lists_requests_in_order(
    server: SimulatorServer, session: requests.Session
) -> None:
    session.get(f"{server.url}/first?a=1")
    session.delete(f"{server.url}/nothing")

    assert server.journal.last() == [
        Entry("GET", "/first?a=1", 200),
        Entry("DELETE", "/nothing", 204),
    ]
    assert server.journal.total == 2


def test_a_defect_of_a_simulator_is_answered_with_500_and_logged(
    server: SimulatorServer, session: requests.Session, caplog: pytest.LogCaptureFixture
) -> None:
    answer = session.get(f"{server.url}/defect")

    assert answer.status_code == 500
    assert "a defect of the simulator" in caplog.text


def test_the_port_is_free_again_after_stop(tmp_path: Path) -> None:
    with serving(EchoService(), tmp_path) as (server, session):
        session.get(server.url)
        port = int(server.url.rpartition(":")[2])

    again = Socket(None, port)

    assert again.url == f"http://localhost:{port}"
    again.raw.close()


def test_a_taken_port_is_reported() -> None:
    first = Socket(None)
    port = int(first.url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        Socket(None, port)

    first.raw.close()


def test_answers_do_not_wait_for_acknowledgements(
    server: SimulatorServer, session: requests.Session
) -> None:
    """Nagle's algorithm would add 40 ms to each answer."""
    answers = [session.get(f"{server.url}/quick").elapsed for _ in range(25)]

    assert sorted(answers)[12] < timedelta(milliseconds=25)


def test_latency_delays_each_answer(tmp_path: Path) -> None:
    with serving(EchoService(), tmp_path, latency=0.2) as (server, session):
        answer = session.get(server.url)

    assert answer.elapsed >= timedelta(seconds=0.2)
