"""A pair of fields of a table mapping: which column goes with which, and how it gets over."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from shared.domain.sides import Direction, Side
from shared.domain.transforms import Transform

Name = Annotated[str, Field(min_length=1)]
"""What an entity, a table or a column is called."""
STATE = "statecode"
"""Whether a row of Dataverse is active: a new row begins in a state of the table's choosing."""
STATES = frozenset({STATE, "statuscode"})
"""The state and its reason, which are written together."""
OWNER = "ownerid"
"""The user or team that a row of Dataverse belongs to."""


class Part(BaseModel):
    """A part of a mapping file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class WhenUncoupled(StrEnum):
    WAIT = "wait"
    """The record fails, and travels once the other one is coupled."""
    CREATE = "create"
    """As with *wait*; and on the way to Dataverse, the other one is asked to get a partner."""
    LATER = "later"
    """The record travels without the value, which follows once the other one is coupled."""
    CLEAR = "clear"
    """The record travels, and the field is blank on the other side."""
    SKIP = "skip"
    """An uncoupled record is left alone; a coupled one waits."""


class WhenBlank(StrEnum):
    BLANK = "blank"
    """The field becomes blank on the other side."""
    KEEP = "keep"
    """The other side keeps what it has: a blank is never written."""
    SKIP = "skip"
    """An uncoupled record is left alone; a coupled one is treated as with *blank*."""


class Through(StrEnum):
    """What leads from the field's value to the record that has a partner."""

    COMPANY_CONTACT = "company_contact"
    """The value is a contact's number; its company's customer or vendor is meant."""


def _in_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Lookup(Part):
    """The field points to a record; its partner is found through other mappings' couplings."""

    mapping: Annotated[tuple[Name, ...], BeforeValidator(_in_list), Field(min_length=1)]
    """The name of the mapping whose couplings are used, or a list of several on one table."""
    by: Name | None = None
    """The field of Business Central that the record is named by, where it is not its id."""
    through: Through | None = None
    """What leads to the record: company_contact, from a contact's number to its company."""
    uncoupled: WhenUncoupled = WhenUncoupled.WAIT
    """What a record does while the one that it points to has no partner: wait; wait, and have that
    partner made (create); travel without the value, which follows (later) or is blank (clear); or,
    if it has no partner either, nothing (skip)."""
    blank: WhenBlank = WhenBlank.BLANK
    """What a blank does to the other side's value: empty it (blank), leave it (keep); with skip,
    an uncoupled record gets no partner."""
    cascade_uncouple: bool = False
    """Whether a pair is uncoupled with the parent pair that both of its records point to."""

    @model_validator(mode="after")
    def _one_way_to_the_record(self) -> Self:
        if self.blank is WhenBlank.KEEP and self.uncoupled is WhenUncoupled.CLEAR:
            raise ValueError("uncoupled: clear writes a blank, which blank: keep forbids")
        if self.by is not None and self.through is not None:
            raise ValueError('takes either "by" or "through"')
        if self.uncoupled is WhenUncoupled.CREATE and not self.holds_id:
            raise ValueError("uncoupled: create needs the record's id")
        if self.cascade_uncouple and self.by is not None:
            raise ValueError("cascade_uncouple needs the record's id, or through")
        return self

    @property
    def key(self) -> str:
        """Tells lookups apart that are resolved in different ways."""
        names = self.names
        return names if self.by is self.through is None else f"{names} by {self.by or self.through}"

    @property
    def names(self) -> str:
        """The mappings, for messages."""
        return " or ".join(self.mapping)

    @property
    def holds_id(self) -> bool:
        """Whether Business Central's field is the record's id."""
        return self.by is self.through is None

    @property
    def asks(self) -> str:
        """The mapping that is to make a partner that is missing, the last of several; or none."""
        return self.mapping[-1] if self.uncoupled is WhenUncoupled.CREATE else ""

    @property
    def precedes(self) -> bool:
        """Whether the record that is pointed to has to be coupled first."""
        return self.uncoupled is not WhenUncoupled.LATER


