"""Mapping files become steps, and mistakes in them sentences with their place."""

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from shared.domain.transforms.step import Step
from shared.domain.transforms.steps import STEPS

_Place = tuple[int | str, ...]


def read_steps(given: object) -> tuple[Step, ...]:
    """Return the steps that *given* lists; it may also be a single one.

    :raises ValidationError: the place is relative to *given*.
    """
    if not isinstance(given, list | tuple):
        return (_read(given, ()),)
    if not given:
        raise _mistake("needs at least one step", ())
    return tuple(_read(one, (index,)) for index, one in enumerate(given))


def _read(given: object, place: _Place) -> Step:
    if isinstance(given, Step):
        return given
    name, argument = _named(given, place)
    kind = STEPS.get(name)
    if kind is None:
        raise _mistake(f'unknown step "{name}"{_hint(name)}', place)
    here = (*place, name)
    parameters = _parameters(kind, argument, here)
    try:
        return kind.model_validate(parameters)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise _mistakes([_retold(kind, problem, here) for problem in problems]) from None


def _named(given: object, place: _Place) -> tuple[str, object]:
    if isinstance(given, str):
        return given, None
    if isinstance(given, Mapping) and len(given) == 1:
        [(name, argument)] = given.items()
        return str(name), argument
    raise _mistake("a step is a name, or one name with what it needs: { truncate: 50 }", place)


def _parameters(kind: type[Step], argument: object, place: _Place) -> Mapping[Any, Any]:
    if argument is None:
        return {}
    if isinstance(argument, Mapping) and not kind.whole:
        return argument
    if kind.short is None:
        needs = ", ".join(_key(kind, name) for name in kind.model_fields)
        raise _mistake(f"needs {needs}" if needs else "takes nothing", place)
    return {kind.short: argument}


def _retold(kind: type[Step], problem: Any, place: _Place) -> InitErrorDetails:
    inner = tuple(part for part in problem["loc"] if part != kind.short)
    if problem["type"] == "extra_forbidden":
        known = ", ".join(_key(kind, name) for name in kind.model_fields) or "none"
        return _detail(f"unknown key; known are {known}", (*place, *inner))
    if problem["type"] == "missing":
        return _detail("missing" if inner else f"needs {kind.short}", (*place, *inner))
    return _detail(str(problem["msg"]).removeprefix("Value error, "), (*place, *inner))


def _key(kind: type[Step], name: str) -> str:
    return kind.model_fields[name].alias or name


def _mistake(problem: str, place: _Place) -> ValidationError:
    return _mistakes([_detail(problem, place)])


def _mistakes(details: list[InitErrorDetails]) -> ValidationError:
    return ValidationError.from_exception_data("transform", details)


def _detail(problem: str, place: _Place) -> InitErrorDetails:
    told = PydanticCustomError("transform", "{problem}", {"problem": problem})
    return InitErrorDetails(type=told, loc=place, input=None)


def _hint(name: str) -> str:
    close = difflib.get_close_matches(name, STEPS, n=1)
    return f', did you mean "{close[0]}"?' if close else f"; known are {', '.join(STEPS)}"
