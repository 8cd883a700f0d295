"""What would break in Azure is refused here, in plain words, before anything runs."""

import functools
import json
import typing
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import azure.functions as func
import pytest

from dev.host import HostKeys, HostRefusedError, HostSettings, LocalHost, QueueSettings

App = func.FunctionApp
Handler = Callable[..., typing.Any]


def load(app: func.FunctionApp) -> LocalHost:
    return LocalHost(app, connection_string="", settings=HostSettings(), environment={})


def http(handler: Handler, route: str = "thing", name: str = "served") -> App:
    app = App()
    app.function_name(name)(app.route(route, trigger_arg_name="req")(handler))
    return app


def fine(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok")


def test_a_sound_function_is_taken() -> None:
    assert [function.name for function in load(http(fine)).functions] == ["served"]


def union_answer(req: func.HttpRequest) -> func.HttpResponse | None:
    return None


def dict_answer(req: func.HttpRequest) -> dict[str, str]:
    return {}


def no_answer(req: func.HttpRequest) -> None:
    return None


def wrong_context(req: func.HttpRequest, context: str) -> func.HttpResponse:
    return fine(req)


def other_name(request: func.HttpRequest) -> func.HttpResponse:
    return fine(request)


def wrong_trigger(req: func.TimerRequest) -> func.HttpResponse:
    return func.HttpResponse()


def one_too_many(req: func.HttpRequest, more: str) -> func.HttpResponse:
    return fine(req)


def answering(annotation: str) -> Handler:
    def handler(req: func.HttpRequest) -> typing.Any:
        return fine(req)

    handler.__annotations__["return"] = annotation
    return handler


def putting_out(annotation: str) -> Handler:
    def handler(req: func.HttpRequest, out: typing.Any) -> func.HttpResponse:
        return fine(req)

    handler.__annotations__["out"] = annotation
    return handler


def unannotated() -> Handler:
    handler = answering("")
    handler.__annotations__.clear()
    return handler


def without_wraps(handler: Handler) -> Handler:
    def wrapper(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        return handler(*args, **kwargs)

    return wrapper


def with_wraps(handler: Handler) -> Handler:
    return functools.wraps(handler)(without_wraps(handler))


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (answering("typing.Optional[func.HttpResponse]"), "return annotation"),
        (union_answer, "return annotation"),
        (dict_answer, "return annotation"),
        (no_answer, "returns NoneType"),
        (wrong_context, "must be a func.Context"),
        (other_name, "the parameters request have no binding"),
        (wrong_trigger, "is a httpTrigger"),
        (one_too_many, "the parameters more have no binding"),
        (answering("Nowhere"), "annotations cannot be read"),
        (without_wraps(fine), "functools.wraps"),
    ],
)
def test_what_the_worker_does_not_index_is_refused(handler: Handler, reason: str) -> None:
    with pytest.raises(HostRefusedError, match=reason):
        load(http(handler))


def future_context(req: "func.HttpRequest", context: "func.Context") -> "func.HttpResponse":
    return fine(req)


def text_answer(req: func.HttpRequest) -> str:
    return "ok"


@pytest.mark.parametrize("handler", [with_wraps(fine), future_context, unannotated(), text_answer])
def test_what_the_worker_indexes_is_taken(handler: Handler) -> None:
    load(http(handler))


@pytest.mark.parametrize(
    ("handler", "problems"),
    [
        (putting_out("func.Out[list[str]]"), 2),
        (putting_out("func.Out[typing.List[str]]"), 1),
        (putting_out("func.Out"), 2),
        (putting_out("str"), 2),
    ],
)
def test_an_output_is_refused_for_its_type_and_for_what_this_host_does_not_imitate(
    handler: Handler, problems: int
) -> None:
    app = App()
    bound = app.queue_output(arg_name="out", queue_name="answers", connection="X")(handler)
    app.route("thing", trigger_arg_name="req")(bound)

    with pytest.raises(HostRefusedError) as refused:
        load(app)

    assert len(refused.value.problems) == problems
    assert "no queue binding" in refused.value.problems[-1]


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        ("admin/jobs", "platform's own"),
        ("administration", "platform's own"),
        ("runtime/x", "platform's own"),
        ("jobs/{id", "malformed"),
    ],
)
def test_a_route_that_the_host_cannot_serve_is_refused(route: str, reason: str) -> None:
    with pytest.raises(HostRefusedError, match=reason):
        load(http(fine, route))


