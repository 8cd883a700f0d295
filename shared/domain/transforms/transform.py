"""A field's transform: steps that lead from Business Central's value to Dataverse's, and back.

Steps come in three sorts. Some translate (``choice``, ``date``): on the way back they are undone.
Some tidy (``upper``, ``truncate``): they do the same whichever way the value travels. What they
take away is harmless: the two sides count as equal without it. And some lose what cannot be found
again (``replace``): they tidy, too, but a field that travels both ways must not have them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from shared.domain.records import Value
from shared.domain.sides import Leg
from shared.domain.transforms.exactness import same
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.reading import read_steps
from shared.domain.transforms.step import Step


@dataclass(frozen=True)
class Transform:
    """In a model's field it is read from one step or a list of steps.

    The law of a two-way transform whose tidying steps come first: what it turns forward and then
    backward is what there was; where something was tidied, it is turned into the same again.
    """

    steps: tuple[Step, ...] = ()

    @property
    def two_way(self) -> bool:
        """Whether a field that travels both ways may have it."""
        return all(step.two_way for step in self.steps)

    def forward(self, value: Value) -> Outcome:
        """Turn Business Central's value into Dataverse's. Raises nothing, whatever the value."""
        return _taken(value, [(step.forward, step.blank_becomes) for step in self.steps])

    def backward(self, value: Value) -> Outcome:
        """Turn Dataverse's value into Business Central's. Raises nothing, whatever the value."""
        steps = reversed(self.steps)
        return _taken(value, [(step.backward, step.blank_comes_from) for step in steps])

    def turn(self, leg: Leg, value: Value) -> Outcome:
        return self.forward(value) if leg is Leg.TO_DATAVERSE else self.backward(value)

    def equal(self, bc: Value, dataverse: Value, leg: Leg = Leg.TO_DATAVERSE) -> bool:
        """Return whether the two sides say the same, so that there is nothing to write.

        :param leg: the way in which a field travels whose transform is not two-way.
        """
        forth = self.two_way or leg is Leg.TO_DATAVERSE
        back = self.two_way or leg is Leg.FROM_DATAVERSE
        return (forth and _is(self.forward(bc), dataverse)) or (
            back and _is(self.backward(dataverse), bc)
        )

    @classmethod
    def read(cls, given: object) -> "Transform":
        """Return what a mapping file says.

        :raises pydantic.ValidationError: it says something else; the place is told.
        """
        return given if isinstance(given, Transform) else cls(read_steps(given))

    def told(self) -> list[dict[str, Any]]:
        """Return the steps with all that decides about values, as JSON has it."""
        return [{step.name: step.model_dump(mode="json")} for step in self.steps]

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(cls.told),
        )


def _taken(value: Value, turns: Iterable[tuple[Callable[[Value], Outcome], Value]]) -> Outcome:
    """Take one step after the other; each with what a blank is behind it."""
    turned = Turned(_plain(value))
    for turn, blank_is in turns:
        if _is_nonsense(turned.value):
            return Untranslatable(f"{quoted(turned.value)} is no number")
        outcome = Turned(blank_is) if turned.value is None else turn(turned.value)
        if isinstance(outcome, Untranslatable):
            return outcome
        turned = Turned(_plain(outcome.value), turned.notices + outcome.notices)
    return turned


def _is_nonsense(value: Value) -> bool:
    return isinstance(value, Decimal) and not value.is_finite()


def _plain(value: Value) -> Value:
    return None if isinstance(value, str) and not value else value


def _is(outcome: Outcome, value: Value) -> bool:
    return isinstance(outcome, Turned) and same(outcome.value, value)
