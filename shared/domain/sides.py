"""The two systems, and the ways in which records travel between them."""

from enum import StrEnum


class Side(StrEnum):
    BC = "bc"
    DATAVERSE = "dataverse"

    @property
    def other(self) -> "Side":
        return Side.DATAVERSE if self is Side.BC else Side.BC

    @property
    def system(self) -> str:
        """The system's name in a sentence."""
        return "Business Central" if self is Side.BC else "Dataverse"


class Direction(StrEnum):
    """The direction that a mapping or a field allows."""

    BIDIRECTIONAL = "bidirectional"
    TO_DATAVERSE = "to_dataverse"
    FROM_DATAVERSE = "from_dataverse"

    def allows(self, leg: "Leg") -> bool:
        return self is Direction.BIDIRECTIONAL or self.value == leg.value

    @property
    def legs(self) -> tuple["Leg", ...]:
        """The legs of a run in this direction; a bidirectional run goes to Dataverse first."""
        return tuple(leg for leg in Leg if self.allows(leg))


class Leg(StrEnum):
    """One job's direction: from one source to one target."""

    TO_DATAVERSE = "to_dataverse"
    FROM_DATAVERSE = "from_dataverse"

    @property
    def source(self) -> Side:
        return Side.BC if self is Leg.TO_DATAVERSE else Side.DATAVERSE

    @property
    def target(self) -> Side:
        return self.source.other

    @property
    def opposite(self) -> "Leg":
        return Leg.FROM_DATAVERSE if self is Leg.TO_DATAVERSE else Leg.TO_DATAVERSE
