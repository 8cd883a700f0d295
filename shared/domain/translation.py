"""A source's values in the target's terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from shared.domain.mapping_fields import OWNER, FieldMapping, WhenBlank, WhenUncoupled
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.transforms import Turned, Untranslatable
from shared.domain.turning import turn


@dataclass(frozen=True)
class Partners:
    """The couplings of one lookup mapping that a page of records needs.

    Records of Business Central are known by their ids, or by the field that the lookup names.
    """

    to_dataverse: Mapping[Value, UUID] = field(default_factory=dict)
    from_dataverse: Mapping[UUID, Value] = field(default_factory=dict)
    blank_is: UUID | None = None
    """The Dataverse row that a blank in Business Central stands for."""
    blank_key: Value = None
    """What that row is known by; set where a blank stands for a row, found or not."""
    nobody: frozenset[Value] = frozenset()
    """The source's values that mean as little as a blank."""
    off: str = ""
    """Why a mapping that the lookup goes through is off, in a sentence."""
    are_values: bool = False
    """Whether the partners in Dataverse are values of a choice, which only setup can add."""


Lookups = Mapping[str, Partners]
"""By the lookup's key."""


@dataclass(frozen=True)
class Uncoupled:
    """What a record points to has no partner yet."""

    column: str
    mapping: str
    wanted: Value
    is_person: bool = False
    """Whether it is the record's owner."""
    leaves_alone: bool = False
    """Whether the record gets no partner of its own for this, and nobody minds."""
    off: str = ""
    """Why there cannot be a partner now: the mapping is off, in a sentence."""
    is_value: bool = False
    """Whether the partner in Dataverse is the value of a choice, which only setup can add."""
    to: str = ""
    """The target's column that lacks the value."""
    asks: str = ""
    """The mapping that is to make the partner; none where nobody asks."""


@dataclass(frozen=True)
class Unfit:
    """A value that cannot go over as it is."""

    column: str
    reason: str
    """The end of a sentence about the column."""
    passes: bool = False
    """Whether it goes away by itself; else somebody has to correct the record or the mapping."""


@dataclass(frozen=True)
class Aside:
    """What is worth telling about values that go over."""

    later: tuple[Uncoupled, ...] = ()
    """Values that are left out, and follow once the records that they point to are coupled."""
    notices: tuple[str, ...] = ()
    """What people should hear although nothing fails: that a text was cut, for example."""

    @property
    def put_off(self) -> frozenset[str]:
        """The target's columns whose values follow later."""
        return frozenset(missing.to for missing in self.later)


@dataclass(frozen=True)
class Translated:
    values: Mapping[str, Value]
    """By target column; a field that keeps the target's value is left out."""
    aside: Aside = field(default_factory=Aside)


def translate(
    fields: Iterable[FieldMapping], leg: Leg, source: Record, lookups: Lookups
) -> Translated | Uncoupled | Unfit:
    """Return the values of *fields* in the target's terms, or what stands in the way."""
    values: dict[str, Value] = {}
    later: list[Uncoupled] = []
    notices: list[str] = []
    obstacle: Uncoupled | Unfit | None = None
    for pair in fields:
        to = pair.column(leg.target)
        assert to is not None
        found = _turned(pair, leg, source, lookups)
        if isinstance(found, Turned):
            notices += [f"{pair.column(leg.source)} {notice}" for notice in found.notices]
            found = found.value
        match found:
            case Unfit():
                obstacle = obstacle or found
            case Uncoupled() if pair.lookup and pair.lookup.uncoupled is WhenUncoupled.LATER:
                later.append(replace(found, to=to))
            case Uncoupled() if pair.lookup and pair.lookup.uncoupled is WhenUncoupled.CLEAR:
                values[to] = None
            case Uncoupled() if found.leaves_alone:
                # Whatever else it waits for: nobody has to hear of it.
                return found
            case Uncoupled():
                obstacle = obstacle or found
            case None if pair.required:
                obstacle = obstacle or _missing(pair, leg)
            case None if pair.lookup and pair.lookup.blank is WhenBlank.KEEP:
                pass
            case value:
                values[to] = value
    return obstacle or Translated(values, Aside(tuple(later), tuple(notices)))


def _turned(
    pair: FieldMapping, leg: Leg, source: Record, lookups: Lookups
) -> Turned | Value | Uncoupled | Unfit:
    origin = pair.column(leg.source)
    if origin is not None and origin in source.flaws:
        flaw = source.flaws[origin]
        return Unfit(origin, flaw.why, flaw.passes)
    if pair.lookup is not None:
        value = None if origin is None else source.values[origin]
        found = _partner(value, leg, lookups[pair.lookup.key])
        if not isinstance(found, _NoPartner):
            return found
        is_person = pair.dataverse == OWNER
        leaves_alone = pair.lookup.uncoupled is WhenUncoupled.SKIP
        column = origin or pair.name
        partners = lookups[pair.lookup.key]
        return Uncoupled(
            column,
            pair.lookup.names,
            found.wanted,
            is_person,
            leaves_alone,
            partners.off,
            partners.are_values,
            asks=pair.lookup.asks if leg is Leg.TO_DATAVERSE else "",
        )
    if origin is None:
        return pair.constant
    value = source.values[origin]
    turned = turn(pair.transform, leg, value)
    return Unfit(origin, turned.reason) if isinstance(turned, Untranslatable) else turned


def _missing(pair: FieldMapping, leg: Leg) -> Unfit:
    column = pair.column(leg.source) or pair.name
    return Unfit(column, f"is blank, and {leg.target.system} needs a value")


@dataclass(frozen=True)
class _NoPartner:
    wanted: Value


def _partner(value: Value, leg: Leg, partners: Partners) -> Value | _NoPartner:
    if value is None or value in partners.nobody:
        return None if leg.source is Side.DATAVERSE else _blank(partners)
    if leg.source is Side.BC:
        return partners.to_dataverse.get(value) or _NoPartner(value)
    assert isinstance(value, UUID)
    if value == partners.blank_is:
        return None
    return partners.from_dataverse.get(value) or _NoPartner(value)


def _blank(partners: Partners) -> Value | _NoPartner:
    if partners.blank_is is None and partners.blank_key is not None:
        return _NoPartner(partners.blank_key)
    return partners.blank_is
