"""A table mapping: which table of Business Central goes with which of Dataverse, field by field.

These models are the schema of the files in ``shared/mappings``: what they do not accept is a
mistake in the file.
"""

import hashlib
from collections.abc import Container, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from shared.domain.identifiers import slug
from shared.domain.installation import Ownership
from shared.domain.policies import ConflictPolicy, DeletionPolicy
from shared.domain.schedules import check_schedule
from shared.domain.sides import Direction, Leg, Side

Name = Annotated[str, Field(min_length=1)]
"""What an entity, a table or a column is called."""
COMPANY = "bcsync_companyid"
"""The lookup to the row of the company that a row of Dataverse belongs to; setup adds it."""
OWNER = "ownerid"
"""The user or team that a row of Dataverse belongs to."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class CompanyRule(StrEnum):
    """Which rows of a Dataverse table take part, by the company that they belong to."""

    OWN = "own"
    OWN_OR_EMPTY = "own_or_empty"
    """Also those of no company: the first one that takes a row over claims it."""


class BlankMeans(_Part):
    """What "no related record" in Business Central stands for in Dataverse.

    Business Central leaves its local currency blank; in Dataverse it is a row like any other, the
    one whose *dataverse* column equals *field* of the company's *entity*.
    """

    entity: Name
    """The entity of the company's setup that names the row, for example generalLedgerSetup."""
    field: Name
    """That entity's field with the name."""
    dataverse: Name
    """The Dataverse column that equals it."""


class BusinessCentralPart(_Part):
    entity: Name
    """An entity set of the API v2.0, for example customers."""
    filter: str | None = None
    """An OData filter; records outside it do not take part."""
    blank_means: BlankMeans | None = None
    """Which Dataverse row a blank lookup to this mapping stands for."""


class DataversePart(_Part):
    table: Name
    """A table's logical name, for example account."""
    filter: str | None = None
    """An OData filter; rows outside it do not take part."""
    company: CompanyRule | None = None
    """Whose rows take part, and what written rows get: own, or own_or_empty."""


class WhenUncoupled(StrEnum):
    WAIT = "wait"
    """The record fails, and travels once the other one is coupled."""
    CLEAR = "clear"
    """The record travels, and the field is blank on the other side."""


class WhenBlank(StrEnum):
    BLANK = "blank"
    """The field becomes blank on the other side."""
    KEEP = "keep"
    """The other side keeps what it has: a blank is never written."""


class Lookup(_Part):
    """The field points to a record; its partner is found through another mapping's couplings."""

    mapping: str
    """The name of the mapping whose couplings are used."""
    by: Name | None = None
    """The field of Business Central that the record is named by, where it is not its id."""
    uncoupled: WhenUncoupled = WhenUncoupled.WAIT
    """What a record does while the one that it points to has no partner: wait, or travel without
    the value (clear)."""
    blank: WhenBlank = WhenBlank.BLANK
    """What a blank does to the other side's value: empty it (blank), or leave it (keep)."""
    cascade_uncouple: bool = False
    """Whether a pair is uncoupled with the parent pair that both of its records point to."""

    @model_validator(mode="after")
    def _no_blank_either_way(self) -> Self:
        if self.blank is WhenBlank.KEEP and self.uncoupled is WhenUncoupled.CLEAR:
            raise ValueError("uncoupled: clear writes a blank, which blank: keep forbids")
        return self

    @property
    def key(self) -> str:
        """Tells lookups apart that are resolved in different ways."""
        return self.mapping if self.by is None else f"{self.mapping} by {self.by}"


