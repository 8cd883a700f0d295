"""The columns of Dataverse's tables, as its metadata describe them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.adapters import odata
from shared.adapters.crew import Crew
from shared.adapters.dataverse.organization import HEADERS, Organization
from shared.adapters.dataverse.refusals import read_refused
from shared.adapters.reading import Reading
from shared.domain.columns import Column, Columns, Kind

_KINDS = {
    "String": Kind.TEXT,
    "Memo": Kind.TEXT,
    "EntityName": Kind.TEXT,
    "Integer": Kind.NUMBER,
    "BigInt": Kind.NUMBER,
    "Decimal": Kind.FRACTION,
    "Double": Kind.FRACTION,
    "Money": Kind.FRACTION,
    "Boolean": Kind.BOOLEAN,
    "DateTime": Kind.MOMENT,
    "Uniqueidentifier": Kind.ID,
    "Lookup": Kind.LOOKUP,
    "Customer": Kind.LOOKUP,
    "Owner": Kind.LOOKUP,
    "Picklist": Kind.CHOICE,
    "State": Kind.CHOICE,
    "Status": Kind.CHOICE,
}
_LOOKUPS = "Attributes/Microsoft.Dynamics.CRM.LookupAttributeMetadata"


def table_columns(organization: Organization, table: str, since: datetime) -> Columns:
    """Return the columns of a table, by logical name.

    :param since: a definition that was read before this is read anew.
    :raises ConfigurationError: there is none.
    """
    crew = Crew(organization.session.pace)
    reading = Reading(organization.session, crew, HEADERS, read_refused)
    try:
        organization.forget(table, before=since)
        definition = organization.definition(table, (), reading)
        targets = _targets(organization, table, reading)
    finally:
        crew.release()
    return {
        name: Column(_KINDS.get(attribute.type, Kind.OTHER), targets.get(name, frozenset()))
        for name, attribute in definition.attributes.items()
    }


def _targets(
    organization: Organization, table: str, reading: Reading
) -> Mapping[str, frozenset[str]]:
    name = odata.escape(odata.literal(table))
    url = odata.url(
        organization.url(f"EntityDefinitions(LogicalName={name})/{_LOOKUPS}"),
        {"$select": "LogicalName,Targets"},
    )
    answer = reading.get(url, f"the lookups of {table}")
    return dict(reading.rows(answer, url, _target, f"the lookups of {table}").rows)


def _target(row: Any) -> tuple[str, frozenset[str]]:
    return row["LogicalName"], frozenset(row["Targets"])
