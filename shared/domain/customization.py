"""What setup deploys into Dataverse; these models are the schema of the files in
``infra/dataverse``."""

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

COMPANY_KEY = "bcsync_externalid"
OWNING_TEAM = "Business Central Owning Team"
"""The security role of the teams that own rows; it opens nothing in the app."""

SchemaName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{1,7}_[A-Za-z0-9_]+$", max_length=100)]
"""Begins with the publisher's prefix."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Publisher(_Part):
    unique_name: str
    name: str
    prefix: str = Field(pattern=r"^[a-z][a-z0-9]{1,7}$")
    option_value_prefix: int = Field(ge=10_000, le=99_999)

    def page(self, path: str) -> str:
        """Return the name of the web resource that a page's file becomes."""
        return f"{self.prefix}_/pages/{path}"


class SolutionFacts(_Part):
    unique_name: str
    name: str
    description: str
    version: str = Field(pattern=r"^\d+(\.\d+){3}$")

    @property
    def order(self) -> tuple[int, ...]:
        return version_order(self.version)


class WebResource(_Part):
    name: str
    display_name: str
    file: str
    """In the folder ``web_resources``."""


@dataclass(frozen=True)
class WebFile:
    """A web resource as it is to be in Dataverse."""

    name: str
    """Ends as the file's kind demands: ``.html``, ``.js``."""
    display_name: str
    content: bytes

    @property
    def base64(self) -> str:
        """The content, as Dataverse keeps it."""
        return b64encode(self.content).decode()


class ColumnType(StrEnum):
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATETIME = "datetime"
    BOOLEAN = "boolean"


class Column(_Part):
    schema_name: SchemaName
    display_name: str
    type: ColumnType = ColumnType.STRING
    max_length: int = Field(default=100, ge=1, le=4000)
    """Of text, in characters."""
    precision: int = Field(default=2, ge=0, le=10)
    """Digits after a decimal's point."""
    required: bool = False

    @property
    def name(self) -> str:
        return self.schema_name.lower()


class AlternateKey(_Part):
    schema_name: SchemaName
    display_name: str
    columns: tuple[str, ...] = Field(min_length=1, max_length=16)


class Lookup(_Part):
    schema_name: SchemaName
    display_name: str
    target: str
    relationship: SchemaName
    on_delete: Literal["cascade", "remove_link", "restrict"] = "remove_link"
    """What happens to the rows that point to a row that is deleted."""

    @property
    def name(self) -> str:
        return self.schema_name.lower()


class CustomTable(_Part):
    name: str
    schema_name: SchemaName
    display_name: str
    display_collection_name: str
    description: str
    ownership: Literal["organization", "user"]
    icon: str | None = None
    primary_name: Column
    columns: tuple[Column, ...] = ()
    keys: tuple[AlternateKey, ...] = ()
    lookups: tuple[Lookup, ...] = ()

    @model_validator(mode="after")
    def _is_one_name(self) -> Self:
        if self.name != self.schema_name.lower():
            raise ValueError("name must be the schema name in lower case")
        known = {column.name for column in (self.primary_name, *self.columns)}
        for key in self.keys:
            if unknown := sorted(set(key.columns) - known):
                raise ValueError(f"key {key.schema_name}: there is no column {unknown[0]}")
        return self


class CompanyLookup(_Part):
    """The same lookup on each of several tables."""

    schema_name: SchemaName
    display_name: str
    target: str
    on_delete: Literal["cascade", "remove_link", "restrict"]
    tables: tuple[str, ...]

    def on(self, table: str) -> Lookup:
        return Lookup(
            schema_name=self.schema_name,
            display_name=self.display_name,
            target=self.target,
            relationship=f"{self.target}_{table}",
            on_delete=self.on_delete,
        )


class Depth(StrEnum):
    """How far a privilege reaches from its holder's place."""

    BASIC = "Basic"
    LOCAL = "Local"
    DEEP = "Deep"
    GLOBAL = "Global"


class Right(StrEnum):
    """What a privilege allows with a table, by the letter that stands for it in the file."""

    CREATE = "Create"
    READ = "Read"
    WRITE = "Write"
    DELETE = "Delete"
    APPEND = "Append"
    APPEND_TO = "AppendTo"
    ASSIGN = "Assign"
    SHARE = "Share"


_LETTERS = dict(zip("crwdatsh", Right, strict=True))


class SecurityRole(_Part):
    name: str
    privileges: dict[str, str]
    """Letters by table."""
    named: tuple[str, ...] = ()
    """Privileges that belong to no table."""
    depth: Depth = Depth.GLOBAL

    @model_validator(mode="after")
    def _has_known_letters(self) -> Self:
        for table, letters in self.privileges.items():
            if unknown := sorted(set(letters) - set(_LETTERS)):
                raise ValueError(f"{table}: the letter {unknown[0]} stands for nothing")
        return self

    def rights(self, table: str) -> frozenset[Right]:
        return frozenset(_LETTERS[letter] for letter in self.privileges.get(table, ""))


class Customization(_Part):
    publisher: Publisher
    solution: SolutionFacts
    tables: tuple[CustomTable, ...]
    company_lookup: CompanyLookup
    roles: tuple[SecurityRole, ...]
    web_resources: tuple[WebResource, ...] = ()

    def lookups(self) -> tuple[tuple[str, Lookup], ...]:
        """Every lookup, with the table that has it."""
        own = [(table.name, lookup) for table in self.tables for lookup in table.lookups]
        company = [(table, self.company_lookup.on(table)) for table in self.company_lookup.tables]
        return (*own, *company)

    def all_tables(self) -> frozenset[str]:
        """The names of all tables that are made, changed, or written about in roles."""
        own = {table.name for table in self.tables}
        pointing = {name for table, lookup in self.lookups() for name in (table, lookup.target)}
        return frozenset(own | pointing | {name for role in self.roles for name in role.privileges})

    def role(self, name: str) -> SecurityRole:
        return next(role for role in self.roles if role.name == name)


def version_order(version: str) -> tuple[int, ...]:
    """Return a version's numbers, to be compared; of what is no version, none."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(p.isdigit() for p in parts) else ()