class FieldMapping(_Part):
    bc: Name | None = None
    """The entity's field; left out for a constant."""
    dataverse: Name
    """The table's column."""
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
    constant: str | int | bool | None = None
    """A value that every row in Dataverse gets; needs direction: to_dataverse."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.bc is None) == (self.constant is None):
            raise ValueError('needs either "bc" or "constant"')
        if self.constant is not None and self.direction is not Direction.TO_DATAVERSE:
            raise ValueError("a constant needs direction: to_dataverse")
        if self.match is not None and (self.bc is None or self.lookup is not None):
            raise ValueError("match needs a plain field on both sides")
        if self.case_sensitive and self.match is None:
            raise ValueError("case_sensitive needs match")
        return self

    def column(self, side: Side) -> str | None:
        """The field's name on *side*; None for a constant's missing side."""
        return self.bc if side is Side.BC else self.dataverse


class Owner(_Part):
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
        lookup = Lookup(mapping=self.mapping, by=self.by, blank=WhenBlank.KEEP)
        field = FieldMapping(bc=self.bc, dataverse=OWNER, direction=self.direction, lookup=lookup)
        return (field,)


_NO_MATTER: Mapping[str, bool | set[str]] = {
    "match": True,
    "case_sensitive": True,
    "lookup": {"cascade_uncouple"},
}
"""The keys of a field that decide neither which records travel nor with which values."""


class TableMapping(_Part):
    name: str = Field(pattern=r"^[A-Z][A-Z0-9 -]*$", max_length=50)
    """Capitals, digits, blanks and hyphens; addresses and timers use it in small letters."""
    bc: BusinessCentralPart
    """The side of Business Central."""
    dataverse: DataversePart
    """The side of Dataverse."""
    direction: Direction = Direction.BIDIRECTIONAL
    """Which ways records travel: bidirectional, to_dataverse or from_dataverse."""
    only_coupled: bool = True
    """Synchronize only records that are coupled; a full run widens this for itself."""
    creates: bool = True
    """Whether a record whose partner is not found gets a new one, in a full sync for example."""
    owner: Owner | None = None
    """Whether rows in Dataverse have an owner, and which field names the person; {} names none."""
    ownership: Ownership | None = None
    """The only ownership model, team or person, under which the mapping takes part."""
    conflict: ConflictPolicy = ConflictPolicy.FAIL
    """Who wins where both sides changed a field: fail, bc_wins or dataverse_wins."""
    deleted: DeletionPolicy = DeletionPolicy.KEEP
    """What happens to a deleted record's partner: keep, uncouple, restore or delete."""
    schedule: Annotated[str, AfterValidator(check_schedule)] = "0 */5 * * * *"
    """Six NCRONTAB fields in UTC; the app setting `SYNC_<NAME>_SCHEDULE` overrides it."""
    fields: tuple[FieldMapping, ...]
    """The pairs of fields; at least one has to travel each way of the direction."""

    @model_validator(mode="after")
    def _something_travels(self) -> Self:
        """A leg that carries no value would create blank records."""
        for leg in self.direction.legs:
            if not any(field.bc for field in self.fields_for(leg)):
                raise ValueError(
                    f"fields: at least one that is enabled and travels {leg} is needed"
                )
        return self

    @model_validator(mode="after")
    def _one_pair_per_column(self) -> Self:
        for side in Side:
            fields = (*self.fields, *self._owner_fields())
            columns = [name for field in fields if (name := field.column(side))]
            twice = sorted({name for name in columns if columns.count(name) > 1})
            if twice:
                raise ValueError(f"{twice[0]} is mapped more than once")
        return self

    @property
    def slug(self) -> str:
        return slug(self.name)

    def _owner_fields(self) -> tuple[FieldMapping, ...]:
        return () if self.owner is None else self.owner.fields()

    def under(self, ownership: Ownership, usable: Container[str]) -> "TableMapping":
        """Return the mapping as it is with an ownership model: under *Person*, owners travel.

        :param usable: the names of the mappings that there are.
        """
        owner = self.owner
        if ownership is Ownership.TEAM or owner is None or owner.mapping not in usable:
            return self
        return self.model_copy(update={"fields": (*self.fields, *owner.fields())})

    def takes_part(self, ownership: Ownership) -> bool:
        return self.ownership in (None, ownership)

    def enabled_fields(self) -> tuple[FieldMapping, ...]:
        return tuple(field for field in self.fields if field.enabled)

    def fields_for(self, leg: Leg) -> tuple[FieldMapping, ...]:
        """The fields that travel in *leg*, constants included."""
        if not self.direction.allows(leg):
            return ()
        return tuple(field for field in self.enabled_fields() if field.direction.allows(leg))

    def travels_both_ways(self, field: FieldMapping) -> bool:
        """Whether *field* can conflict: only what travels both ways has two owners."""
        return Direction.BIDIRECTIONAL is self.direction is field.direction

    def columns(self, side: Side) -> tuple[str, ...]:
        """The enabled fields' names on *side*, in the file's order."""
        return tuple(name for field in self.enabled_fields() if (name := field.column(side)))

    def answering_leg(self, gone: Side) -> Leg:
        """Return the leg that accounts for records whose partner on *gone* was deleted.

        It is the one that would write there; in a one-way mapping there may be only the other.
        """
        writing = Leg.TO_DATAVERSE if gone is Side.DATAVERSE else Leg.FROM_DATAVERSE
        return writing if self.direction.allows(writing) else writing.opposite

    def match_keys(self) -> tuple[tuple[FieldMapping, ...], ...]:
        """Groups of fields that must be equal together, the group to try first in front."""
        keys = [field for field in self.enabled_fields() if field.match is not None]
        priorities = sorted({field.match for field in keys if field.match is not None})
        return tuple(tuple(f for f in keys if f.match == priority) for priority in priorities)

    def children(self, parent: str) -> tuple[FieldMapping, ...]:
        """The lookups through which records are uncoupled with those of the mapping *parent*."""
        return tuple(
            field
            for field in self.enabled_fields()
            if field.lookup and field.lookup.cascade_uncouple and field.lookup.mapping == parent
        )

    def depends_on(self) -> frozenset[str]:
        """The names of the mappings whose couplings this one's lookups need."""
        return frozenset(f.lookup.mapping for f in self.enabled_fields() if f.lookup)

    def fingerprint(self, leg: Leg) -> str:
        """Return a hash of all that decides which records and values travel in *leg*.

        Where it changes, records that were read before have to be read again.
        """
        parts = (
            self.table(Side.BC),
            self.table(Side.DATAVERSE),
            self.filter(leg.source),
            self.dataverse.company if leg.source is Side.DATAVERSE else None,
            self.only_coupled,
            self.creates,
            [_told(field) for field in self.fields_for(leg)],
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def filter(self, side: Side) -> str | None:
        return self.bc.filter if side is Side.BC else self.dataverse.filter

    def table(self, side: Side) -> str:
        return self.bc.entity if side is Side.BC else self.dataverse.table


def _told(field: FieldMapping) -> dict[str, object]:
    return field.model_dump(mode="json", exclude=dict(_NO_MATTER))
