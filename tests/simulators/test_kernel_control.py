"""The control routes of a running simulator."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from dev.simulators.limits import Limits
from tests.simulators.servers import EchoService, serving


class Place:
    """A server with its service and a client for its control routes."""

    def __init__(self, service: EchoService, url: str, session: requests.Session) -> None:
        self.service, self.url, self.session = service, url, session

    def control(self, method: str, route: str, content: object = None) -> requests.Response:
        return self.session.request(method, f"{self.url}/_simulator/{route}", json=content)


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    service = EchoService(Limits(requests=100))
    with serving(service, tmp_path_factory.mktemp("control")) as (server, session):
        yield Place(service, server.url, session)


def test_the_clock_can_be_set_advanced_and_skewed(place: Place) -> None:
    place.control("PUT", "clock", {"set": "2026-01-31T12:00:00Z"})
    place.control("PUT", "clock", {"advance_seconds": 90.5})
    stopped = place.control("GET", "clock").json()
    place.control("PUT", "clock", {"skew_seconds": -3600})

    assert stopped == {"now": "2026-01-31T12:01:30.500000+00:00"}
    behind = datetime.now(UTC) - place.service.clock.now()
    assert timedelta(minutes=59) < behind < timedelta(minutes=61)


def test_a_set_clock_can_run_again(place: Place) -> None:
    place.control("PUT", "clock", {"set": "2020-01-31T12:00:00Z"})

    place.control("PUT", "clock", {"run": True})

    assert datetime.now(UTC) - place.service.clock.now() < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("method", "route", "content"),
    [
        ("PUT", "clock", {"set": "2026-01-31T12:00:00"}),
        ("PUT", "clock", {"set": "2026-01-31T12:00:00Z", "run": True}),
        ("PUT", "clock", {}),
        ("POST", "faults", {"kind": "earthquake"}),
        ("PUT", "limits", {"allowance": {"requests": -1}}),
        ("PUT", "limits", {"allowance": {"speed": 1}}),
        ("GET", "requests?last=x", None),
    ],
)
def test_what_means_nothing_is_refused_with_400(
    place: Place, method: str, route: str, content: object
) -> None:
    answer = place.control(method, route, content)

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_fault_can_be_added_seen_and_removed(place: Place) -> None:
    added = place.control("POST", "faults", {"kind": "status", "status": 502, "times": None})
    spoilt = place.session.get(f"{place.url}/customers")
    listed = place.control("GET", "faults").json()
    removed = place.control("DELETE", f"faults/{added.json()['id']}")

    assert added.status_code == 201
    assert spoilt.status_code == 502
    assert [(rule["id"], rule["applied"]) for rule in listed] == [(added.json()["id"], 1)]
    assert removed.status_code == 204
    assert place.session.get(f"{place.url}/customers").status_code == 200


def test_an_unknown_fault_is_not_found(place: Place) -> None:
    assert place.control("DELETE", "faults/77").status_code == 404


def test_all_faults_can_be_removed_at_once(place: Place) -> None:
    place.control("POST", "faults", {"kind": "reset", "path": "/never"})

    place.control("DELETE", "faults")

    assert place.control("GET", "faults").json() == []


def test_limits_can_be_changed_in_part_and_switched_off(place: Place) -> None:
    changed = place.control("PUT", "limits", {"allowance": {"concurrent": 5}}).json()
    place.control("PUT", "limits", {"enabled": False})

    assert changed["allowance"]["concurrent"] == 5
    assert changed["allowance"]["requests"] == 100
    assert place.service.limits.enabled is False


def test_requests_and_behaviour_can_be_read_and_forgotten(place: Place) -> None:
    place.session.get(f"{place.url}/customers?$top=1", headers={"x-principal": "app"})
    place.session.get(f"{place.url}/nothing")

    content = place.control("GET", "requests?last=1").json()
    place.control("DELETE", "requests")

    assert content["total"] == 2
    assert content["statuses"] == {"200": 1, "204": 1}
    [last] = content["last"]
    assert last == {"method": "GET", "target": "/nothing", "status": 204, "named": {}}
    assert content["behaviour"]["app"]["requests"] == 1
    assert place.control("GET", "requests").json()["total"] == 0


def test_control_routes_are_not_counted_limited_or_spoilt(place: Place) -> None:
    place.control("POST", "faults", {"kind": "reset", "times": None})
    place.control("PUT", "limits", {"allowance": {"requests": 1}})

    answers = [place.control("GET", "requests") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[-1].json()["total"] == 0


def test_an_unknown_control_route_is_not_found(place: Place) -> None:
    assert place.control("GET", "weather").status_code == 404
    assert place.control("PATCH", "clock", {}).status_code == 404
