"""HTTP functions over real HTTP: what the platform gives a function, and makes of its answer."""

import json
import logging
import re
import sys
import threading
from collections.abc import Callable
from typing import Any, cast

import azure.functions as func
import pytest
import requests

from dev.azurite import Azurite
from tests.host.samples import app_with_route, hosted

OK = func.HttpResponse("ok")


def say_ok(request: func.HttpRequest) -> func.HttpResponse:
    return OK


def describe(request: func.HttpRequest) -> func.HttpResponse:
    facts = {
        "method": request.method,
        "url": request.url,
        "params": dict(request.params),
        "route": dict(request.route_params),
        "kind": request.headers.get("X-Kind"),
        "body": request.get_body().decode(),
    }
    return func.HttpResponse(json.dumps(facts), mimetype="application/json")


def test_a_function_sees_the_request_as_the_platform_hands_it_over(azurite: Azurite) -> None:
    with hosted(app_with_route(describe, "jobs/{id:int}/{name}"), azurite) as host:
        url = f"{host.url}/api/jobs/7/%C3%A5%20b?a=1&a=2&empty=&b=%C3%A5"
        answer = requests.post(url, data="hello", headers={"x-kind": "test"}, timeout=10)

    assert answer.json() == {
        "method": "POST",
        "url": url,
        "params": {"a": "1,2", "b": "å"},
        "route": {"id": "7", "name": "å b"},
        "kind": "test",
        "body": "hello",
    }
    assert answer.headers["content-type"] == "application/json"


def test_status_headers_cookies_and_bytes_come_back_as_given(azurite: Azurite) -> None:
    def answer(request: func.HttpRequest) -> func.HttpResponse:
        response = func.HttpResponse(b"\x00\xff", status_code=201, headers={"Location": "/x"})
        response.headers.add("Set-Cookie", "a=1; Path=/")
        response.headers.add("Set-Cookie", "b=2")
        return response

    with hosted(app_with_route(answer), azurite) as host:
        got = requests.get(f"{host.url}/api/thing", timeout=10)

    assert (got.status_code, got.content, got.headers["Location"]) == (201, b"\x00\xff", "/x")
    assert got.cookies.get_dict() == {"a": "1", "b": "2"}


def test_a_body_that_is_not_json_is_the_functions_to_handle(azurite: Azurite) -> None:
    def parse(request: func.HttpRequest) -> func.HttpResponse:
        try:
            request.get_json()
        except ValueError:
            return func.HttpResponse("not JSON", status_code=400)
        return OK

    with hosted(app_with_route(parse), azurite) as host:
        bad = requests.post(f"{host.url}/api/thing", data="{", timeout=10)
        good = requests.post(f"{host.url}/api/thing", json={}, timeout=10)

    assert (bad.status_code, good.status_code) == (400, 200)


@pytest.mark.parametrize("value", [None, {"a": 1}])
def test_a_function_that_returns_no_response_is_500_with_an_empty_body(
    azurite: Azurite, value: object
) -> None:
    broken = cast(Callable[[func.HttpRequest], func.HttpResponse], lambda _: value)

    with hosted(app_with_route(broken), azurite) as host:
        answer = requests.get(f"{host.url}/api/thing", timeout=10)

    assert (answer.status_code, answer.content) == (500, b"")


