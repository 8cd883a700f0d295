"""What has to hold before anything is written: synchronization is on, the lease is still ours, and
the fuse is whole."""

from collections.abc import Callable, Sequence

from shared.domain.decisions import Decision, Uncouple
from shared.domain.fuse import Changes, Fuse
from shared.domain.installation import Installation
from shared.errors import FuseError, SwitchedOffError
from shared.usecases.holding import Hold


class Guard:
    def __init__(
        self,
        hold: Hold,
        fuse: Fuse | None,
        couplings: Callable[[], int],
        so_far: Changes,
        installation: Callable[[], Installation],
    ) -> None:
        """
        :param fuse: None for a run that was approved.
        :param couplings: counts the mapping's couplings.
        :param so_far: what the run has changed already.
        :param installation: looks whether synchronization is still on.
        """
        self._hold, self._fuse, self._couplings = hold, fuse, couplings
        self._so_far, self._installation = so_far, installation

    def admit(self, decisions: Sequence[Decision]) -> None:
        """Let *decisions* be carried out, and count them.

        :raises FuseError: the run would change too much; somebody has to approve it.
        :raises ChangedError: another run took the lease over.
        :raises SwitchedOffError: somebody has switched synchronization off.
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
            if not (found := self._installation()).enabled:
                raise switched_off(found)
            self._hold.renew()

    def keep(self) -> None:
        """Keep the lease where writing took a while, before it is stored what was written.

        :raises ChangedError: another run took the lease over.
        """
        self._hold.keep()


def switched_off(installation: Installation) -> SwitchedOffError:
    """Return why nothing is synchronized."""
    if installation.met:
        return SwitchedOffError(
            f"{installation.off_because} Nothing is read from them or written to them. GET "
            "/api/setup shows both; correct the settings and POST /api/setup/enable, or let an "
            "administrator accept them by POST /api/setup, whose check says what that means.",
            code="environment_changed",
        )
    return SwitchedOffError(
        "Synchronization is switched off. POST /api/setup/enable switches it on again, and it goes "
        "on where it stopped; where setup has not been run, POST /api/setup comes first.",
        code="switched_off",
    )
