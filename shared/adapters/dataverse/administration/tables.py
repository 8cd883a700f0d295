"""The definitions of tables, each read once in a call of setup and once more after a change."""

from collections.abc import Callable

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

    def find(self, name: str) -> Row | None:
        """Return a table's definition; None where there is no such table."""
        if name not in self._known:
            self._known[name] = self._api.find(address(name), **_DEFINITION)
        return self._known[name]

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
