"""Small function apps to host, and ways to host them."""

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import azure.functions as func
from azure.storage.queue import QueueServiceClient, TextBase64EncodePolicy

from dev.azurite import Azurite
from dev.host import HostKeys, HostSettings, LocalHost, QueueSettings

KEYS = HostKeys(master="the-master", default="the-default", functions={"locked": "its-own"})

Handler = Callable[..., Any]


def app_with_route(
    handler: Callable[[func.HttpRequest], func.HttpResponse],
    route: str = "thing",
    methods: list[str] | None = None,
    level: func.AuthLevel = func.AuthLevel.ANONYMOUS,
) -> func.FunctionApp:
    app = func.FunctionApp()

    @app.function_name("served")
    @app.route(route=route, methods=methods, auth_level=level, trigger_arg_name="request")
    def served(request: func.HttpRequest) -> func.HttpResponse:
        return handler(request)

    return app


def app_with_queue(
    queue_name: str, handler: Callable[[func.QueueMessage], None]
) -> func.FunctionApp:
    app = func.FunctionApp()

    @app.function_name("worker")
    @app.queue_trigger(arg_name="message", queue_name=queue_name, connection="AzureWebJobsStorage")
    def worker(message: func.QueueMessage) -> None:
        handler(message)

    return app


def app_with_timer(
    handler: Callable[[], None], schedule: str = "0 */5 * * * *", *, run_on_startup: bool = False
) -> func.FunctionApp:
    app = func.FunctionApp()

    @app.function_name("tick")
    @app.timer_trigger(arg_name="timer", schedule=schedule, run_on_startup=run_on_startup)
    def tick(timer: func.TimerRequest) -> None:
        handler()

    return app


def hosted(
    app: func.FunctionApp,
    azurite: Azurite,
    *,
    environment: Mapping[str, str] | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    time_limit: float = 230.0,
    invisible: timedelta = timedelta(minutes=10),
    queues: QueueSettings | None = None,
    allowed_origins: Sequence[str] = (),
) -> LocalHost:
    """Return a host, not started, with known keys and the settings of no file."""
    return LocalHost(
        app,
        connection_string=azurite.connection_string,
        keys=KEYS,
        settings=HostSettings(queues=queues or QueueSettings()),
        environment=environment or {},
        clock=clock,
        time_limit=time_limit,
        invisible=invisible,
        allowed_origins=allowed_origins,
    )


def send(
    storage: QueueServiceClient, queue: str, *texts: str, visible_after: int | None = None
) -> None:
    client = storage.get_queue_client(queue, message_encode_policy=TextBase64EncodePolicy())
    for text in texts:
        client.send_message(text, visibility_timeout=visible_after)


def peek(storage: QueueServiceClient, queue: str) -> list[str]:
    messages = storage.get_queue_client(queue).peek_messages(max_messages=32)
    return [base64.b64decode(message.content).decode() for message in messages]
