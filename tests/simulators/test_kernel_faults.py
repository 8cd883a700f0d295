"""Faults that a server can be told to have."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from pydantic import ValidationError

from dev.simulators.faults import Fault, Faults
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer, Socket
from tests.simulators.servers import EchoService, serving


class Place:
    """A server with its service and a client."""

    def __init__(self, service: EchoService, server: SimulatorServer, session: requests.Session):
        self.service, self.server, self.session = service, server, session

    def get(self, timeout: float = 5.0) -> requests.Response:
        return self.session.get(f"{self.server.url}/customers", timeout=timeout)


@pytest.fixture(scope="module")
def shared_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    service = EchoService()
    with serving(service, tmp_path_factory.mktemp("faults")) as (server, session):
        yield Place(service, server, session)


@pytest.fixture
def place(shared_place: Place) -> Iterator[Place]:
    shared_place.service.handled.clear()
    yield shared_place
    shared_place.server.faults.clear()
    shared_place.service.clock.skew(timedelta())


def test_a_time_out_before_never_reaches_the_service(place: Place) -> None:
    place.server.faults.add(Fault(kind="timeout_before"))

    with pytest.raises(requests.exceptions.ReadTimeout):
        place.get(timeout=0.2)

    assert place.service.handled == []
    assert place.get().status_code == 200


def test_a_time_out_after_has_been_carried_out(place: Place) -> None:
    place.server.faults.add(Fault(kind="timeout_after"))

    with pytest.raises(requests.exceptions.ReadTimeout):
        place.get(timeout=0.2)

    assert len(place.service.handled) == 1
    assert place.get().status_code == 200


def test_a_status_comes_from_a_gateway_with_its_retry_after(place: Place) -> None:
    place.server.faults.add(Fault(kind="status", status=503, retry_after=7))

    answer = place.get()

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "7"
    assert answer.json()["error"]["code"] == "ServiceUnavailable"
    assert place.service.handled == []


def test_a_status_can_bring_a_body_of_its_own(place: Place) -> None:
    place.server.faults.add(Fault(kind="status", status=500, body='{"error":{"code":"x"}}'))

    answer = place.get()

    assert answer.status_code == 500
    assert answer.json() == {"error": {"code": "x"}}


def test_a_cut_body_breaks_off_after_being_carried_out(place: Place) -> None:
    place.server.faults.add(Fault(kind="cut_body"))

    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        place.get()

    assert len(place.service.handled) == 1
    assert place.get().status_code == 200


def test_half_a_body_comes_in_good_order_after_being_carried_out(place: Place) -> None:
    whole = place.get().content
    place.server.faults.add(Fault(kind="half_body"))

    answer = place.get()

    assert answer.status_code == 200
    assert answer.content == whole[: len(whole) // 2]
    assert len(place.service.handled) == 2


def test_a_reset_ends_the_connection_without_an_answer(place: Place) -> None:
    place.server.faults.add(Fault(kind="reset"))

    with pytest.raises(requests.exceptions.ConnectionError):
        place.get()

    assert place.service.handled == []
    assert place.get().status_code == 200


def test_a_reset_is_a_reset_and_not_an_orderly_end() -> None:
    """Over plain HTTP, since Python's TLS hides the difference."""
    with SimulatorServer(EchoService(), Socket(None)) as server:
        server.faults.add(Fault(kind="reset"))

        with pytest.raises(requests.exceptions.ConnectionError, match="reset by peer"):
            requests.get(server.url, timeout=5)


def test_html_can_come_with_status_200(place: Place) -> None:
    place.server.faults.add(Fault(kind="html_body", status=200))

    answer = place.get()

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.text.startswith("<html>")


def test_retry_after_can_be_a_date_of_the_services_clock(place: Place) -> None:
    place.service.clock.set(datetime(2026, 3, 2, 8, tzinfo=UTC))
    place.server.faults.add(Fault(kind="status", status=503, retry_after=90, as_date=True))

    answer = place.get()

    assert answer.headers["Retry-After"] == "Mon, 02 Mar 2026 08:01:30 GMT"


def test_latency_delays_the_matching_requests_only(place: Place) -> None:
    place.server.faults.add(Fault(kind="latency", seconds=0.2))

    slow, quick = place.get(), place.get()

    assert slow.elapsed.total_seconds() >= 0.2
    assert quick.elapsed.total_seconds() < 0.2


def test_a_watch_sees_each_request_before_the_service_does(place: Place) -> None:
    handled_before: list[int] = []

    def watch(request: Request) -> None:
        handled_before.append(len(place.service.handled))

    place.server.watch = watch
    place.get()
    place.get()
    place.server.watch = None
    place.get()

    assert handled_before == [0, 1]


def test_a_watch_can_choose_the_fault_of_a_request(place: Place) -> None:
    place.server.watch = lambda _request: Fault(kind="status", status=418)

    spoilt = place.get()
    place.server.watch = None

    assert (spoilt.status_code, place.get().status_code) == (418, 200)
    assert len(place.service.handled) == 1


def test_a_rule_skips_and_then_strikes_as_often_as_told() -> None:
    faults = Faults()
    faults.add(Fault(kind="reset", skip=2, times=2))
    request = Request("GET", "https://localhost", "/customers")

    struck = [faults.strike(request) is not None for _ in range(6)]

    assert struck == [False, False, True, True, False, False]
    assert (faults.report()[0].seen, faults.report()[0].applied) == (6, 2)


def test_a_rule_without_times_strikes_for_ever() -> None:
    faults = Faults()
    faults.add(Fault(kind="reset", times=None))
    request = Request("GET", "https://localhost", "/customers")

    assert all(faults.strike(request) for _ in range(50))


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(kind="reset", method="POST|PATCH"), True),
        (Fault(kind="reset", method="GET"), False),
        (Fault(kind="reset", path=r"/\$batch\?x=1$"), True),
        (Fault(kind="reset", path="/customers"), False),
        (Fault(kind="reset", body_contains="Adatum"), True),
        (Fault(kind="reset", body_contains="Contoso"), False),
    ],
)
def test_a_rule_strikes_what_method_path_and_body_match(fault: Fault, expected: bool) -> None:
    faults = Faults()
    faults.add(fault)
    request = Request("PATCH", "https://localhost", "/api/$batch", "x=1", body=b'{"n":"Adatum"}')

    assert (faults.strike(request) is not None) is expected


def test_the_first_rule_that_strikes_wins() -> None:
    faults = Faults()
    faults.add(Fault(kind="reset", times=1))
    faults.add(Fault(kind="status", times=1))
    request = Request("GET", "https://localhost", "/")

    struck = [faults.strike(request) for _ in range(3)]

    assert [fault.kind if fault else None for fault in struck] == ["reset", "status", None]


@pytest.mark.parametrize(
    "wrong", [{"kind": "latency"}, {"kind": "reset", "path": "("}, {"kind": "x"}, {"kid": "reset"}]
)
def test_a_rule_that_means_nothing_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Fault.model_validate(wrong)


def test_a_server_stops_while_a_request_is_held_open(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with serving(EchoService(), tmp_path_factory.mktemp("held")) as (server, session):
        server.faults.add(Fault(kind="timeout_before"))
        with pytest.raises(requests.exceptions.ReadTimeout):
            session.get(server.url, timeout=0.1)
        started = time.monotonic()

    assert time.monotonic() - started < 10
