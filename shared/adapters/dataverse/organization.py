"""One Dataverse environment, as every store of this process sees it."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime, timedelta
from threading import Lock
from typing import Self
from urllib.parse import urlsplit

from shared.adapters import odata
from shared.adapters.complaints import Complaint
from shared.adapters.dataverse.definitions import Definition, Target
from shared.adapters.dataverse.refusals import ACCESS_HINT
from shared.adapters.identity import Tokens
from shared.adapters.messages import Answer
from shared.adapters.pace import Pace
from shared.adapters.patience import Patience
from shared.adapters.reading import Reading
from shared.adapters.service import Endpoint, ServiceSession
from shared.adapters.spelling import suggestion
from shared.domain.choices import is_choice
from shared.domain.tables import Table
from shared.errors import ConfigurationError, IntegrationError
from shared.ports import Clock
from shared.settings import DataverseSettings

HEADERS = {"Accept": "application/json", "OData-MaxVersion": "4.0", "OData-Version": "4.0"}
_FRESH = timedelta(minutes=1)
_NOT_FOUND = 404
_ATTRIBUTE = "LogicalName,SchemaName,AttributeType,IsValidForCreate,IsValidForUpdate"
_RELATION = "ReferencedEntity,ReferencedEntityNavigationPropertyName"


class Organization:
    def __init__(
        self,
        settings: DataverseSettings,
        tokens: Tokens,
        clock: Clock,
        pace: Pace,
        patience: Patience | None = None,
    ) -> None:
        self.settings = settings
        endpoint = Endpoint(
            "Dataverse",
            settings.api_url,
            f"{settings.url}/.default",
            "DATAVERSE_URL",
            ACCESS_HINT,
        )
        patience = patience or Patience(read=settings.timeout_seconds)
        self.session = ServiceSession(endpoint, tokens, clock, pace, patience)
        self.path = urlsplit(settings.api_url).path
        """Of the Web API, from the host on."""
        self._lock = Lock()
        self._definitions: dict[str, tuple[Definition, datetime]] = {}
        self._collections: dict[tuple[str, str], str] = {}
        self._language: int | None = None

    def with_patience(self, patience: Patience) -> Self:
        """Return the same organization for callers who wait as long as *patience* has it."""
        other = copy(self)
        other.session = self.session.with_patience(patience)
        return other

    def url(self, resource: str) -> str:
        return f"{self.settings.api_url}/{resource}"

    def definition(self, table: str, columns: Iterable[str], reading: Reading) -> Definition:
        """Return a table that has all of *columns*.

        :raises ConfigurationError: there is none; a definition that misses something is read anew
            first, since an administrator may have added it meanwhile.
        """
        with self._lock:
            wanted = tuple(columns)
            definition, read_at = self._loaded(table, reading)
            try:
                return _checked(definition, wanted)
            except ConfigurationError:
                if self.session.clock.now() - read_at < _FRESH:
                    raise
            del self._definitions[table]
            return _checked(self._loaded(table, reading)[0], wanted)

    def forget(self, table: str, *, before: datetime) -> None:
        """Let a table's definition be read anew if it is older than *before*."""
        with self._lock:
            if table in self._definitions and self._definitions[table][1] < before:
                del self._definitions[table]

    def targets(self, table: Table, reading: Reading) -> dict[str, Target]:
        """Return the tables that the lookups of *table* point to, by column; choices are none."""
        return {
            column: self.target(name, reading)
            for column, name in (table.lookups or {}).items()
            if not is_choice(name)
        }

    def target(self, table: str, reading: Reading) -> Target:
        return Target(table, self.definition(table, (), reading).entity_set)

    def collection(self, lines: str, table: str, reading: Reading) -> str:
        """Return what a row of *table* calls the rows of the table *lines* that belong to it.

        :raises ConfigurationError: not exactly one lookup leads from there to *table*.
        """
        with self._lock:
            if (lines, table) not in self._collections:
                self._collections[lines, table] = self._read_collection(lines, table, reading)
            return self._collections[lines, table]

    def _read_collection(self, lines: str, table: str, reading: Reading) -> str:
        name = odata.escape(odata.literal(lines))
        url = odata.url(
            self.url(f"EntityDefinitions(LogicalName={name})/ManyToOneRelationships"),
            {"$select": _RELATION, "$filter": f"ReferencedEntity eq {odata.literal(table)}"},
        )
        what = f"the relationships of {lines}"
        answer = reading.get(url, what)
        found = reading.rows(answer, url, lambda row: str(row[_RELATION.split(",")[1]]), what).rows
        if len(found) != 1:
            raise ConfigurationError(
                f"Dataverse's table {lines} has {len(found)} lookups to {table}, and lines need "
                "one. Correct the mapping with part_of.",
                code="lookup_unfit",
            )
        return found[0]

    def language(self, reading: Reading) -> int:
        """Return the code of the base language, in which every label is given."""
        with self._lock:
            if self._language is None:
                self._language = self._read_language(reading)
            return self._language

    def _read_language(self, reading: Reading) -> int:
        url = odata.url(self.url("organizations"), {"$select": "languagecode"})
        answer = reading.get(url, "organization")
        codes = reading.rows(answer, url, lambda row: int(row["languagecode"]), "organization").rows
        if not codes:
            raise answer.unusable("no organization")
        return codes[0]

    def _loaded(self, table: str, reading: Reading) -> tuple[Definition, datetime]:
        if table not in self._definitions:
            definition = self._read(table, reading)
            self._definitions[table] = definition, self.session.clock.now()
        return self._definitions[table]

    def _read(self, table: str, reading: Reading) -> Definition:
        url = odata.url(
            self.url(f"EntityDefinitions(LogicalName={odata.escape(odata.literal(table))})"),
            {
                "$select": "LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute",
                "$expand": f"Attributes($select={_ATTRIBUTE})",
            },
        )
        answer = reading.try_get(url)
        if answer.status == _NOT_FOUND:
            raise self._unknown(table, answer, reading)
        content = reading.checked(answer, f"the definition of {table}").json()
        try:
            return Definition.read(content)
        except (KeyError, TypeError, AttributeError) as error:
            raise answer.unusable(f"no definition of {table}") from error

    def _unknown(self, table: str, answer: Answer, reading: Reading) -> ConfigurationError:
        names = self._names(reading)
        return ConfigurationError(
            f'Dataverse has no table "{table}".{suggestion(table, names)} Correct the mapping, '
            "or DATAVERSE_URL.",
            code="unknown_table",
            answer=Complaint.of(answer).answer,
        )

    def _names(self, reading: Reading) -> list[str]:
        """Return all tables' names; none where Dataverse does not tell."""
        url = odata.url(self.url("EntityDefinitions"), {"$select": "LogicalName"})
        try:
            content = reading.checked(reading.try_get(url), "the list of tables").json()
            return [str(found["LogicalName"]) for found in content["value"]]
        except (IntegrationError, KeyError, TypeError):
            return []


def _checked(definition: Definition, columns: Iterable[str]) -> Definition:
    for column in columns:
        for part in column.split():
            definition.attribute(part)
    return definition
