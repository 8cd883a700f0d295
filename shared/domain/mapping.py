"""A table mapping: which table of Business Central goes with which of Dataverse, field by field.

These models are the schema of the files in ``shared/mappings``: what they do not accept is a
mistake in the file.
"""

import hashlib
from collections.abc import Container, Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from shared.domain.identifiers import slug
from shared.domain.installation import Ownership
from shared.domain.mapping_fields import (
    STATES,
    FieldMapping,
    Name,
    Owner,
    Part,
    WhenUncoupled,
)
from shared.domain.mapping_sides import BusinessCentralPart, DataversePart, Plain
from shared.domain.part_rules import unfit_for_lines
from shared.domain.policies import ConflictPolicy, DeletionPolicy
from shared.domain.schedules import check_schedule
from shared.domain.sides import Direction, Leg, Side

_NO_MATTER: Mapping[str, bool | set[str]] = {
    "match": True,
    "case_sensitive": True,
    "required": True,
    "lookup": {"cascade_uncouple"},
}
"""The keys of a field that decide neither which records travel nor with which values."""


class TableMapping(Part):
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
    creates: bool | Literal["when_asked"] = True
    """Whether a record whose partner is not found gets a new one, in a full sync for example;
    when_asked, only where a lookup with uncoupled: create, or a person, asks for it."""
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
    reread_minutes: int | None = Field(default=None, ge=1, le=525_600)
    """After how long all records are read again: those of Business Central, for values that change
    without a trace (stock, exchange rates); and those that were left alone by uncoupled: skip."""
    depends_on: tuple[Name, ...] = ()
    """Mappings that a full synchronization completes before this one, beyond those of lookups."""
    optional: bool = False
    """Whether the mapping stays off, without complaint, where Business Central lacks its entity."""
    part_of: Name | None = None
    """The mapping whose records these are lines of: each is created together with its lines."""
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
    def _one_field_writes_a_column(self) -> Self:
        fields = (*self.fields, *self._owner_fields())
        for leg in self.direction.legs:
            carried = [field for field in fields if field.direction.allows(leg)]
            into_bc = leg.target is Side.BC
            written = [n for f in carried for n in ([f.bc] if into_bc else f.parts)]
            twice = sorted({name for name in written if name and written.count(name) > 1})
            if twice:
                raise ValueError(f"{twice[0]} is written by more than one field")
        return self

    @model_validator(mode="after")
    def _transforms_lead_back(self) -> Self:
        if not self.direction.allows(Leg.FROM_DATAVERSE):
            return self
        for field in self.fields:
            turned = field.transform
            if turned and not turned.two_way and field.direction.allows(Leg.FROM_DATAVERSE):
                raise ValueError(
                    f"the transform of {field.bc} leads only one way; its field needs "
                    "direction: to_dataverse"
                )
        return self

    @model_validator(mode="after")
    def _lines_have_nothing_of_their_own(self) -> Self:
        unfit = next(unfit_for_lines(self), None) if self.part_of else None
        if unfit:
            raise ValueError(unfit)
        return self

    @model_validator(mode="after")
    def _conditions_name_mapped_fields(self) -> Self:
        locked = self.dataverse.locked_where
        reopened = {*self.dataverse.reopened_where}
        conditions = [("new_where", side, {*self.new_where(side)}) for side in Side]
        conditions += [("locked_where", Side.DATAVERSE, {*locked})]
        conditions += [("reopened_where", Side.DATAVERSE, reopened | (reopened and STATES))]
        for key, side, names in conditions:
            unmapped = sorted(names - set(self.columns(side)))
            if unmapped:
                raise ValueError(f"{key}: {unmapped[0]} is not among the fields")
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
        fields = (*self.fields, *owner.fields())
        # Made from its fields alone: a copy would keep what was computed of those from before.
        return TableMapping.model_construct(**{**dict(self), "fields": fields})

    def takes_part(self, ownership: Ownership) -> bool:
        return self.ownership in (None, ownership)

    def enabled_fields(self) -> tuple[FieldMapping, ...]:
        return tuple(field for field in self.fields if field.enabled)

    @cached_property
    def _carried(self) -> Mapping[Leg, tuple[FieldMapping, ...]]:
        return {
            leg: tuple(field for field in self.enabled_fields() if field.direction.allows(leg))
            for leg in self.direction.legs
        }

    @cached_property
    def _lasting(self) -> Mapping[Leg, tuple[FieldMapping, ...]]:
        return {
            leg: tuple(field for field in carried if not field.create_only)
            for leg, carried in self._carried.items()
        }

    @cached_property
    def _columns(self) -> Mapping[Side, tuple[str, ...]]:
        named = {side: [f.column(side) for f in self.enabled_fields()] for side in Side}
        return {
            side: tuple(dict.fromkeys(name for name in names if name))
            for side, names in named.items()
        }

    def fields_for(self, leg: Leg) -> tuple[FieldMapping, ...]:
        """The fields that travel in *leg*, constants included."""
        return self._carried.get(leg, ())

    def lasting_fields(self, leg: Leg) -> tuple[FieldMapping, ...]:
        """The fields that travel in *leg* whenever they change."""
        return self._lasting.get(leg, ())

    def gives_partners(self, *, full: bool) -> bool:
        """Return whether a run gives uncoupled records a partner that nobody has asked for.

        :param full: whether the run is a full one.
        """
        return self.creates != "when_asked" and (full or not self.only_coupled)

    def travels_both_ways(self, field: FieldMapping) -> bool:
        """Whether *field* can conflict: only what travels both ways has two owners."""
        return Direction.BIDIRECTIONAL is self.direction is field.direction

    def columns(self, side: Side) -> tuple[str, ...]:
        """The enabled fields' names on *side*, in the file's order."""
        return self._columns[side]

    def new_where(self, side: Side) -> Mapping[str, Plain]:
        """Return the values that an uncoupled record needs on *side* to get a new partner."""
        return self.bc.new_where if side is Side.BC else self.dataverse.new_where

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
            if field.lookup and field.lookup.cascade_uncouple and parent in field.lookup.mapping
        )

    def rereads(self, leg: Leg) -> bool:
        """Whether *leg* begins anew from time to time.

        Besides Business Central's values that leave no trace, there are records that are left alone
        until another one has a partner.
        """
        lookups = (field.lookup for field in self.fields_for(leg) if field.lookup)
        waits = any(each.uncoupled is WhenUncoupled.SKIP for each in lookups)
        return self.reread_minutes is not None and (leg.source is Side.BC or waits)

    def looks_into(self) -> frozenset[str]:
        """The names of the mappings whose couplings this one's lookups need."""
        lookups = (field.lookup for field in self.enabled_fields() if field.lookup)
        return frozenset(name for lookup in lookups for name in lookup.mapping)

    def predecessors(self) -> frozenset[str]:
        """The names of the mappings whose records have to be coupled before this one's."""
        lookups = (field.lookup for field in self.enabled_fields() if field.lookup)
        named = (name for lookup in lookups if lookup.precedes for name in lookup.mapping)
        return frozenset((*named, *self.depends_on)) - {self.name}

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
            sorted(self.new_where(leg.source).items()),
            sorted(self.dataverse.locked_where.items()) if leg.target is Side.DATAVERSE else (),
            [_told(field) for field in self.fields_for(leg)],
            [repr(each) for each in self.bc.computed] if leg.source is Side.BC else (),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def filter(self, side: Side) -> str | None:
        return self.bc.filter if side is Side.BC else self.dataverse.filter

    def table(self, side: Side) -> str:
        """Return what is mapped on *side*: an entity, a table, or a choice as table.column."""
        if side is Side.BC:
            return self.bc.entity
        table, choice = self.dataverse.table, self.dataverse.choice
        return table if choice is None else f"{table}.{choice}"


def _told(field: FieldMapping) -> dict[str, object]:
    return field.model_dump(mode="json", exclude=dict(_NO_MATTER), exclude_defaults=True)
