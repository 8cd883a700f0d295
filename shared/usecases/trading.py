"""Changes that were refused since another record has the value, and is about to give it up."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from shared.domain.couplings import Version
from shared.domain.decisions import Modify
from shared.domain.identifiers import aside
from shared.domain.mapping import TableMapping
from shared.domain.outcomes import Modification, Modified, Refused, Written
from shared.domain.records import Value
from shared.domain.sides import Side
from shared.domain.trading import circle, holders
from shared.errors import IntegrationError

_Write = Callable[[Sequence[Modification]], list[Modified]]


def modification(decision: Modify) -> Modification:
    target = decision.target
    return Modification(target.id, target.etag, decision.changes, decision.stamp, decision.reopens)


def trade(
    mapping: TableMapping,
    side: Side,
    decisions: Sequence[Modify],
    outcomes: Sequence[Modified],
    write: _Write,
) -> list[Modified]:
    """Repeat what was refused as long as others make way for it; return how all ended.

    Where records trade values in a circle, one of them first takes a value that nobody has.

    :param side: the one that is written.
    """
    outcomes = list(outcomes)
    for column in _keys(mapping, side):
        if any(map(_taken, outcomes)):
            _Trade(column, decisions, outcomes, write).settle()
    return outcomes


def _keys(mapping: TableMapping, side: Side) -> list[str]:
    """Return the columns that tell records apart, of which some let no two have the same value."""
    keys = (field for key in mapping.match_keys() for field in key if field.lookup is None)
    return [column for field in keys if (column := field.column(side))]


def _taken(outcome: Modified) -> bool:
    return isinstance(outcome, Refused) and outcome.taken


@dataclass(frozen=True)
class _Trade:
    """The trade of one column's values; *outcomes* is kept up to date."""

    column: str
    decisions: Sequence[Modify]
    outcomes: list[Modified]
    write: _Write

    def settle(self) -> None:
        held_by = holders(self.decisions, self.column)
        self._follow(held_by)
        while found := circle(held_by, self._refused()):
            self._turn(found)
            for each in found:
                del held_by[each]
        self._follow(holders(self.decisions, self.column))

    def _refused(self) -> set[int]:
        return {n for n, outcome in enumerate(self.outcomes) if _taken(outcome)}

    def _follow(self, held_by: dict[int, int]) -> None:
        """Write again what wants a value that was given up by now, and so on."""
        while again := [
            n
            for n in sorted(self._refused())
            if n in held_by and isinstance(self.outcomes[held_by[n]], Written)
        ]:
            written = self.write([modification(self.decisions[n]) for n in again])
            for n, outcome in zip(again, written, strict=True):
                self.outcomes[n] = outcome
                if _taken(outcome):
                    del held_by[n]  # Somebody else has it, too.

    def _turn(self, found: Sequence[int]) -> None:
        """Let the first of a circle step aside, the others follow, and the first come last.

        Where one of them cannot, all stay where they were.
        """
        first, *others = found
        decision, refused = self.decisions[first], {n: self.outcomes[n] for n in found}
        moved = self._put(decision, decision.target.etag, aside(decision.target.id))
        if moved is None:
            return
        etags = {first: _etag(moved)}
        """Of what has moved so far, in that order."""
        try:
            for n in (*reversed(others), first):
                move = modification(self.decisions[n])
                [outcome] = self.write([replace(move, etag=etags.get(n, move.etag))])
                if not isinstance(outcome, Written):
                    self._take_back(etags, refused)
                    self.outcomes[n] = outcome
                    return
                etags[n] = _etag(outcome.version)
                self.outcomes[n] = outcome
        except IntegrationError:
            with suppress(IntegrationError):
                self._take_back(etags, refused)
            raise

    def _take_back(self, etags: dict[int, str], refused: Mapping[int, Modified]) -> None:
        """Give what has moved its old value, the last first: nobody else has it by then."""
        for n, etag in reversed(etags.items()):
            decision = self.decisions[n]
            if self._put(decision, etag, decision.target.values[self.column]) is not None:
                self.outcomes[n] = refused[n]

    def _put(self, decision: Modify, etag: str, value: Value) -> Version | None:
        """Write one value alone; return the record's version then, None if it was not written."""
        change = Modification(decision.target.id, etag, {self.column: value})
        [outcome] = self.write([change])
        return outcome.version if isinstance(outcome, Written) else None


def _etag(version: Version) -> str:
    """Return what a change names; a version that was not told is whatever is there."""
    return version.etag or "*"
