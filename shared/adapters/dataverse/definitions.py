"""A table as Dataverse's own metadata define it, and how its values are written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from shared.adapters import odata
from shared.adapters.spelling import suggestion
from shared.domain.choices import id_of, value_of
from shared.domain.records import Value
from shared.domain.stamps import Row
from shared.domain.tables import Table
from shared.domain.transforms import PersonName
from shared.errors import ConfigurationError

_LOOKUPS = frozenset({"Lookup", "Customer", "Owner"})
_FRACTIONS = frozenset({"Money", "Decimal", "Double"})
_CHOICE = "Picklist"


@dataclass(frozen=True)
class Attribute:
    name: str
    """The logical name."""
    type: str
    """For example String or Lookup."""
    schema_name: str
    points_to_value: bool = False
    """Whether its number is read as the id of a choice value, to which it points."""
    only_in_changes: bool = False
    """Whether a new row cannot be given a value, and a change can."""

    @property
    def is_lookup(self) -> bool:
        return self.type in _LOOKUPS

    @property
    def is_choice(self) -> bool:
        return self.type == _CHOICE

    @property
    def key(self) -> str:
        """Its name in rows and queries."""
        return f"_{self.name}_value" if self.is_lookup else self.name

    @property
    def decode(self) -> Callable[[Any], Value]:
        if self.is_lookup:
            return _id
        if self.points_to_value:
            return _value_id
        return _fraction if self.type in _FRACTIONS else _plain

    def encode(self, value: Value) -> Value:
        """Return a plain value as rows hold it.

        :raises ConfigurationError: it should be a choice value's id, and is another one's.
        """
        if not (self.points_to_value and isinstance(value, UUID)):
            return value
        number = value_of(value)
        if number is None:
            raise ConfigurationError(
                f"Dataverse's choice {self.name} cannot have the value {value}, which is the id of "
                "a row: its mapping once had another table. Uncouple all records of that mapping.",
                code="choice_needed",
            )
        return number

    def literal(self, value: Value) -> str:
        if self.type == "Uniqueidentifier":
            return str(value)
        return odata.literal(self.encode(value))

    def navigation(self, target: str) -> str:
        """Return the navigation property that binds a row of the table *target*.

        Microsoft's own columns navigate by logical name, those of publishers, whose names begin
        with a prefix and an underscore, by schema name.
        """
        name = self.schema_name if "_" in self.name else self.name
        return f"{name}_{target}" if self.type == "Customer" else name


@dataclass(frozen=True)
class Definition:
    """One table."""

    name: str
    """The logical name."""
    entity_set: str
    primary_id: str
    attributes: Mapping[str, Attribute]

    @classmethod
    def read(cls, content: Any) -> Self:
        """:raises KeyError, TypeError: it is not an EntityDefinition with its Attributes."""
        attributes = (
            Attribute(
                found["LogicalName"],
                found["AttributeType"],
                found.get("SchemaName") or found["LogicalName"],
                only_in_changes=bool(
                    found.get("IsValidForUpdate") and not found.get("IsValidForCreate", True)
                ),
            )
            for found in content["Attributes"]
        )
        return cls(
            content["LogicalName"],
            content["EntitySetName"],
            content["PrimaryIdAttribute"],
            {attribute.name: attribute for attribute in attributes},
        )

    def attribute(self, name: str) -> Attribute:
        """:raises ConfigurationError: there is no such column."""
        if name in self.attributes:
            return self.attributes[name]
        raise ConfigurationError(
            f'Dataverse\'s table {self.name} has no column "{name}".'
            f"{suggestion(name, self.attributes)} Correct the mapping.",
            code="unknown_field",
        )

    def with_values(self, columns: Iterable[str]) -> Self:
        """Return the table as it is where *columns* point to the values of choices.

        :raises ConfigurationError: one of them is no choice.
        """
        pointing = {}
        for column in columns:
            attribute = self.attribute(column)
            if not attribute.is_choice:
                raise no_choice(self.name, column)
            pointing[column] = replace(attribute, points_to_value=True)
        return replace(self, attributes={**self.attributes, **pointing}) if pointing else self


def no_choice(table: str, column: str) -> ConfigurationError:
    return ConfigurationError(
        f"Dataverse's column {table}.{column} is no choice, whose values a mapping could have. "
        "Correct the mapping.",
        code="choice_needed",
    )


@dataclass(frozen=True)
class Target:
    """A table that a lookup column of a mapping points to."""

    name: str
    entity_set: str


@dataclass(frozen=True)
class Below:
    """A table whose rows belong to those of another one, as a mapping of lines uses it."""

    table: Table
    definition: Definition
    targets: Mapping[str, Target]
    """By lookup column."""
    collection: str
    """What an owning row calls its own ones."""


def joined_name(first: str | None, middle: str | None, last: str | None) -> Value:
    """Return what the three columns of a person's name hold together."""
    return PersonName(first or None, middle or None, last or None).join()


def _split_name(columns: str, name: Value) -> dict[str, str | None]:
    parts = PersonName.split(name if isinstance(name, str) else None)
    return dict(zip(columns.split(), (parts.first, parts.middle, parts.last), strict=True))


def encode(
    definition: Definition, targets: Mapping[str, Target], values: Mapping[str, Value]
) -> dict[str, Any]:
    """Return a body that sets *values*.

    :param targets: by lookup column.
    :raises ConfigurationError: a lookup column's target is not known.
    """
    body: dict[str, Any] = {}
    for name, value in values.items():
        if " " in name:
            body |= _split_name(name, value)
            continue
        attribute = definition.attribute(name)
        if not attribute.is_lookup:
            body[name] = attribute.encode(value)
            continue
        target = targets.get(name)
        if target is None:
            raise ConfigurationError(
                f"Dataverse's column {definition.name}.{name} points to another table. "
                'Give the mapping\'s field a "lookup".',
                code="lookup_missing",
            )
        body |= _bind(attribute, target, value)
    return body


def encode_stamp(
    definition: Definition, targets: Mapping[str, Target], stamp: Mapping[str, Row]
) -> dict[str, Any]:
    """Return a body that points to rows, which can be of several tables.

    :param targets: by table.
    """
    body: dict[str, Any] = {}
    for name, row in stamp.items():
        body |= _bind(definition.attribute(name), targets[row.table], row.id)
    return body


def _bind(attribute: Attribute, target: Target, value: Value) -> dict[str, str | None]:
    bound = None if value is None else f"/{target.entity_set}({value})"
    return {f"{attribute.navigation(target.name)}@odata.bind": bound}


def _plain(value: Any) -> Value:
    if value == "" or value is None:
        return None
    if isinstance(value, str | int | Decimal):
        return value
    raise ValueError("neither text nor a number")


def _id(value: Any) -> UUID | None:
    return None if value is None else UUID(value)


def _value_id(value: Any) -> UUID | None:
    return None if value is None else id_of(int(value))


def _fraction(value: Any) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError("no number that can be written down")
    return number
