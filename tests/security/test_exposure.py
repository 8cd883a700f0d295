"""OWASP API 3, 4, 7, 8 and 10 (2023): properties, resources, forged requests, configuration."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from dev.people import hire
from shared.domain.callers import Role
from shared.domain.sides import Side
from tests.security.calling import AN_ID, problem
from tests.surroundings import Surroundings

# API3: broken object property level authorization

BODIES: dict[str, dict[str, Any]] = {
    "mappings/customer/sync": {"full": True},
    "sync/full": {},
    f"runs/{AN_ID}/approve": {"approve": True},
    "pending/resolve": {
        "mapping": "customer",
        "direction": "to_dataverse",
        "records": [AN_ID],
        "action": "retry",
    },
}


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("extra", ["state", "id", "company", "caller", "roles", "__class__"])
def test_a_property_that_the_route_does_not_take_is_refused_and_nothing_is_done(
    world: Surroundings, path: str, extra: str
) -> None:
    answer = world.call("POST", path, json={**BODIES[path], extra: "x"})

    assert extra in problem(answer, 400, "request_invalid")
    assert world.get("jobs")["value"] == []
    assert world.writes() == 0


# API4: unrestricted resource consumption


def test_a_body_of_more_than_a_mebibyte_is_not_read(world: Surroundings) -> None:
    body = b'{"full": true, "x": "' + b"x" * 1024 * 1024 + b'"}'

    problem(world.call("POST", "mappings/customer/sync", data=body), 413, "too_large")


@pytest.mark.parametrize("path", ["jobs", "pending", "mappings/customer/couplings"])
def test_no_page_is_longer_than_a_thousand(world: Surroundings, path: str) -> None:
    assert world.call("GET", path, params={"top": 1000}).status_code == 200
    problem(world.call("GET", path, params={"top": 1001}), 400, "request_invalid")


@pytest.mark.parametrize("path", ["mappings/customer/sync", "pending/resolve"])
def test_no_more_than_a_thousand_records_are_asked_for_at_once(
    world: Surroundings, path: str
) -> None:
    ids = [str(uuid4()) for _ in range(1001)]
    body = BODIES[path] | {"records": ids, "direction": "to_dataverse"}

    told = problem(world.call("POST", path, json=body), 400, "request_invalid")

    assert "records" in told


def test_a_flood_of_callers_without_a_role_does_not_reach_dataverse(world: Surroundings) -> None:
    stranger = hire(world.stack.fleet, "A Stranger")
    world.start_app(ACCESS_NO_ROLES_SECONDS="60")
    journal = world.server(Side.DATAVERSE).journal
    world.call("GET", "jobs", headers=stranger.headers)
    before = journal.total

    for _ in range(20):
        assert world.call("GET", "jobs", headers=stranger.headers).status_code == 403

    assert journal.total == before


# API7: server side request forgery


@contextmanager
def redirecting() -> Iterator[tuple[str, list[str]]]:
    """Serve something that sends everybody elsewhere; yield its address, and who has come."""
    seen: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"http://{self.headers['Host']}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_service_that_redirects_is_not_followed(world: Surroundings) -> None:
    with redirecting() as (address, seen):
        world.start_app(SYNC_ALLOW_HTTP="true", BC_BASE_URL=address)
        run = world.sync("currency")

    assert run["state"] == "failed"
    assert "redirects" in run["message"]
    assert seen
    assert "/elsewhere" not in seen


@pytest.mark.parametrize("name", ["url", "base_url", "callback", "location"])
def test_nobody_can_tell_the_app_where_to_send_requests(world: Surroundings, name: str) -> None:
    body = {name: "https://169.254.169.254/latest/meta-data"}

    problem(world.call("POST", "mappings/customer/sync", json=body), 400, "request_invalid")


# API8: security misconfiguration


def test_no_secret_shows_in_any_answer_or_line_of_the_log(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    known, storage = world.stack.fleet.credentials, world.stack.azurite.connection_string
    eva = hire(world.stack.fleet, "Eva Example", Role.USER)
    forged = eva.token[:-6] + "AAAAAA"
    key = dict(part.split("=", 1) for part in storage.split(";") if part)["AccountKey"]
    secret = "a-secret-made-up-for-this-test"
    world.start_app(SYNC_NOTIFICATION_SECRET=secret)
    world.customers.add("Adatum")
    calls = [
        ("GET", "jobs", eva.token),
        ("GET", "jobs", forged),
        ("POST", "sync/full", eva.token),
        ("GET", "health/ready", eva.token),
        ("GET", "openapi.json", ""),
        ("POST", "notifications/dataverse", ""),
    ]

    with caplog.at_level(logging.DEBUG):
        answers = [
            world.call(method, path, json={}, headers={"Authorization": f"Bearer {token}"})
            for method, path, token in calls
        ]
        world.full_sync()

    told = caplog.text + "".join(
        answer.text + json.dumps(dict(answer.headers)) for answer in answers
    )
    assert "request not carried out" in told
    for hidden in (eva.token, forged, known.client_secret, key, secret):
        assert hidden not in told


@pytest.mark.parametrize("path", ["health", "jobs", "jobs/none", "openapi.json", "mappings"])
def test_answers_are_neither_kept_nor_taken_for_something_else(
    world: Surroundings, path: str
) -> None:
    answer = world.call("GET", path)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_app_that_is_set_up_wrongly_names_the_setting_and_neither_its_value_nor_a_trace(
    world: Surroundings,
) -> None:
    world.stop_app(AzureWebJobsStorage="AccountName=x;AccountKey=c2VjcmV0LWtleQ==;Bad")

    answer = world.call("GET", "jobs")

    assert "AzureWebJobsStorage" in problem(answer, 500, "settings_invalid")
    for leak in ("c2VjcmV0", 'File "', ".py"):
        assert leak not in answer.text


# API10: unsafe consumption of APIs


@pytest.mark.parametrize(
    "body",
    ["[]", "{}", '{"value": {}}', '{"value": [{"systemuserid": "x"}]}', "null", "\x00"],
)
def test_a_directory_of_users_that_talks_nonsense_lets_nobody_in(
    world: Surroundings, body: str
) -> None:
    eva = hire(world.stack.fleet, "Eva Example", Role.USER)
    world.start_app()
    world.fault(Side.DATAVERSE, "status", status=200, body=body, times=None, path="systemusers")

    answer = world.call("GET", "jobs", headers=eva.headers)

    problem(answer, 503, "roles_unknown")
    assert answer.headers["Retry-After"]
