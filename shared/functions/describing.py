"""What a route takes and answers, said beside its handler; the API's description is made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from shared.functions.answers import Handler

_MARK = "__described__"
"""Kept by functools.wraps, and so by the decorators around."""
Answers = Literal["object", "page", "list", "file", "nothing"]


@dataclass(frozen=True)
class Description:
    summary: str
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    """What the body is parsed as; an empty body is an empty object."""
    answers: Answers = "object"
    """A page is a list that goes on with ``continuation``."""
    status: int = 200
    or_status: int | None = None
    """Another status of the same meaning, for a request that is carried out at once."""
    refusals: tuple[int, ...] = ()
    """Statuses of problems, besides those that follow from gate, path, query and body."""


def described(
    summary: str,
    *,
    query: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    answers: Answers = "object",
    status: int = 200,
    or_status: int | None = None,
    refusals: tuple[int, ...] = (),
) -> Callable[[Handler], Handler]:
    """Say what a handler takes and answers; see :class:`Description`."""
    told = Description(summary, query, body, answers, status, or_status, refusals)

    def mark(handler: Handler) -> Handler:
        setattr(handler, _MARK, told)
        return handler

    return mark


def description_of(handler: Callable[..., object]) -> Description | None:
    found = getattr(handler, _MARK, None)
    return found if isinstance(found, Description) else None
