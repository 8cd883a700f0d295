"""What a request and its answer tell about a service's load."""

from collections.abc import Hashable
from urllib.parse import urlsplit

from shared.adapters.messages import Answer, Call

_REQUESTS_LEFT = "x-ms-ratelimit-burst-remaining-xrm-requests"
_SECONDS_LEFT = "x-ms-ratelimit-time-remaining-xrm-requests"
"""Of Dataverse, for the caller on the server that answered, see
https://learn.microsoft.com/power-apps/developer/data-platform/api-limits."""
_FEW_REQUESTS, _FEW_SECONDS = 100.0, 20.0
"""About two percent of what is allowed: only somebody else with our identity brings us there."""


def kind_of(call: Call, answer: Answer) -> Hashable:
    """Return what the request has in common with those that take about as long.

    A batch of a hundred writes is not slow because one of ten is faster, nor a page of a thousand.
    """
    resource = urlsplit(call.url).path.rsplit("/", 1)[-1].split("(", 1)[0]
    size = len(call.body or b"") + len(answer.content)
    return call.method, resource, answer.ok, size.bit_length()


def is_scarce(answer: Answer) -> bool:
    """Return whether the service says that the caller's allowance is nearly used up."""
    requests, seconds = left(answer)
    return _is_below(requests, _FEW_REQUESTS) or _is_below(seconds, _FEW_SECONDS)


def left(answer: Answer) -> tuple[float | None, float | None]:
    """Return how many requests and seconds the service says that there are; None where it does not
    tell.
    """
    return _number(answer.headers.get(_REQUESTS_LEFT)), _number(answer.headers.get(_SECONDS_LEFT))


def _is_below(number: float | None, few: float) -> bool:
    return number is not None and number < few


def _number(header: str | None) -> float | None:
    try:
        return None if header is None else float(header.replace(",", ""))
    except ValueError:
        return None
