"""What `make test` leaves to `make soak`: longer runs, and further cases of what is shown."""

import os
from collections.abc import Sequence
from itertools import groupby

import pytest

SOAKING = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
"""Whether tests run for long: some do more then."""


def split(items: Sequence[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests for everyday, and those that their mark ``soak`` leaves to a soak.

    With ``soak(keep=2)`` two of a test's cases are for everyday, as far apart as can be.
    """
    everyday, left = list[pytest.Item](), list[pytest.Item]()
    for _, cases in groupby(items, lambda item: item.nodeid.partition("[")[0]):
        found = list(cases)
        mark = found[0].get_closest_marker("soak")
        kept = len(found) if mark is None else mark.kwargs.get("keep", 0)
        chosen = spread(len(found), kept)
        everyday += [case for number, case in enumerate(found) if number in chosen]
        left += [case for number, case in enumerate(found) if number not in chosen]
    return everyday, left


def spread(total: int, kept: int) -> set[int]:
    """Return so many of the numbers below *total*: the first one, the last one, and between."""
    if kept >= total:
        return set(range(total))
    return {number * (total - 1) // max(kept - 1, 1) for number in range(kept)}
