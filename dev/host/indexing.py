"""What the platform's Python worker refuses when it indexes the app.

One refused function takes the whole app down in Azure. The rules are those of the worker's
function loader, https://github.com/Azure/azure-functions-python-worker.
"""

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import GenericAlias
from typing import Any

import azure.functions as func

Binding = Mapping[str, Any]

# typing.List[int] and Out[int] are such; list[int] and X | None are not, and the worker knows
# only the former.
_TypingAlias: type = type(func.Out[int])
_NOT_GENERIC = (typing.Union, tuple, typing.ClassVar, typing.get_origin(Callable[[], Any]))

# The worker also lets str and bytes pass for HTTP requests and timers, and then fails every call.
_TRIGGER_TYPES: Mapping[str, tuple[type, ...]] = {
    "httpTrigger": (func.HttpRequest,),
    "timerTrigger": (func.TimerRequest,),
    "queueTrigger": (func.QueueMessage, str, bytes),
}


def indexing_problems(call: Callable[..., Any], bindings: Sequence[Binding]) -> Iterator[str]:
    """Yield a sentence for each way in which a function does not fit its bindings."""
    try:
        hints = typing.get_type_hints(call)
    except (NameError, TypeError) as error:
        yield f"its annotations cannot be read: {error}"
        return
    bound = {binding["name"]: binding for binding in bindings if binding["name"] != "$return"}
    parameters = dict(inspect.signature(call).parameters)
    if "context" in parameters and "context" not in bound:
        del parameters["context"]
        yield from _context_problems(hints.get("context", func.Context))
    yield from _name_problems(parameters.keys(), bound.keys())
    for name in parameters.keys() & bound.keys() & hints.keys():
        yield from _parameter_problems(bound[name], hints[name])
    if "return" in hints and any(binding["name"] == "$return" for binding in bindings):
        yield from _return_problems(hints["return"])


def _context_problems(annotation: Any) -> Iterator[str]:
    if not isinstance(annotation, type) or annotation.__name__ != "Context":
        yield f'"context" must be a func.Context, not {annotation!r}'


def _name_problems(
    declared: typing.AbstractSet[str], bound: typing.AbstractSet[str]
) -> Iterator[str]:
    if unbound := sorted(declared - bound):
        yield (
            f"the parameters {', '.join(unbound)} have no binding "
            "(a decorator without functools.wraps hides the function's own)"
        )
    if missing := sorted(bound - declared):
        yield f"the bindings {', '.join(missing)} have no parameter of that name"


def _parameter_problems(binding: Binding, annotation: Any) -> Iterator[str]:
    name, is_out = binding["name"], binding["direction"] == "OUT"
    if is_out != _is_out(annotation):
        direction = "an output" if is_out else "an input"
        yield f'the binding "{name}" is {direction}, which its annotation {annotation!r} is not'
        return
    value_type = next(iter(typing.get_args(annotation)), None) if is_out else annotation
    if not _is_type(value_type):
        yield f'"{name}" has the annotation {annotation!r}, which is not a type to the worker'
        return
    expected = _TRIGGER_TYPES.get(binding["type"])
    if expected and not (isinstance(value_type, type) and issubclass(value_type, expected)):
        yield f'"{name}" is a {binding["type"]}, which its annotation {annotation!r} does not fit'


def _return_problems(annotation: Any) -> Iterator[str]:
    if not _is_plain_type(annotation):
        yield f"its return annotation {annotation!r} is not a type to the worker"
    elif not issubclass(annotation, (func.HttpResponse, str)):
        yield f"it returns {annotation.__name__}, where func.HttpResponse or str is needed"


def _is_out(annotation: Any) -> bool:
    origin = typing.get_origin(annotation) or annotation
    return isinstance(origin, type) and origin.__name__ == "Out"


def _is_type(annotation: Any) -> bool:
    return _is_plain_type(annotation) or (
        isinstance(annotation, _TypingAlias) and typing.get_origin(annotation) not in _NOT_GENERIC
    )


def _is_plain_type(annotation: Any) -> bool:
    # Python 3.10 takes list[int] for a type, later ones do not; the stricter rule is used.
    return isinstance(annotation, type) and not isinstance(annotation, GenericAlias)
