"""What `make test` leaves out: longer runs, and further cases of what it shows."""

import os
from collections import Counter
from collections.abc import Collection, Sequence

import pytest

SOAKING = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
"""Whether tests run for long (`make soak`): some do more then."""


def split(items: Sequence[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests for everyday, and those that the mark ``soak`` leaves out.

    With ``soak(but=[0, 3])`` a test's first and fourth case are for everyday.
    """
    everyday, left = list[pytest.Item](), list[pytest.Item]()
    seen = Counter[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        mark = item.get_closest_marker("soak")
        stays = mark is None or _stays(seen[test], *mark.args, **mark.kwargs)
        (everyday if stays else left).append(item)
        seen[test] += 1
    return everyday, left


def _stays(number: int, *, but: Collection[int] = ()) -> bool:
    return number in but


def asked_for(config: pytest.Config) -> bool:
    """Tell whether whoever runs tests has chosen some, or wants all."""
    option = config.option
    chosen = option.keyword or option.markexpr or option.lf or option.failedfirst
    named = any("::" in argument for argument in config.args)
    return bool(SOAKING or option.all_cases or chosen or named)
