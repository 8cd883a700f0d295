"""What has to hold before anything is written: the lease is still ours, and the fuse is whole."""

from collections.abc import Callable, Sequence

from shared.domain.decisions import Decision, Uncouple
from shared.domain.fuse import Changes, Fuse
from shared.errors import FuseError
from shared.ports import Lease


class Guard:
    def __init__(
        self, lease: Lease, fuse: Fuse | None, couplings: Callable[[], int], so_far: Changes
    ) -> None:
        """
        :param fuse: None for a run that was approved.
        :param couplings: counts the mapping's couplings.
        :param so_far: what the run has changed already.
        """
        self._lease, self._fuse, self._couplings = lease, fuse, couplings
        self._so_far = so_far

    def admit(self, decisions: Sequence[Decision]) -> None:
        """Let *decisions* be carried out, and count them.

        :raises FuseError: the run would change too much; somebody has to approve it.
        :raises ChangedError: another run took the lease over.
        """
        self.check(decisions)
        self._so_far += Changes.planned(decisions)

    def check(self, decisions: Sequence[Decision]) -> None:
        """Raise what :meth:`admit` would, without counting anything."""
        planned = Changes.planned(decisions)
        if self._fuse is not None:
            objection = self._fuse.objection(self._so_far + planned, self._couplings)
            if objection is not None:
                raise FuseError(
                    f"The run would {objection}. It has stopped before that: approve it, or refuse "
                    "it and correct what causes so many changes.",
                    code="fuse_blown",
                )
        if planned != Changes() or any(isinstance(decision, Uncouple) for decision in decisions):
            self._lease.renew()