def test_a_function_that_raises_is_500_with_an_empty_body_and_a_logged_reason(
    azurite: Azurite, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(request: func.HttpRequest) -> func.HttpResponse:
        raise ValueError("secret detail")

    with hosted(app_with_route(fail), azurite) as host:
        answer = requests.get(f"{host.url}/api/thing", timeout=10)

    assert (answer.status_code, answer.content) == (500, b"")
    assert "served: failed in" in caplog.text
    assert "secret detail" in caplog.text


def test_a_function_that_exits_does_not_end_the_host(azurite: Azurite) -> None:
    def leave(request: func.HttpRequest) -> func.HttpResponse:
        sys.exit(1)

    with hosted(app_with_route(leave), azurite) as host:
        answers = [requests.get(f"{host.url}/api/thing", timeout=10) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [500, 500]


@pytest.mark.parametrize("status", [204, 304, 404])
def test_an_answer_can_be_a_status_alone(azurite: Azurite, status: int) -> None:
    app = app_with_route(lambda _: func.HttpResponse(status_code=status))

    with hosted(app, azurite) as host, requests.Session() as session:
        answers = [session.get(f"{host.url}/api/thing", timeout=10) for _ in range(2)]

    assert [(answer.status_code, answer.content) for answer in answers] == [(status, b"")] * 2


def test_a_host_can_be_stopped_and_started_again(azurite: Azurite) -> None:
    host = hosted(app_with_route(say_ok), azurite)

    for _ in range(2):
        with host:
            assert requests.get(f"{host.url}/api/thing", timeout=10).text == "ok"
            with pytest.raises(RuntimeError, match="already started"):
                host.start()

    with pytest.raises(RuntimeError, match="not started"):
        _ = host.url


def test_each_invocation_is_one_line_in_the_log(
    azurite: Azurite, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dev.host")

    with hosted(app_with_route(say_ok), azurite) as host:
        requests.get(f"{host.url}/api/thing", timeout=10)

    lines = [record.getMessage() for record in caplog.records if record.name == "dev.host"]
    assert len(lines) == 1
    assert lines[0].startswith("served: succeeded in ")


def test_a_known_path_with_another_method_is_404_not_405(azurite: Azurite) -> None:
    with hosted(app_with_route(say_ok, methods=["GET"]), azurite) as host:
        assert requests.get(f"{host.url}/api/thing", timeout=10).status_code == 200
        assert requests.post(f"{host.url}/api/thing", timeout=10).status_code == 404
        assert requests.get(f"{host.url}/thing", timeout=10).status_code == 404


def test_one_route_can_be_shared_out_by_method_and_text_wins_over_parameters(
    azurite: Azurite,
) -> None:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route("jobs/{id}", methods=["GET"])
    def read(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse("read " + req.route_params["id"])

    @app.route("jobs/{id}", methods=["DELETE"])
    def remove(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse("remove")

    @app.route("jobs/latest", methods=["GET"])
    def latest(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse("latest")

    with hosted(app, azurite) as host:
        jobs = f"{host.url}/api/jobs"
        answers = [
            requests.get(f"{jobs}/7", timeout=10).text,
            requests.get(f"{jobs}/latest", timeout=10).text,
            requests.delete(f"{jobs}/latest", timeout=10).text,
        ]

    assert answers == ["read 7", "latest", "remove"]


@pytest.mark.parametrize(
    ("level", "key", "status"),
    [
        (func.AuthLevel.ANONYMOUS, None, 200),
        (func.AuthLevel.FUNCTION, None, 401),
        (func.AuthLevel.FUNCTION, "wrong", 401),
        (func.AuthLevel.FUNCTION, "its-own", 401),
        (func.AuthLevel.FUNCTION, "the-default", 200),
        (func.AuthLevel.FUNCTION, "the-master", 200),
        (func.AuthLevel.ADMIN, "the-default", 401),
        (func.AuthLevel.ADMIN, "the-master", 200),
    ],
)
def test_a_function_opens_to_the_keys_of_its_level(
    azurite: Azurite, level: func.AuthLevel, key: str | None, status: int
) -> None:
    with hosted(app_with_route(say_ok, level=level), azurite) as host:
        headers = {"x-functions-key": key} if key else {}
        by_header = requests.get(f"{host.url}/api/thing", headers=headers, timeout=10)
        query = {"code": key} if key else {}
        by_query = requests.get(f"{host.url}/api/thing", params=query, timeout=10)

    assert (by_header.status_code, by_query.status_code) == (status, status)


def test_a_key_of_one_function_opens_that_function(azurite: Azurite) -> None:
    app = func.FunctionApp()

    @app.route("locked")
    def locked(req: func.HttpRequest) -> func.HttpResponse:
        return OK

    with hosted(app, azurite) as host:
        headers = {"x-functions-key": "its-own"}
        answer = requests.get(f"{host.url}/api/locked", headers=headers, timeout=10)

    assert answer.status_code == 200


def test_a_disabled_function_is_there_for_the_master_key_only(azurite: Azurite) -> None:
    environment = {"AzureWebJobs.served.Disabled": "true"}

    with hosted(app_with_route(say_ok), azurite, environment=environment) as host:
        anyone = requests.get(f"{host.url}/api/thing", timeout=10)
        headers = {"x-functions-key": "the-master"}
        master = requests.get(f"{host.url}/api/thing", headers=headers, timeout=10)

    assert (anyone.status_code, master.status_code) == (404, 200)


def test_an_answer_past_the_load_balancers_limit_is_lost_but_the_function_goes_on(
    azurite: Azurite,
) -> None:
    may_go_on, went_on = threading.Event(), threading.Event()

    def slow(request: func.HttpRequest) -> func.HttpResponse:
        may_go_on.wait(10)
        went_on.set()
        return OK

    with hosted(app_with_route(slow), azurite, time_limit=0.1) as host:
        answer = requests.get(f"{host.url}/api/thing", timeout=10)
        may_go_on.set()

    assert answer.status_code == 504
    assert went_on.is_set()


def test_requests_are_served_beside_one_another(azurite: Azurite) -> None:
    meeting = threading.Barrier(3, timeout=10)

    def meet(request: func.HttpRequest) -> func.HttpResponse:
        meeting.wait()
        return OK

    with hosted(app_with_route(meet), azurite) as host:
        for _ in range(2):
            get = requests.get
            threading.Thread(target=get, args=[f"{host.url}/api/thing"], daemon=True).start()
        meeting.wait()


def test_the_context_names_function_and_invocation(azurite: Azurite) -> None:
    app, seen = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS), list[Any]()

    @app.route("thing")
    def with_context(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        seen.append((context.function_name, context.trace_context.trace_parent))
        return func.HttpResponse(context.invocation_id)

    with hosted(app, azurite) as host:
        first = requests.get(f"{host.url}/api/thing", headers={"traceparent": "00-1"}, timeout=10)
        second = requests.get(f"{host.url}/api/thing", timeout=10)

    assert [name for name, _ in seen] == ["with_context"] * 2
    assert seen[0][1] == "00-1"
    assert re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-01", seen[1][1])
    assert len({first.text, second.text}) == 2


def test_an_async_function_is_served_too(azurite: Azurite) -> None:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route("thing")
    async def later(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse("later")

    with hosted(app, azurite) as host:
        assert requests.get(f"{host.url}/api/thing", timeout=10).text == "later"


def test_http_functions_are_not_started_by_hand_here(azurite: Azurite) -> None:
    with hosted(app_with_route(say_ok), azurite) as host:
        answer = requests.post(
            f"{host.url}/admin/functions/served",
            json={"input": ""},
            headers={"x-functions-key": "the-master"},
            timeout=10,
        )

    assert (answer.status_code, "by their route" in answer.text) == (501, True)


def test_pages_of_an_allowed_origin_may_read_answers_and_those_of_others_are_told_nothing(
    azurite: Azurite,
) -> None:
    ours, another = "https://contoso.crm4.dynamics.com", "https://contoso.crm4.dynamics.com.evil"
    with hosted(app_with_route(say_ok), azurite, allowed_origins=(ours,)) as host:
        url = f"{host.url}/api/thing"
        asked = {"Access-Control-Request-Method": "GET"}
        told = {
            (origin, verb): requests.request(
                verb, url, headers={"Origin": origin, **asked}, timeout=10
            ).headers.get("Access-Control-Allow-Origin")
            for origin in (ours, another)
            for verb in ("GET", "OPTIONS")
        }

    assert told == {
        (ours, "GET"): ours,
        (ours, "OPTIONS"): ours,
        (another, "GET"): None,
        (another, "OPTIONS"): None,
    }
