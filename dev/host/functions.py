"""The functions of an app, as the host sees them once indexed."""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

import azure.functions as func

from dev.host.errors import HostRefusedError
from dev.host.indexing import indexing_problems
from dev.host.keys import AuthLevel
from dev.host.routing import Route, parse_template
from dev.host.rules import conflicting_routes, host_problems
from dev.host.schedule import Schedule
from dev.host.substitution import substitute


@dataclass(frozen=True)
class HttpTrigger:
    route: Route
    methods: frozenset[str] | None
    """None: every method."""
    level: AuthLevel


@dataclass(frozen=True)
class TimerTrigger:
    schedule: Schedule
    run_on_startup: bool


@dataclass(frozen=True)
class QueueTrigger:
    queue: str
    message_type: type
    """What the function takes: QueueMessage, str or bytes."""


Trigger = HttpTrigger | TimerTrigger | QueueTrigger


@dataclass(frozen=True)
class LoadedFunction:
    name: str
    call: Callable[..., Any]
    trigger: Trigger
    argument: str
    """The name of the parameter that takes what triggered it."""
    takes_context: bool
    disabled: bool
    bindings: tuple[Mapping[str, Any], ...]
    """As the platform is told of them, since the app itself can be asked only once."""


def load_functions(
    app: func.FunctionApp, environment: Mapping[str, str]
) -> tuple[LoadedFunction, ...]:
    """Index the app as the platform does, once: an app can be asked for its functions only once.

    :raises HostRefusedError: lists every problem found.
    """
    indexed = [(function, _bindings(function)) for function in _ask(app)]
    problems = [
        f"{_name(function)}: {problem}"
        for function, bindings in indexed
        for problem in (
            *indexing_problems(function.get_user_function(), bindings),
            *host_problems(_name(function), bindings, environment),
        )
    ]
    problems += conflicting_routes({_name(function): each for function, each in indexed})
    if problems or not indexed:
        raise HostRefusedError(problems or ["it has no functions"])
    return tuple(_load(function, bindings, environment) for function, bindings in indexed)


def _ask(app: func.FunctionApp) -> list[func.Function]:
    if app.functions_bindings:
        raise HostRefusedError(["its functions were already asked for: make a new FunctionApp"])
    try:
        return app.get_functions()
    except ValueError as error:
        raise HostRefusedError([str(error)]) from error


def _name(function: func.Function) -> str:
    return function.get_function_name() or ""


def _bindings(function: func.Function) -> list[dict[str, Any]]:
    return [json.loads(binding) for binding in function.get_raw_bindings()]


def _load(
    function: func.Function, bindings: list[dict[str, Any]], environment: Mapping[str, str]
) -> LoadedFunction:
    name, call = _name(function), function.get_user_function()
    trigger = next(_triggers(bindings))
    return LoadedFunction(
        name=name,
        call=call,
        trigger=_trigger(trigger, call, environment),
        argument=trigger["name"],
        takes_context="context" in inspect.signature(call).parameters,
        disabled=environment.get(f"AzureWebJobs.{name}.Disabled", "").lower() in ("true", "1"),
        bindings=tuple(bindings),
    )


def _triggers(bindings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (binding for binding in bindings if binding["type"].endswith("Trigger"))


def _trigger(
    binding: Mapping[str, Any], call: Callable[..., Any], environment: Mapping[str, str]
) -> Trigger:
    match binding["type"]:
        case "httpTrigger":
            methods = binding.get("methods")
            return HttpTrigger(
                route=parse_template(binding["route"]),
                methods=frozenset(methods) if methods else None,
                level=AuthLevel[binding.get("authLevel", "FUNCTION")],
            )
        case "timerTrigger":
            schedule = Schedule(substitute(binding["schedule"], environment))
            return TimerTrigger(schedule, bool(binding.get("runOnStartup")))
        case _:
            message_type = get_type_hints(call).get(binding["name"], func.QueueMessage)
            return QueueTrigger(substitute(binding["queueName"], environment), message_type)
