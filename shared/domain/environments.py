"""Which environments an installation belongs to, and what tells them from their copies."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from shared.domain.sides import Side

Facts = Mapping[str, str]
"""What one environment is known by: names of facts, and their values."""
Environments = Mapping[Side, Facts]
_DIGITS = 16


@dataclass(frozen=True)
class Difference:
    side: Side
    fact: str
    known: str
    met: str

    @property
    def text(self) -> str:
        return f"{self.side.system}'s {self.fact} was {self.known}, and is {self.met} now"


def differences(known: Environments, met: Environments) -> list[Difference]:
    """Return the facts that are told on both occasions, and differ.

    A fact that only one of them has says nothing: another version of the app may have noted it.
    """
    return [
        Difference(side, fact, value, met[side][fact])
        for side in Side
        for fact, value in sorted(known.get(side, {}).items())
        if met.get(side, {}).get(fact, value) != value
    ]


def of_organization(named: Environments, organization: UUID) -> Environments:
    """Return what settings tell, with what Dataverse tells of itself."""
    told = {**named[Side.DATAVERSE], "organization": str(organization)}
    return {**named, Side.DATAVERSE: told}


def listed(found: Sequence[Difference]) -> str:
    return "; ".join(each.text for each in found)


def digest(environments: Environments) -> str:
    """Return what somebody repeats who accepts *environments*, and no others."""
    told = [[side, sorted(environments[side].items())] for side in sorted(environments)]
    return sha256(json.dumps(told).encode()).hexdigest()[:_DIGITS]
