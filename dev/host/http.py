"""HTTP functions: from a request to the function that serves it, and back."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence

from azure.functions.http import HttpRequest, HttpResponseConverter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dev.host.functions import HttpTrigger, LoadedFunction
from dev.host.keys import AuthLevel, HostKeys
from dev.host.routing import split_path
from dev.host.worker import Failed, Outcome, Succeeded, Worker

_log = logging.getLogger("dev.host")

Invoke = Callable[[LoadedFunction, str], None]
"""Starts a function by hand, with this input, and does not wait for it."""


class HttpFront:
    """The ASGI application of the host."""

    def __init__(
        self,
        functions: Sequence[LoadedFunction],
        worker: Worker,
        invoke: Invoke,
        *,
        keys: HostKeys,
        route_prefix: str,
        time_limit: float,
    ) -> None:
        """:param time_limit: seconds; 230 in Azure."""
        self._functions = {function.name.lower(): function for function in functions}
        self._routes = sorted(_routes(functions), key=lambda entry: entry[0].route.precedence)
        self._worker = worker
        self._invoke = invoke
        self._keys = keys
        self._prefix = [part.lower() for part in route_prefix.split("/") if part]
        self._time_limit = time_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        parts = split_path(scope["raw_path"].decode("ascii"))
        answer = self._admin if parts[:1] == ["admin"] else self._serve
        response = await answer(request, parts)
        await response(scope, receive, send)

    async def _serve(self, request: Request, parts: Sequence[str]) -> Response:
        served = self._find(request.method, parts)
        if served is None:
            return Response(status_code=404)
        function, trigger, route_parameters = served
        level = self._keys.level(_key(request), function.name)
        if function.disabled and level < AuthLevel.ADMIN:
            return Response(status_code=404)
        if level < trigger.level:
            return Response(status_code=401)
        argument = await _http_request(request, route_parameters)
        trace = request.headers.get("traceparent", "")
        running = asyncio.wrap_future(self._worker.submit(function, argument, trace))
        try:
            # The function goes on after the limit; only its answer is lost.
            return _answer(await asyncio.wait_for(asyncio.shield(running), self._time_limit))
        except TimeoutError:
            # Documented as 502, seen as 504 too: clients must take both for "no answer".
            return Response(status_code=504)

    def _find(
        self, method: str, parts: Sequence[str]
    ) -> tuple[LoadedFunction, HttpTrigger, Mapping[str, str]] | None:
        depth = len(self._prefix)
        if [part.lower() for part in parts[:depth]] != self._prefix:
            return None
        for trigger, function in self._routes:
            if trigger.methods is None or method in trigger.methods:
                values = trigger.route.match(parts[depth:])
                if values is not None:
                    return function, trigger, values
        return None

    async def _admin(self, request: Request, parts: Sequence[str]) -> Response:
        """``POST /admin/functions/{name}`` with ``{"input": "..."}``: 202, not waited for."""
        if request.method != "POST" or len(parts) != 3 or parts[1] != "functions":
            return Response(status_code=404)
        if self._keys.level(_key(request), parts[2]) < AuthLevel.ADMIN:
            return Response(status_code=401)
        given = _input(await request.body())
        if given is None:
            return Response(status_code=400)
        function = self._functions.get(parts[2].lower())
        if function is None:
            return Response(status_code=404)
        if isinstance(function.trigger, HttpTrigger):
            return Response("the local host invokes HTTP functions by their route only", 501)
        self._invoke(function, given)
        return Response(status_code=202)


def _routes(
    functions: Sequence[LoadedFunction],
) -> Iterator[tuple[HttpTrigger, LoadedFunction]]:
    for function in functions:
        if isinstance(function.trigger, HttpTrigger):
            yield function.trigger, function


def _key(request: Request) -> str | None:
    return request.headers.get("x-functions-key") or request.query_params.get("code")


def _input(body: bytes) -> str | None:
    """Return what the function is to be given, or None where the body does not say."""
    try:
        given = json.loads(body)
    except ValueError:
        return None
    return str(given.get("input") or "") if isinstance(given, dict) else None


async def _http_request(request: Request, route_parameters: Mapping[str, str]) -> HttpRequest:
    # The host joins what is given several times, and drops query options without a value.
    query = {name: ",".join(request.query_params.getlist(name)) for name in request.query_params}
    return HttpRequest(
        method=request.method,
        url=_url(request),
        headers={name: ",".join(request.headers.getlist(name)) for name in request.headers},
        params={name: value for name, value in query.items() if value},
        route_params=route_parameters,
        body_type="bytes",
        body=await request.body(),
    )


def _url(request: Request) -> str:
    """Return the address as the client wrote it, still percent-encoded."""
    path, query = request.scope["raw_path"].decode("ascii"), request.url.query
    return f"{request.url.scheme}://{request.url.netloc}{path}" + (f"?{query}" if query else "")


def _answer(outcome: Outcome) -> Response:
    match outcome:
        case Succeeded(value):
            return _converted(value)
        case Failed():
            return Response(status_code=500)


def _converted(value: object) -> Response:
    """Convert what a function returned with the SDK's own converter, as the worker does."""
    try:
        datum = HttpResponseConverter.encode(value, expected_type=None)
    except NotImplementedError:
        _log.error("an HTTP function returned %r instead of a func.HttpResponse", value)
        return Response(status_code=500)
    if datum.type == "string":
        return Response(datum.value, media_type="text/plain")
    answer = datum.value
    response = Response(answer["body"].value, int(answer["status_code"].value))
    for name, header in answer["headers"].items():
        response.headers[name] = header.value
    for cookie in answer["cookies"] or ():
        for morsel in cookie.values():
            response.headers.append("Set-Cookie", morsel.OutputString())
    return response
