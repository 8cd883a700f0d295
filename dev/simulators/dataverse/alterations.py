"""Changes the schema of the running organisation: its tables, columns and relationships.

What could be refused is refused before anything is changed: the rows go back when a transaction
is undone, the schema would not.
"""

from collections.abc import Mapping
from dataclasses import replace

from dev.simulators.dataverse.column_forms import read_changes, read_column
from dev.simulators.dataverse.errors import (
    bad_argument,
    name_taken,
    still_used,
)
from dev.simulators.dataverse.forms import Form, as_form
from dev.simulators.dataverse.labels import read_label
from dev.simulators.dataverse.relationship_forms import read_relationship
from dev.simulators.dataverse.schema import Column, ManyToMany, OneToMany, Schema, Table
from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.table_forms import FIRST_CODE, money_columns, read_table

_INSISTING = ("MetadataId", "LogicalName", "SchemaName")
"""What shows that the definition is the complete one that a replacement needs."""


class Alterations:
    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._storage = storage
        self._next_code = FIRST_CODE

    def create_table(self, body: object) -> Table:
        table = read_table(body, self._next_code)
        if table.name in self._schema.tables or table.entity_set in self._schema.by_entity_set:
            raise name_taken("table", table.schema_name)
        self._storage.create(table)
        self._schema.add(table)
        self._next_code += 1
        return table

    def replace_table(self, table: Table, body: object) -> None:
        """Answer PUT, which the platform takes only with the whole definition."""
        form = _complete(body, table.metadata_id, table.name)
        tracked = form.get("ChangeTrackingEnabled", table.change_tracking)
        if table.change_tracking and tracked is not True:
            raise bad_argument("Change tracking cannot be switched off again.")
        table.label = read_label(form.get("DisplayName"), "DisplayName") or table.label
        table.collection_label = (
            read_label(form.get("DisplayCollectionName"), "DisplayCollectionName")
            or table.collection_label
        )
        table.change_tracking = tracked is True
        self._schema.changed()

    def check_unused(self, table: Table) -> None:
        """:raises DataverseError: the table cannot be deleted."""
        if not table.is_custom:
            raise bad_argument(f"The table '{table.name}' belongs to the system.")
        for other, column in self._schema.referring(table.name):
            if other is not table:
                raise still_used(f"'{table.name}'", f"the column '{column.name}' of {other.name}")

    def delete_table(self, table: Table) -> None:
        self.check_unused(table)
        for other in self._schema:
            _part(other, table)
        self._storage.drop(table)
        self._schema.remove(table)

    def create_column(self, table: Table, body: object) -> Column:
        column = read_column(body, self._schema.option_sets)
        self._check_free(table, column)
        for each in (*money_columns(column, table), column):
            self._add(table, each)
        return column

    def replace_column(self, table: Table, column: Column, body: object) -> None:
        form = as_form(body, "The definition of a column")
        table.put(read_changes(column, form, self._schema.option_sets))
        self._schema.changed()

    def delete_column(self, table: Table, column: Column) -> None:
        if not column.is_custom:
            raise bad_argument(f"The column '{column.name}' belongs to the system.")
        if column.name == table.primary_name:
            raise bad_argument("The primary column cannot be deleted.")
        for key in table.keys.values():
            if column.name in key.columns:
                raise still_used(f"'{column.name}'", f"the key '{key.name}'")
        for target in column.targets:
            if target in self._schema.tables:
                _part(self._schema[target], table, column)
        names = [column.name]
        names += [f"{column.name}_base"] if column.kind == "Money" else []
        for name in names:
            if name in table.columns:
                self._storage.drop_column(table, table.columns[name])
                table.drop(name)
        self._schema.changed()

    def create_relationship(self, body: object) -> tuple[OneToMany, Column]:
        new = read_relationship(body, self._schema)
        table = self._schema[new.relationship.many]
        taken = {name.lower() for each in self._schema for name in each.collections}
        if new.relationship.name.lower() in taken:
            raise name_taken("relationship", new.relationship.name)
        self._check_free(table, new.lookup)
        self._add(table, new.lookup)
        self._schema[new.relationship.one].collections[new.relationship.name] = new.relationship
        self._schema.changed()
        return new.relationship, new.lookup

    def delete_relationship(self, relationship: OneToMany) -> None:
        if not relationship.is_custom:
            raise bad_argument(f"The relationship '{relationship.name}' belongs to the system.")
        table = self._schema[relationship.many]
        self.delete_column(table, table.columns[relationship.lookup])

    def put_options(self, table: Table, column: Column, options: Mapping[int, str]) -> None:
        table.put(replace(column, options=dict(options), takes_any=False))
        self._schema.changed()

    def _check_free(self, table: Table, column: Column) -> None:
        if column.name in table.columns:
            raise name_taken(f"column of {table.name}", column.schema_name)

    def _add(self, table: Table, column: Column) -> None:
        self._storage.add_column(table, column)
        table.put(column)
        self._schema.changed()


def _complete(body: object, metadata_id: str, name: str) -> Form:
    form = as_form(body, "The definition")
    missing = [member for member in _INSISTING if member not in form]
    if missing:
        raise bad_argument(f"A definition is replaced as a whole: {missing[0]} is missing.")
    if form["MetadataId"] != metadata_id or form["LogicalName"] != name:
        raise bad_argument("The definition is that of another table.")
    return form


def _part(one: Table, many: Table, column: Column | None = None) -> None:
    """Take a table's relationships with another from it, or only that of one lookup."""
    gone = [name for name, each in one.collections.items() if _lies_on(each, many, column)]
    for name in gone:
        del one.collections[name]


def _lies_on(relationship: OneToMany | ManyToMany, table: Table, column: Column | None) -> bool:
    """Whether the many side is a table, and the lookup a column of it if one is given."""
    if not isinstance(relationship, OneToMany) or relationship.many != table.name:
        return False
    return column is None or relationship.lookup == column.name