@pytest.mark.parametrize("name", ["host", "1st", "with space", "x" * 129])
def test_a_name_that_is_none_to_the_platform_is_refused(name: str) -> None:
    with pytest.raises(HostRefusedError, match="a function's name"):
        load(http(fine, name=name))


def test_two_functions_of_one_name_are_refused() -> None:
    app = App()
    for route in ("one", "two"):
        app.function_name("same")(app.route(route, trigger_arg_name="req")(fine))

    with pytest.raises(HostRefusedError, match="same does not have a unique"):
        load(app)


def test_two_functions_on_one_route_and_method_are_refused() -> None:
    app = App()
    routes = [("one", "jobs/{id}", ["GET", "POST"]), ("two", "/JOBS/{id}/", ["POST"])]
    for name, route, methods in routes:
        bound = app.route(route, methods=methods, trigger_arg_name="req")(fine)
        app.function_name(name)(bound)

    with pytest.raises(HostRefusedError, match="one, two: both serve the route"):
        load(app)


def test_a_binding_name_used_twice_is_refused() -> None:
    app = App()
    bound = app.queue_output(arg_name="req", queue_name="answers", connection="X")(fine)
    app.route("thing", trigger_arg_name="req")(bound)

    with pytest.raises(HostRefusedError, match='several bindings are named "req"'):
        load(app)


@pytest.mark.parametrize("queue", ["Upper", "ab", "double--dash", "%UNSET%"])
def test_a_queue_name_that_storage_does_not_take_is_refused(queue: str) -> None:
    app = App()

    @app.queue_trigger(arg_name="message", queue_name=queue, connection="X")
    def worker(message: func.QueueMessage) -> None:
        pass

    with pytest.raises(HostRefusedError, match=r"worker: .*(name of a queue|UNSET is not set)"):
        load(app)


def test_every_problem_is_told_at_once() -> None:
    app = App()
    app.function_name("one")(app.route("admin", trigger_arg_name="req")(no_answer))
    app.function_name("two")(app.route("{", trigger_arg_name="req")(fine))

    with pytest.raises(HostRefusedError) as refused:
        load(app)

    assert [problem.split(":")[0] for problem in refused.value.problems] == ["one", "one", "two"]


def test_an_app_without_functions_is_refused() -> None:
    with pytest.raises(HostRefusedError, match="no functions"):
        load(App())


def test_an_app_is_asked_for_its_functions_only_once() -> None:
    app = http(fine)
    load(app)

    with pytest.raises(HostRefusedError, match="make a new FunctionApp"):
        load(app)


def test_a_host_that_is_not_started_says_so() -> None:
    with pytest.raises(RuntimeError, match="not started"):
        load(http(fine)).drain_queues()


@pytest.fixture
def host_json(tmp_path: Path) -> Callable[[object], Path]:
    def write(content: object) -> Path:
        path = tmp_path / "host.json"
        path.write_text(json.dumps(content))
        return path

    return write


def test_host_json_gives_the_route_prefix_and_the_queue_settings(
    host_json: Callable[[object], Path],
) -> None:
    queues = {"batchSize": 4, "newBatchThreshold": 0, "visibilityTimeout": "00:02:00"}
    path = host_json({"extensions": {"http": {"routePrefix": "v1"}, "queues": queues}})

    settings = HostSettings.read(path)

    assert settings.route_prefix == "v1"
    assert settings.queues.visibility_timeout == timedelta(minutes=2)
    assert (settings.queues.batch_size, settings.queues.threshold) == (4, 0)


def test_what_host_json_does_not_say_is_as_on_the_platform(
    host_json: Callable[[object], Path],
) -> None:
    settings = HostSettings.read(host_json({"version": "2.0"}))

    assert settings == HostSettings(route_prefix="api", queues=QueueSettings())
    assert (settings.queues.batch_size, settings.queues.threshold) == (16, 8)
    assert settings.queues.max_dequeue_count == 5


@pytest.mark.parametrize("content", [{"extensions": {"queues": {"batchSize": 33}}}, []])
def test_a_wrong_host_json_is_refused_with_the_place(
    host_json: Callable[[object], Path], content: object
) -> None:
    with pytest.raises(HostRefusedError, match=r"host\.json"):
        HostSettings.read(host_json(content))


def test_a_missing_host_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HostRefusedError, match="No such file"):
        HostSettings.read(tmp_path / "host.json")


def test_keys_are_made_up_and_never_shown() -> None:
    one, other = HostKeys(), HostKeys()

    assert one.master != other.master
    assert one.master not in repr(one)
