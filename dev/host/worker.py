"""Runs functions as the platform's Python worker does: plain ones in a pool, async in a loop."""

import asyncio
import inspect
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import azure.functions as func

from dev.host.functions import HttpTrigger, LoadedFunction

_log = logging.getLogger("dev.host")


@dataclass(frozen=True)
class Succeeded:
    value: Any


@dataclass(frozen=True)
class Failed:
    error: BaseException


Outcome = Succeeded | Failed


class UnexpectedValueError(Exception):
    """A function without a ``$return`` binding returned something, which fails the invocation."""


class Worker:
    """One process's worth of workers; every trigger of the host shares it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        threads = environment.get("PYTHON_THREADPOOL_THREAD_COUNT")
        self._pool = ThreadPoolExecutor(int(threads) if threads else None, "function")
        self._loop = asyncio.new_event_loop()
        self._loop_thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._loop_thread.start()

    def submit(
        self, function: LoadedFunction, argument: Any, trace_parent: str = ""
    ) -> Future[Outcome]:
        """Invoke *function*; the future never raises."""
        return self._pool.submit(self._invoke, function, argument, trace_parent)

    def _invoke(self, function: LoadedFunction, argument: Any, trace_parent: str) -> Outcome:
        started = time.perf_counter()
        outcome = self._outcome(function, argument, trace_parent)
        milliseconds = (time.perf_counter() - started) * 1000
        match outcome:
            case Succeeded():
                _log.info("%s: succeeded in %.0f ms", function.name, milliseconds)
            case Failed(error):
                _log.error("%s: failed in %.0f ms", function.name, milliseconds, exc_info=error)
        return outcome

    def _outcome(self, function: LoadedFunction, argument: Any, trace_parent: str) -> Outcome:
        arguments = {function.argument: argument}
        if function.takes_context:
            trace = TraceContext(trace_parent or _begun())
            arguments["context"] = InvocationContext(function.name, trace)
        try:
            value = self._call(function.call, arguments)
        except BaseException as error:  # a function's sys.exit() must not end the host
            return Failed(error)
        if value is not None and not isinstance(function.trigger, HttpTrigger):
            return Failed(UnexpectedValueError(f"{function.name} returned {value!r}"))
        return Succeeded(value)

    def _call(self, call: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        value = call(**arguments)
        if inspect.iscoroutine(value):
            return asyncio.run_coroutine_threadsafe(value, self._loop).result()
        return value

    def close(self) -> None:
        """Wait for what runs."""
        self._pool.shutdown(cancel_futures=True)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._loop_thread.join()
        self._loop.close()


def _begun() -> str:
    """Return the name of a trace that the host itself begins, as it does with each invocation."""
    return f"00-{uuid4().hex}-{uuid4().hex[:16]}-01"


@dataclass(frozen=True)
class TraceContext:
    """The caller's ``traceparent`` header, or one of the host's own."""

    trace_parent: str
    trace_state: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


class InvocationContext(func.Context):
    """What a function's ``context`` parameter is given."""

    def __init__(self, function_name: str, trace: TraceContext) -> None:
        self._function_name = function_name
        self._invocation_id = str(uuid4())
        self._trace = trace
        self._local = threading.local()
        self._local.invocation_id = self._invocation_id

    @property
    def invocation_id(self) -> str:
        return self._invocation_id

    @property
    def function_name(self) -> str:
        return self._function_name

    @property
    def function_directory(self) -> str:
        return str(Path.cwd() / self._function_name)

    @property
    def thread_local_storage(self) -> Any:
        return self._local

    @property
    def trace_context(self) -> Any:
        return self._trace

    @property
    def retry_context(self) -> Any:
        return None
