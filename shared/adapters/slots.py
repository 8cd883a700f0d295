"""A service's concurrent requests, as they are shared out."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from shared.adapters.ledger import Ledger
from shared.domain.sides import Side


@dataclass(frozen=True)
class Share:
    """What one process holds of a service: with its slots come their parts of the budget."""

    slots: int
    renew_in: timedelta | None = None
    """When the slots are to be renewed; None stands for never."""
    spent: Ledger = field(default_factory=Ledger)
    """By whoever held those slots before that this process did not hold until now."""
    closed_until: datetime | None = None
    """When the service may be asked again, if a process has told that it wants to be left alone."""


class Slots(Protocol):
    """A service's concurrent requests, shared by all processes that work with it."""

    def acquire(self, side: Side, wanted: int) -> Share:
        """Take up to *wanted* slots, at least one.

        :raises TransientError: all are taken, and none came free in reasonable time.
        """
        ...

    def renew(self, side: Side, wanted: int, spent: Ledger) -> Share:
        """Keep the slots; hand some to those who wait, or else take more, up to *wanted*.

        :param spent: with all of them together.
        """
        ...

    def release(self, side: Side, spent: Ledger) -> None:
        """Give all slots back.

        :param spent: with all of them together.
        """
        ...

    def close(self, side: Side, until: datetime) -> None:
        """Tell all processes that the service wants to be left alone until then.

        They learn it when they take slots or renew them.
        """
        ...


class LocalSlots:
    """For one process that has a service for itself: it gets what it asks for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = dict.fromkeys(Side, 0)

    def acquire(self, side: Side, wanted: int) -> Share:
        with self._lock:
            self._taken[side] += wanted
        return Share(wanted)

    def renew(self, side: Side, wanted: int, spent: Ledger) -> Share:
        del side, spent
        return Share(wanted)

    def release(self, side: Side, spent: Ledger) -> None:
        del spent
        with self._lock:
            self._taken[side] = 0

    def close(self, side: Side, until: datetime) -> None:
        """Its one process knows already."""

    def taken(self, side: Side) -> int:
        return self._taken[side]
