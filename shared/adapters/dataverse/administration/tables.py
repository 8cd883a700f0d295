"""The definitions of tables, read once in a call of setup and once more after a change."""

from collections.abc import Callable, Iterable

from shared.adapters import odata
from shared.adapters.dataverse.administration.web_api import Row, WebApi

_DEFINITION = {
    "select": "LogicalName,PrimaryIdAttribute,MetadataId,ChangeTrackingEnabled,Privileges",
    "expand": "Attributes($select=LogicalName),Keys($select=SchemaName,EntityKeyIndexStatus)",
}
"""All that any step looks at."""


class Tables:
    """Lives as long as the call; what others change meanwhile, the next call sees."""

    def __init__(self, api: WebApi) -> None:
        self._api = api
        self._known: dict[str, Row | None] = {}
        self._expected: set[str] = set()

    def expect(self, names: Iterable[str]) -> None:
        """Read these tables together with the first that is asked for: one request for all."""
        self._expected |= set(names)

    def find(self, name: str) -> Row | None:
        """Return a table's definition; None where there is no such table."""
        if name not in self._known:
            self._read({name, *(self._expected - self._known.keys())})
        return self._known[name]

    def _read(self, names: set[str]) -> None:
        either = " or ".join(f"LogicalName eq {odata.literal(name)}" for name in sorted(names))
        rows = self._api.rows("EntityDefinitions", filter=either, **_DEFINITION)
        found = {str(row["LogicalName"]): row for row in rows}
        self._known |= {name: found.get(name) for name in names}

    def get(self, name: str) -> Row:
        """:raises ConfigurationError: there is no such table."""
        return self.find(name) or self._api.get(address(name), **_DEFINITION)

    def changing(self, name: str, make: Callable[[], object]) -> Callable[[], None]:
        """Return *make* as a change of a table, whose definition is read anew after it."""

        def change() -> None:
            try:
                make()
            finally:
                # Also what was not answered may have been carried out.
                self._known.pop(name, None)

        return change


def address(table: str) -> str:
    """Return where a table's definition is."""
    return f"EntityDefinitions(LogicalName='{table}')"
