"""How many requests at once a service seems to like; pure.

Additive increase, multiplicative decrease, as in TCP: every good answer adds a little, so that a
round of them adds one request; a refusal takes half, answers that are slow for their kind a fifth.
Requests are numbered as they are sent: those that were sent before the last decrease say nothing
about it, and cannot cause another.
"""

from collections.abc import Hashable

_FIRST = 4.0
"""What Dataverse's limits sustain for each of its servers; more is found out."""
_REFUSED, _SLOW = 0.5, 0.8
_RISE = 2.0
"""Times the usual time of its kind of request, on average, that are slow."""
_NOISE = 0.25
"""Seconds that say nothing about a service."""
_WEIGHT = 0.25
"""Of the newest answer in the average."""
_MOST = 4.0
"""What a single answer can weigh: a lone straggler is no slow service."""
_AGING = 0.02
"""How much of the gap the floor gives way: a service that stays slower is as fast as it is."""


class Concurrency:
    """The rule for one service and process."""

    def __init__(self) -> None:
        self._limit = _FIRST
        self._highest = 1
        self._strain = 1.0
        self._floors: dict[Hashable, float] = {}
        self._lowered_before = 0

    @property
    def limit(self) -> int:
        return max(1, min(int(self._limit), self._highest))

    def at_most(self, slots: int) -> None:
        """Stay within the slots that are held now; what was learnt is kept for more of them."""
        self._highest = slots

    def answered(self, number: int, following: int, kind: Hashable, seconds: float) -> None:
        """
        :param number: of the request.
        :param following: the number that the next request will have.
        :param kind: requests of one kind take about the same time.
        """
        slowness = self._slowness(kind, seconds)
        if number < self._lowered_before:
            return
        self._strain += _WEIGHT * (slowness - self._strain)
        if self._strain > _RISE:
            self._lower(number, following, _SLOW)
        elif slowness <= _RISE:
            self._limit = max(self._limit, min(self._limit + 1.0 / self._limit, self._highest))

    def refused(self, number: int, following: int) -> None:
        """The service had too much to do for this request."""
        self._lower(number, following, _REFUSED)

    def _lower(self, number: int, following: int, factor: float) -> None:
        if number >= self._lowered_before:
            self._limit = max(1.0, min(self._limit, self._highest) * factor)
            self._lowered_before = following
            self._strain = 1.0

    def _slowness(self, kind: Hashable, seconds: float) -> float:
        """Return how many times the recent floor of its kind an answer took."""
        floor = min(seconds, self._floors.get(kind, seconds))
        self._floors[kind] = floor + _AGING * (seconds - floor)
        return min(_MOST, seconds / (floor + _NOISE)) if seconds > floor + _NOISE else 1.0
