"""Answers writes of metadata: tables, columns, relationships, keys and global choices."""

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.addresses import Segment
from dev.simulators.dataverse.alterations import Alterations
from dev.simulators.dataverse.calls import Call, no_content
from dev.simulators.dataverse.choice_forms import read_option_set
from dev.simulators.dataverse.definitions import column_id
from dev.simulators.dataverse.errors import (
    bad_argument,
    name_taken,
    no_metadata,
    no_resource,
    not_built,
    still_used,
    wrong_method,
)
from dev.simulators.dataverse.forms import as_form, simplified
from dev.simulators.dataverse.keys import Keys
from dev.simulators.dataverse.metadata_addresses import (
    column_named,
    key_named,
    relationship_named,
    table_named,
)
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.relationship_definitions import relationship_id
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.solutions import SOLUTION, ComponentType, Solutions
from dev.simulators.dataverse.values import wire_time
from dev.simulators.http import Response


class Customizing:
    def __init__(
        self,
        schema: Schema,
        records: Records,
        alterations: Alterations,
        keys: Keys,
        solutions: Solutions,
        clock: SimulatorClock,
    ) -> None:
        self._schema = schema
        self._records = records
        self._alterations = alterations
        self._keys = keys
        self._solutions = solutions
        self._clock = clock

    def answer(self, call: Call) -> Response:
        """:raises DataverseError: the definition is refused, and nothing is changed."""
        if call.is_in_change_set:
            raise not_built("metadata in a change set")
        first, *rest = call.segments
        match first.name, [segment.name for segment in rest]:
            case "CreateEntities", []:
                return self._create_tables(call)
            case "EntityDefinitions", []:
                return self._tables(call, first)
            case "EntityDefinitions", ["Attributes"] if first.key is not None:
                return self._columns(call, table_named(self._schema, first.key), first, rest[0])
            case "EntityDefinitions", ["Keys"] if first.key is not None:
                return self._keys_of(call, table_named(self._schema, first.key), first, rest[0])
            case "RelationshipDefinitions", []:
                return self._relationships(call, first)
            case "GlobalOptionSetDefinitions", []:
                return self._choices(call, first)
            case _:
                raise no_resource((rest or [first])[0].name)

    def _tables(self, call: Call, address: Segment) -> Response:
        match call.request.method:
            case "POST" if address.key is None:
                solution = self._solution(call)
                table = self._create_table(call, call.body())
                return self._added(call, solution, ComponentType.TABLE, table.metadata_id, address)
            case "PUT" if address.key is not None:
                call.rights.need("prvWriteEntity")
                self._alterations.replace_table(table_named(self._schema, address.key), call.body())
                return no_content()
            case "DELETE" if address.key is not None:
                call.rights.need("prvDeleteEntity")
                table = table_named(self._schema, address.key)
                self._alterations.check_unused(table)
                self._solutions.forget(table.metadata_id)
                self._records.silence(table)
                self._records.grants.withdraw(table, wire_time(self._clock.now()))
                self._alterations.delete_table(table)
                return no_content()
            case method:
                # Definitions are replaced as a whole; there is no PATCH.
                raise wrong_method(method)

    def _columns(self, call: Call, table: Table, of: Segment, address: Segment) -> Response:
        match call.request.method:
            case "POST" if address.key is None:
                call.rights.need("prvCreateAttribute")
                solution = self._solution(call)
                column = self._alterations.create_column(table, call.body())
                found = column_id(table, column)
                return self._added(call, solution, ComponentType.COLUMN, found, of, address)
            case "PUT" if address.key is not None:
                call.rights.need("prvWriteAttribute")
                column = column_named(table, address.key)
                self._alterations.replace_column(table, column, call.body())
                return no_content()
            case "DELETE" if address.key is not None:
                call.rights.need("prvDeleteAttribute")
                column = column_named(table, address.key)
                self._alterations.delete_column(table, column)
                self._solutions.forget(column_id(table, column))
                return no_content()
            case method:
                raise wrong_method(method)

    def _keys_of(self, call: Call, table: Table, of: Segment, address: Segment) -> Response:
        call.rights.need("prvWriteEntity")
        match call.request.method:
            case "POST" if address.key is None:
                solution = self._solution(call)
                key = self._keys.create(table, call.body())
                return self._added(call, solution, ComponentType.KEY, key.id, of, address)
            case "DELETE" if address.key is not None:
                key = key_named(table, address.key)
                self._keys.delete(table, key)
                self._solutions.forget(key.id)
                return no_content()
            case method:
                raise wrong_method(method)

    def _relationships(self, call: Call, address: Segment) -> Response:
        match call.request.method:
            case "POST" if address.key is None:
                call.rights.need("prvCreateRelationship")
                solution = self._solution(call)
                relationship, _ = self._alterations.create_relationship(call.body())
                found = relationship_id(relationship.name)
                return self._added(call, solution, ComponentType.RELATIONSHIP, found, address)
            case "DELETE" if address.key is not None:
                call.rights.need("prvDeleteRelationship")
                relationship = relationship_named(self._schema, address.key)
                self._alterations.delete_relationship(relationship)
                self._solutions.forget(relationship_id(relationship.name))
                return no_content()
            case method:
                raise wrong_method(method)

    def _choices(self, call: Call, address: Segment) -> Response:
        known = self._schema.option_sets
        match call.request.method:
            case "POST" if address.key is None:
                call.rights.need("prvCreateOptionSet")
                solution = self._solution(call)
                option_set = read_option_set(call.body())
                if option_set.name.lower() in known:
                    raise name_taken("choice", option_set.name)
                known[option_set.name.lower()] = option_set
                return self._added(call, solution, ComponentType.CHOICE, option_set.id, address)
            case "DELETE" if address.key is not None:
                call.rights.need("prvDeleteOptionSet")
                for option_set in list(known.values()):
                    if address.key in (option_set.id, f"Name='{option_set.name}'"):
                        for table in self._schema:
                            for column in table.columns.values():
                                if column.option_set == option_set.name:
                                    raise still_used(option_set.name, f"'{column.name}'")
                        self._solutions.forget(option_set.id)
                        del known[option_set.name.lower()]
                        return no_content()
                raise no_metadata(address.key)
            case method:
                raise wrong_method(method)

    def _create_tables(self, call: Call) -> Response:
        """Answer the action by which Microsoft's client for Python creates a table [R]."""
        entities = as_form(call.body(), "The body").get("Entities")
        if call.request.method != "POST" or not isinstance(entities, list) or len(entities) != 1:
            raise bad_argument("CreateEntities takes a list with one definition here.")
        solution = self._solutions.named(call.query.get("SolutionUniqueName"))
        table = self._create_table(call, simplified(entities[0]))
        author = Author(call.user_id, is_platform=True)
        self._solutions.add(solution, ComponentType.TABLE, table.metadata_id, author)
        return no_content()

    def _create_table(self, call: Call, body: object) -> Table:
        """A new table comes with privileges, and takes every message."""
        call.rights.need("prvCreateEntity")
        table = self._alterations.create_table(body)
        self._records.grants.define(table)
        self._records.announce(table, Author(call.user_id, is_platform=True))
        return table

    def _solution(self, call: Call) -> str | None:
        return self._solutions.named(call.header(SOLUTION))

    def _added(
        self,
        call: Call,
        solution: str | None,
        kind: ComponentType,
        metadata_id: str,
        *address: Segment,
    ) -> Response:
        author = Author(call.user_id, is_platform=True)
        self._solutions.add(solution, kind, metadata_id, author)
        parents = "".join(f"{each.name}({each.key})/" for each in address[:-1])
        url = f"{call.root}/{parents}{address[-1].name}({metadata_id})"
        return no_content({"OData-EntityId": url, "Location": url})
