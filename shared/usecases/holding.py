"""A lease, made sure of before each request that writes."""

from collections.abc import Mapping
from datetime import timedelta
from threading import Lock

from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.ports import Clock, Lease

_RECENTLY = timedelta(seconds=5)
"""Far less than the shortest lease lives: nobody finds one expired that was renewed since."""


class Hold:
    """One job's hold of its lease; several threads write by it.

    A lease says nothing when it is lost: only who renews it learns whether it is.
    """

    def __init__(self, lease: Lease, clock: Clock) -> None:
        self._lease, self._clock = lease, clock
        self._one_at_a_time = Lock()
        self._renewed_at = clock.now()
        self._used = True
        """Whether something was written since the lease was renewed, or it was not renewed yet."""

    def renew(
        self,
        watermarks: Mapping[Side, Watermark] | None = None,
        fingerprints: Mapping[Leg, str] | None = None,
    ) -> None:
        """Keep the lease, and save watermarks and fingerprints together with it.

        :raises ChangedError: another run took it over; nothing was saved.
        """
        with self._one_at_a_time:
            self._renew(watermarks, fingerprints)

    def permit(self) -> None:
        """Let one more request write: the first after :meth:`renew` as it is, so that a page of
        one batch costs nothing, each further one by a renewal of its own.

        :raises ChangedError: another run took the lease over.
        """
        with self._one_at_a_time:
            if self._used or not self._is_recent():
                self._renew()
            self._used = True

    def keep(self) -> None:
        """Keep the lease where a page took a while, before it is remembered what became of it.

        :raises ChangedError: another run took it over.
        """
        with self._one_at_a_time:
            if not self._is_recent():
                self._renew()

    def _renew(
        self,
        watermarks: Mapping[Side, Watermark] | None = None,
        fingerprints: Mapping[Leg, str] | None = None,
    ) -> None:
        self._lease.renew(watermarks, fingerprints)
        self._renewed_at, self._used = self._clock.now(), False

    def _is_recent(self) -> bool:
        # A clock that was set back must not make an old renewal a recent one.
        return abs(self._clock.now() - self._renewed_at) < _RECENTLY