class FieldMapping(Part):
    bc: Name | None = None
    """The entity's field; left out for a constant."""
    dataverse: Name | None = None
    """The table's column; for a person's name those of first, middle and last name."""
    direction: Direction = Direction.BIDIRECTIONAL
    """The way in which the value travels; the mapping's direction narrows it."""
    enabled: bool = True
    """Whether the field takes part."""
    match: int | None = Field(default=None, ge=1)
    """Priority among the keys that find an uncoupled record's partner; 1 is tried first."""
    case_sensitive: bool = False
    """Whether a match key's text has to be equal in case, too."""
    lookup: Lookup | None = None
    """Where the field points to a record: how its partner is found."""
    transform: Transform | None = None
    """How the value is turned on its way to Dataverse, and back."""
    constant: str | int | bool | None = None
    """A value that every record gets on the one side that is named."""
    blank: bool = False
    """Whether every row gets what a blank in Business Central stands for, by the lookup."""
    create_only: bool = False
    """Whether only new records get the value, and nobody looks at it afterwards."""
    required: bool = False
    """Whether a record without a value fails, and says so."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        sides = (self.bc is not None) + (self.dataverse is not None)
        if self.constant is None and not self.blank:
            if sides != len(Side):
                raise ValueError('needs "bc" and "dataverse", or a constant for one of them')
            return self
        if sides != 1 or (self.constant is not None and self.blank):
            raise ValueError("a constant or blank is given to one side")
        if self.blank and self.lookup is None:
            raise ValueError("blank needs a lookup, which knows what it stands for")
        only = Direction.TO_DATAVERSE if self.bc is None else Direction.FROM_DATAVERSE
        if self.direction is not only or (self.blank and self.bc is not None):
            raise ValueError(f"a constant or blank for this side needs direction: {only}")
        return self

    @model_validator(mode="after")
    def _one_kind_of_value(self) -> Self:
        if self.match is not None and self.constant is not None:
            raise ValueError("match needs a field on both sides")
        if self.case_sensitive and self.match is None:
            raise ValueError("case_sensitive needs match")
        plain = self.constant is None and not self.blank and self.lookup is None
        if self.transform is not None and not plain:
            raise ValueError("transform needs a plain field on both sides")
        if self.create_only and self.lookup and not self.lookup.precedes:
            raise ValueError("create_only: nobody looks at the value that follows later")
        if len(self.parts) not in (1, 3) or len(set(self.parts)) != len(self.parts):
            raise ValueError("dataverse: takes one column, or a person's first, middle, last name")
        if len(self.parts) > 1 and (self.match is not None or self.lookup is not None):
            raise ValueError("a person's name is neither a match key nor a lookup")
        return self

    @property
    def parts(self) -> Sequence[str]:
        """The columns of Dataverse that hold the value: one, or the three of a person's name."""
        return (self.dataverse or "").split() or ("",)

    @property
    def name(self) -> str:
        """What the field is called among those of its mapping."""
        return self.dataverse or self.bc or ""

    def column(self, side: Side) -> str | None:
        """The field's name on *side*; None for a constant's missing side."""
        return self.bc if side is Side.BC else self.dataverse


class Owner(Part):
    """Rows have an owner: the company's team or, with ownership *Person*, a salesperson's user.

    Without a field, it is the team in any case.
    """

    bc: Name | None = None
    """The field that names the salesperson."""
    mapping: str = "SALESPEOPLE"
    """The mapping that couples salespeople with users."""
    by: Name = "code"
    """The field of Business Central that the salesperson is named by."""
    direction: Direction = Direction.TO_DATAVERSE
    """The way in which the owner travels with ownership Person."""

    def fields(self) -> tuple[FieldMapping, ...]:
        """Return the field that names the owner, or none."""
        if self.bc is None:
            return ()
        lookup = Lookup(mapping=(self.mapping,), by=self.by, blank=WhenBlank.KEEP)
        field = FieldMapping(bc=self.bc, dataverse=OWNER, direction=self.direction, lookup=lookup)
        return (field,)
