"""Plain values on their way to the other side, with or without a transform."""

from shared.domain.records import Value
from shared.domain.sides import Leg, Side
from shared.domain.transforms import Outcome, Transform, Turned, Untranslatable, as_kept
from shared.domain.transforms import same as spelled_the_same


def turn(transform: Transform | None, leg: Leg, value: Value) -> Outcome:
    """Return a source's value in the target's terms."""
    turned = Turned(value) if transform is None else transform.turn(leg, value)
    if isinstance(turned, Untranslatable) or not isinstance(turned.value, str):
        return turned
    return Turned(as_kept(turned.value), turned.notices) if leg.target is Side.BC else turned


def same(transform: Transform | None, leg: Leg, bc: Value, dataverse: Value) -> bool:
    """Return whether both sides say the same already, however each of them spells it."""
    if transform is None:
        return spelled_the_same(bc, dataverse)
    return transform.equal(bc, dataverse, leg)
