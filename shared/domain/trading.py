"""Values that no two records may have, while records trade them: who waits for whom."""

from collections.abc import Container, Mapping, Sequence

from shared.domain.decisions import Modify
from shared.domain.matching import folded


def holders(changes: Sequence[Modify], column: str) -> dict[int, int]:
    """Return which of *changes* has to give up what another one wants in *column*, by position."""
    moving = [(n, each) for n, each in enumerate(changes) if column in each.changes]
    held = {folded(each.target.values[column]): n for n, each in moving}
    wanted = ((n, held.get(folded(each.changes[column]))) for n, each in moving)
    return {n: holder for n, holder in wanted if holder is not None and holder != n}


def circle(held_by: Mapping[int, int], among: Container[int]) -> Sequence[int]:
    """Return some of *among* each of which waits for the next one, and the last for the first."""
    for start in held_by:
        passed: list[int] = []
        at: int | None = start
        while at is not None and at in among and at not in passed:
            passed.append(at)
            at = held_by.get(at)
        if passed and at in passed:
            return passed[passed.index(at) :]
    return ()
