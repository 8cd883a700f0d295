"""What the Functions host refuses when it reads the bindings, after the worker has indexed them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from dev.host.routing import TemplateError, parse_template
from dev.host.schedule import Schedule, ScheduleError
from dev.host.substitution import UnsetSettingError, substitute

Bindings = Sequence[Mapping[str, Any]]

_FUNCTION_NAME = re.compile(r"(?!host$)[a-z][a-z0-9_-]{0,127}", re.IGNORECASE)
_QUEUE_NAME = re.compile(r"(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED_ROUTES = ("admin", "runtime")
_HOSTED = ("httpTrigger", "http", "timerTrigger", "queueTrigger")


def host_problems(
    function: str, bindings: Bindings, environment: Mapping[str, str]
) -> Iterator[str]:
    """Yield a sentence for each rule that a function breaks."""
    if not _FUNCTION_NAME.fullmatch(function):
        yield "a function's name starts with a letter, then letters, digits, _ and - (128 at most)"
    names = [binding["name"] for binding in bindings]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f'several bindings are named "{name}"'
    for binding in bindings:
        if binding["type"] not in _HOSTED:
            yield f"the local host has no {binding['type']} binding (Azure may well have)"
        yield from _PROBLEMS.get(binding["type"], _none)(binding, environment)


def conflicting_routes(functions: Mapping[str, Bindings]) -> Iterator[str]:
    """Yield a sentence for each pair of functions with the same template and a common method."""
    triggers = [
        (name, binding)
        for name, bindings in functions.items()
        for binding in bindings
        if binding["type"] == "httpTrigger"
    ]
    for (name, one), (other, two) in combinations(triggers, 2):
        same = one["route"].strip("/").lower() == two["route"].strip("/").lower()
        if same and _share_a_method(one.get("methods"), two.get("methods")):
            yield f"{name}, {other}: both serve the route {one['route']} and a common method"


def _share_a_method(one: list[str] | None, two: list[str] | None) -> bool:
    return not one or not two or bool(set(one) & set(two))


def _http_problems(binding: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[str]:
    route = binding["route"]
    if route.strip("/").lower().startswith(_RESERVED_ROUTES):
        yield f"the route {route} is refused: admin and runtime are the platform's own"
    try:
        parse_template(route)
    except TemplateError as error:
        yield f"the route {route}: {error}"


def _timer_problems(binding: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[str]:
    try:
        Schedule(substitute(binding["schedule"], environment))
    except (UnsetSettingError, ScheduleError) as error:
        yield f"schedule: {error}"


def _queue_problems(binding: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[str]:
    try:
        queue = substitute(binding["queueName"], environment)
    except UnsetSettingError as error:
        yield f"queue: {error}"
    else:
        if not _QUEUE_NAME.fullmatch(queue):
            yield f'"{queue}" is not the name of a queue (3-63 of a-z, 0-9 and single dashes)'


def _none(_binding: Mapping[str, Any], _environment: Mapping[str, str]) -> Iterator[str]:
    yield from ()


_PROBLEMS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str]], Iterator[str]]] = {
    "httpTrigger": _http_problems,
    "timerTrigger": _timer_problems,
    "queueTrigger": _queue_problems,
}
