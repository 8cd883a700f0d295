"""Which couplings a person's choice makes, moves and ends.

One to one holds whatever is asked for: a record whose partner exists is taken from that partner
only where the request starts from it, and only by Business Central's records.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.sides import Side


@dataclass(frozen=True)
class Pair:
    bc_id: UUID
    dataverse_id: UUID

    def id_on(self, side: Side) -> UUID:
        return self.bc_id if side is Side.BC else self.dataverse_id


@dataclass(frozen=True)
class Facts:
    """What is known of the records that were chosen."""

    couplings: Mapping[Side, Mapping[UUID, Coupling]]
    """Of the chosen records, by their ids on each side."""
    gone: Mapping[Side, Set[UUID]]
    """Partners that are deleted beyond doubt."""


@dataclass(frozen=True)
class Plan:
    pair: Pair
    coupled: Coupling | None = None
    """The two are coupled with each other already."""
    ended: tuple[Coupling, ...] = ()
    """What gives way."""

    @property
    def generation(self) -> int:
        """Return the generation of the new coupling, above that of the record's former one."""
        former = [c.generation for c in self.ended if c.bc_id == self.pair.bc_id]
        return max(former, default=0) + 1


@dataclass(frozen=True)
class Objection:
    pair: Pair
    reason: str


def plan(pair: Pair, start: Side, facts: Facts) -> Plan | Objection:
    """Return what coupling *pair* comes to, asked for from *start*."""
    here = facts.couplings[Side.BC].get(pair.bc_id)
    there = facts.couplings[Side.DATAVERSE].get(pair.dataverse_id)
    if here is not None and here.dataverse_id == pair.dataverse_id:
        return Plan(pair, coupled=here)
    if there is not None and there.bc_id not in facts.gone[Side.BC]:
        return Objection(
            pair,
            f"Dataverse record {pair.dataverse_id} is coupled with Business Central record "
            f"{there.bc_id}; uncouple them first",
        )
    broken = here is None or here.dataverse_id in facts.gone[Side.DATAVERSE]
    if here is not None and not broken and start is Side.DATAVERSE:
        return Objection(
            pair,
            f"Business Central record {pair.bc_id} is coupled with Dataverse record "
            f"{here.dataverse_id}; only a request that starts from bc moves it",
        )
    return Plan(pair, ended=tuple(c for c in (here, there) if c is not None))
