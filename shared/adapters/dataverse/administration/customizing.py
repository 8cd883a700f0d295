"""Compares the solution's description with an environment, and makes what is missing.

Each thing is looked for right before it is offered as a change: what a former, broken-off call has
made is found, and nothing is made twice.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from shared.adapters import odata
from shared.adapters.dataverse.administration.metadata import Bodies
from shared.adapters.dataverse.administration.tables import Tables, address
from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.adapters.dataverse.administration.web_resources import WebResources
from shared.domain.customization import (
    Customization,
    CustomTable,
    Lookup,
    WebFile,
    WebResource,
    version_order,
)
from shared.ports.administration import Change, Fault, Note, Remark

_FAILED_KEY = "Failed"


class Customizing:
    def __init__(
        self,
        api: WebApi,
        tables: Tables,
        customization: Customization,
        content: Callable[[WebResource], bytes],
        language: int,
    ) -> None:
        """:param content: reads a web resource's file."""
        self._api, self._tables = api, tables
        self._wanted, self._content = customization, content
        self._bodies = Bodies(language)

    def remarks(self) -> Iterator[Remark]:
        """Yield what is missing, in the order in which it can be made."""
        found = self._solution()
        version = str(found["version"]) if found else ""
        ours = self._wanted.solution
        if version_order(version) > ours.order:
            yield Fault(
                f"A newer version of the app has set up this environment: its solution is {version}"
                f", this app's {ours.version}.",
                "Deploy the newer version of the app.",
                code="solution_newer",
            )
            return
        yield from self._container(found)
        yield from self._icons()
        for table in self._wanted.tables:
            yield from self._table(table)
        for name, lookup in self._wanted.lookups():
            yield from self._lookup(name, lookup)
        for table in self._wanted.tables:
            yield from self._keys(table)
        if found and version != ours.version:
            path = f"solutions({found['solutionid']})"
            yield Change(
                f"The solution is {version}; it is made {ours.version}.",
                partial(self._api.change, path, {"version": ours.version}),
            )
        else:
            yield Note(f"The solution {ours.unique_name} is {ours.version}.")

    def _solution(self) -> Row | None:
        name = odata.literal(self._wanted.solution.unique_name)
        return self._api.one(
            "solutions", select="solutionid,uniquename,version", filter=f"uniquename eq {name}"
        )

    def _container(self, solution: Row | None) -> Iterator[Remark]:
        publisher = self._publisher()
        if publisher is None:
            wanted = self._wanted.publisher
            body = {
                "uniquename": wanted.unique_name,
                "friendlyname": wanted.name,
                "customizationprefix": wanted.prefix,
                "customizationoptionvalueprefix": wanted.option_value_prefix,
            }
            yield Change(
                f"The publisher {wanted.unique_name} is missing.",
                lambda: self._api.create("publishers", body),
            )
        if solution is None:
            yield Change(
                f"The solution {self._wanted.solution.unique_name} is missing.",
                self._create_solution,
            )

    def _publisher(self) -> Row | None:
        name = odata.literal(self._wanted.publisher.unique_name)
        return self._api.one("publishers", select="publisherid", filter=f"uniquename eq {name}")

    def _create_solution(self) -> None:
        publisher, wanted = self._publisher(), self._wanted.solution
        assert publisher is not None
        body = {
            "uniquename": wanted.unique_name,
            "friendlyname": wanted.name,
            "description": wanted.description,
            "version": wanted.version,
            "publisherid@odata.bind": f"/publishers({publisher['publisherid']})",
        }
        self._api.create("solutions", body)

    def _icons(self) -> Iterator[Remark]:
        wanted = self._wanted.web_resources
        files = [WebFile(each.name, each.display_name, self._content(each)) for each in wanted]
        return WebResources(self._api).remarks(files)

    def _table(self, table: CustomTable) -> Iterator[Remark]:
        definition = self._tables.find(table.name)
        if definition is None:
            yield Change(
                f"The table {table.name} is missing.",
                self._created(table.name, "EntityDefinitions", self._bodies.table(table)),
            )
            definition = self._tables.find(table.name)
        if definition is None:
            return  # Only looked at: its columns come with it.
        there = _names(definition["Attributes"], "LogicalName")
        for column in table.columns:
            if column.name not in there:
                yield Change(
                    f"The column {table.name}.{column.name} is missing.",
                    self._created(
                        table.name,
                        f"{address(table.name)}/Attributes",
                        self._bodies.column(column),
                    ),
                )

    def _lookup(self, name: str, lookup: Lookup) -> Iterator[Remark]:
        definition = self._tables.find(name)
        if definition is None:
            if not any(table.name == name for table in self._wanted.tables):
                yield Note(f"There is no table {name} here; it gets no {lookup.name}.")
            return
        if lookup.name in _names(definition["Attributes"], "LogicalName"):
            return
        yield Change(
            f"The column {name}.{lookup.name} is missing.",
            self._tables.changing(name, partial(self._create_lookup, name, lookup)),
        )

    def _create_lookup(self, name: str, lookup: Lookup) -> None:
        target = self._tables.get(lookup.target)
        body = self._bodies.lookup(name, lookup, target["PrimaryIdAttribute"])
        self._create("RelationshipDefinitions", body)

    def _keys(self, table: CustomTable) -> Iterator[Remark]:
        definition = self._tables.find(table.name)
        if definition is None:
            return
        states = {
            str(key["SchemaName"]).lower(): key.get("EntityKeyIndexStatus")
            for key in definition["Keys"]
        }
        for key in table.keys:
            state = states.get(key.schema_name.lower())
            if state is None:
                path = f"{address(table.name)}/Keys"
                yield Change(
                    f"The alternate key {key.schema_name} of {table.name} is missing.",
                    self._created(table.name, path, self._bodies.key(key)),
                )
            elif state == _FAILED_KEY:
                yield Fault(
                    f"Dataverse could not build the alternate key {key.schema_name} of "
                    f"{table.name}.",
                    f"Remove rows of {table.name} with the same {', '.join(key.columns)}, delete "
                    "the key, and run setup again.",
                    code="key_failed",
                )

    def _created(self, table: str, path: str, body: Mapping[str, Any]) -> Callable[[], None]:
        return self._tables.changing(table, partial(self._create, path, body))

    def _create(self, path: str, body: Mapping[str, Any]) -> None:
        self._api.create(path, body, in_solution=True)


def _names(rows: list[Row], key: str) -> set[str]:
    return {str(row[key]).lower() for row in rows}
