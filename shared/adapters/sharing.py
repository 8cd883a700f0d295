"""Who holds how many of a service's concurrent requests, and who waits for some; pure.

With slots goes what was spent with them. Who finds none free waits: while somebody does, newcomers
leave a slot for each, and holders hand over what they have beyond one. A holding that was not
renewed until its end comes free: its holder died.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from shared.adapters.ledger import Ledger

_LONGEST = timedelta(hours=2)
"""What is to end later was made by a clock that was wrong."""
_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Holding:
    slots: int
    until: datetime
    spent: Ledger
    """With all these slots together."""


@dataclass(frozen=True)
class Sharing:
    size: int
    """All slots of the service."""
    held: Mapping[str, Holding] = field(default_factory=dict)
    """By holders."""
    waiting: Mapping[str, datetime] = field(default_factory=dict)
    """Until when at the latest, by those who wait."""
    left: Ledger = field(default_factory=Ledger)
    """What was spent with the slots that are free."""
    closed_until: datetime | None = None
    """When the service, which wants to be left alone, may be asked again; by the app's clock."""

    @property
    def free(self) -> int:
        return max(0, self.size - sum(holding.slots for holding in self.held.values()))

    def seen_by(self, who: str, now: datetime) -> "Sharing":
        """Return what is left of it at that time: of the others, nobody dead holds or waits.

        What was spent too long ago to count is forgotten: a row holds only so much.
        """
        ended = {each for each, entry in self.held.items() if not _lasts(entry.until, now)}
        dead = ended - {who}
        left = _together(self.left, *(self.held[each].spent for each in dead))
        left.forget(now.timestamp())
        return replace(
            self,
            held={each: entry for each, entry in self.held.items() if each not in dead},
            waiting={each: until for each, until in self.waiting.items() if _lasts(until, now)},
            left=left,
            closed_until=self._closed_at(now),
        )

    def close(self, until: datetime, now: datetime) -> "Sharing":
        """Leave the service alone until then, or for as long as others can believe."""
        latest = min(until, now + _LONGEST / 2)
        return replace(self, closed_until=max(latest, self._closed_at(now) or latest))

    def _closed_at(self, now: datetime) -> datetime | None:
        until = self.closed_until
        return until if until is not None and _lasts(until, now) else None

    def wait(self, who: str, until: datetime) -> "Sharing":
        return replace(self, waiting={**self.waiting, who: until})

    def leave(self, who: str) -> "Sharing":
        """Wait no longer."""
        return replace(self, waiting=_without(self.waiting, who))

    def take(self, who: str, wanted: int, until: datetime) -> "tuple[Sharing, Ledger] | None":
        """Take free slots, and wait no longer; None where there are none, or others come first.

        The ledger tells what was spent with the slots taken. Who still holds some did not get to
        give them back: they are free.
        """
        before = self.held.get(who)
        if before:
            return self.release(who, before.spent).take(who, wanted, until)
        others = len(_without(self.waiting, who))
        room = self.free - others
        if who in self.waiting:
            room = max(1, self.free // (others + 1))
        count = min(wanted, room, self.free)
        return self.leave(who)._give(who, count, until) if count > 0 else None

    def keep(
        self, who: str, wanted: int, spent: Ledger, until: datetime
    ) -> "tuple[Sharing, Ledger] | None":
        """Renew a holding, with more or fewer slots; None where it came free meanwhile.

        The ledger tells what was spent with the slots that came to those held before.
        """
        if who not in self.held:
            return None
        mine, others = self.held[who].slots, len(_without(self.waiting, who))
        kept = max(1, mine - others)
        holding = Holding(kept, until, spent.share(kept / mine))
        given = spent.share(1 - kept / mine)
        changed = replace(self, held={**self.held, who: holding}, left=_together(self.left, given))
        more = 0 if others else min(changed.free, wanted - kept)
        return changed._give(who, more, until) if more > 0 else (changed, Ledger())

    def release(self, who: str, spent: Ledger) -> "Sharing":
        """Give all slots back; a holding that came free meanwhile has left its part already."""
        if who not in self.held:
            return self
        return replace(self, held=_without(self.held, who), left=_together(self.left, spent))

    def _give(self, who: str, count: int, until: datetime) -> "tuple[Sharing, Ledger]":
        """Give free slots to somebody, with their part of what was spent."""
        part = self.left.share(count / self.free)
        before = self.held.get(who, Holding(0, until, Ledger()))
        holding = Holding(before.slots + count, until, _together(before.spent, part))
        left = self.left.share(1 - count / self.free)
        return replace(self, held={**self.held, who: holding}, left=left), part


def _lasts(until: datetime, now: datetime) -> bool:
    return now < until <= now + _LONGEST


def _without(entries: Mapping[str, _Entry], who: str) -> dict[str, _Entry]:
    return {each: entry for each, entry in entries.items() if each != who}


def _together(*ledgers: Ledger) -> Ledger:
    sum_ = Ledger()
    for ledger in ledgers:
        sum_.add(ledger)
    return sum_
