"""Tables, columns, relationships and alternate keys of the simulated organisation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

Kind = Literal[
    "BigInt", "Boolean", "Customer", "DateTime", "Decimal", "Double", "EntityName", "Integer",
    "Lookup", "Memo", "Money", "MultiSelectPicklist", "Owner", "Picklist", "State", "Status",
    "String", "Uniqueidentifier",
]  # fmt: skip
KeyStatus = Literal["Pending", "InProgress", "Active", "Failed"]
Right = Literal["Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share"]
RIGHTS_WITHOUT_OWNER: tuple[Right, ...] = (
    "Create", "Read", "Write", "Delete", "Append", "AppendTo",
)  # fmt: skip
RIGHTS: tuple[Right, ...] = (*RIGHTS_WITHOUT_OWNER, "Assign", "Share")
LOOKUPS = ("Lookup", "Customer", "Owner")
CHOICES = ("Picklist", "MultiSelectPicklist", "State", "Status")
TEXTS = ("String", "Memo", "EntityName")


@dataclass(frozen=True, eq=False)
class Column:
    name: str
    """The logical name."""
    kind: Kind
    access: Literal["Insert", "Modify", "Read"] | None = None
    """Insert: only on create; Modify: only on update; Read: never; None: both."""
    required: Literal["systemrequired", "required", "recommended"] | None = None
    targets: tuple[str, ...] = ()
    max_length: int | None = None
    """In UTF-16 code units, as the platform counts."""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    range_code: str = ""
    """The error code of a number outside the range; empty: the general one."""
    precision: int | None = None
    """To how many decimals numbers are rounded; None for as many as its kind holds."""
    options: Mapping[int, str] = field(default_factory=dict)
    """Labels by value."""
    takes_any: bool = False
    """Whether any number is accepted, because the options are not known."""
    state_of: Mapping[int, int] = field(default_factory=dict)
    """For a status: the state each value belongs to."""
    date_only: bool = False
    schema_name: str = ""
    """In its own casing; empty where it is the logical name."""
    label: str = ""
    """What people read; empty where it is not known."""
    is_custom: bool = False
    option_set: str = ""
    """The name of the global choice whose options these are."""

    @cached_property
    def is_lookup(self) -> bool:
        return self.kind in LOOKUPS

    @cached_property
    def is_polymorphic(self) -> bool:
        return self.is_lookup and len(self.targets) > 1

    @cached_property
    def is_text(self) -> bool:
        return self.kind in TEXTS

    @cached_property
    def is_exact(self) -> bool:
        """Whether values are decimal numbers, stored as text so that no digit is lost."""
        return self.kind in ("Money", "Decimal")

    @cached_property
    def wire_name(self) -> str:
        return f"_{self.name}_value" if self.is_lookup else self.name

    @cached_property
    def navigations(self) -> Mapping[str, tuple[str, ...]]:
        """Target tables by the name of the single-valued navigation property."""
        if not self.is_lookup:
            return {}
        name = self.schema_name or self.name
        if self.is_polymorphic and self.kind != "Owner":
            return {f"{name}_{target}": (target,) for target in self.targets}
        return {name: self.targets}

    def may_create(self) -> bool:
        return self.access in (None, "Insert")

    def may_update(self) -> bool:
        return self.access in (None, "Modify")


@dataclass(frozen=True)
class AlternateKey:
    name: str
    columns: tuple[str, ...]
    """Logical names."""
    status: KeyStatus = "Active"
    """Failed: its index could not be built, because rows violate it."""
    label: str = ""

    @property
    def active(self) -> bool:
        return self.status == "Active"

    @property
    def id(self) -> str:
        return str(uuid5(NAMESPACE_URL, f"key:{self.name}"))


@dataclass(frozen=True)
class OneToMany:
    name: str
    """Of the collection-valued navigation property on *one*."""
    one: str
    many: str
    lookup: str
    delete: Literal["clear", "cascade", "restrict"] = "clear"
    """What deleting the one does to the many."""
    is_custom: bool = False


@dataclass(frozen=True)
class OptionSet:
    """A global choice: several columns may have its options."""

    name: str
    options: Mapping[int, str]
    label: str = ""

    @property
    def id(self) -> str:
        return str(uuid5(NAMESPACE_URL, f"option set:{self.name.lower()}"))


@dataclass(frozen=True)
class ManyToMany:
    name: str
    through: str
    left: str
    right: str

    def other(self, table: str) -> str:
        return self.right if table == self.left else self.left


@dataclass
class Table:
    name: str
    entity_set: str
    primary_id: str
    primary_name: str | None
    ownership: str
    """user, organization, business or none."""
    columns: dict[str, Column]
    schema_name: str
    object_type_code: int
    change_tracking: bool = False
    bulk_messages: bool = False
    required: Mapping[str, str] = field(default_factory=dict)
    """Columns that a create must fill, with the error code of each (empty: the general one)."""
    keys: dict[str, AlternateKey] = field(default_factory=dict)
    collections: dict[str, OneToMany | ManyToMany] = field(default_factory=dict)
    unique: tuple[str, ...] = ()
    """Columns whose values the platform itself keeps unique."""
    privilege_stem: str | None = None
    """What the names of its privileges end with; None if anyone may do anything with its rows."""
    label: str = ""
    collection_label: str = ""
    is_custom: bool = False

    def put(self, column: Column) -> None:
        """Add a column, or replace the one of this name."""
        self.columns[column.name] = column
        self._forget()

    def drop(self, name: str) -> None:
        del self.columns[name]
        self._forget()

    def _forget(self) -> None:
        for derived in ("by_wire_name", "navigations", "money", "privileges"):
            self.__dict__.pop(derived, None)

    @cached_property
    def metadata_id(self) -> str:
        return str(uuid5(NAMESPACE_URL, f"table:{self.name}"))

    @cached_property
    def by_wire_name(self) -> dict[str, Column]:
        return {column.wire_name: column for column in self.columns.values()}

    @cached_property
    def navigations(self) -> dict[str, tuple[Column, tuple[str, ...]]]:
        """Lookup and targets by single-valued navigation property."""
        return {
            name: (column, targets)
            for column in self.columns.values()
            for name, targets in column.navigations.items()
        }

    @cached_property
    def privileges(self) -> Mapping[Right, str]:
        """The name of the privilege that each right to its rows needs."""
        if self.privilege_stem is None:
            return {}
        is_owned = "ownerid" in self.columns or self.name == "role"
        rights = RIGHTS if is_owned else RIGHTS_WITHOUT_OWNER
        return {right: f"prv{right}{self.privilege_stem}" for right in rights}

    @cached_property
    def money(self) -> tuple[str, ...]:
        """Money columns that have a twin in the organisation's base currency."""
        if not {"transactioncurrencyid", "exchangerate"} <= self.columns.keys():
            return ()
        return tuple(name for name in self.columns if f"{name}_base" in self.columns)


@dataclass
class Schema:
    tables: dict[str, Table]
    option_sets: dict[str, OptionSet] = field(default_factory=dict)
    """By their names in lower case."""
    revision: int = 0
    """Rises with each change, so that what is derived from the schema knows that it is old."""

    @cached_property
    def by_entity_set(self) -> dict[str, Table]:
        return {table.entity_set: table for table in self.tables.values()}

    def add(self, table: Table) -> None:
        self.tables[table.name] = table
        self.changed()

    def remove(self, table: Table) -> None:
        del self.tables[table.name]
        self.changed()

    def changed(self) -> None:
        self.revision += 1
        self.__dict__.pop("by_entity_set", None)

    def referring(self, target: str) -> Iterator[tuple[Table, Column]]:
        """Give each lookup that may refer to a table, with the table that it is a column of."""
        for table in self.tables.values():
            for column in table.columns.values():
                if target in column.targets:
                    yield table, column

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]
