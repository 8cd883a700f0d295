"""The fields of Business Central's entities, as its metadata describe them."""

from datetime import datetime

from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.refusals import read_refused
from shared.adapters.crew import Crew
from shared.adapters.reading import Reading
from shared.domain.columns import Column, Columns, Kind

_KINDS = {
    "Edm.String": Kind.TEXT,
    "Edm.Guid": Kind.ID,
    "Edm.Boolean": Kind.BOOLEAN,
    "Edm.Int32": Kind.NUMBER,
    "Edm.Int64": Kind.NUMBER,
    "Edm.Decimal": Kind.FRACTION,
    "Edm.Double": Kind.FRACTION,
    "Edm.Date": Kind.DATE,
    "Edm.DateTimeOffset": Kind.MOMENT,
}


def entity_columns(environment: Environment, entity: str, since: datetime) -> Columns:
    """Return the fields of an entity set.

    :param since: metadata that were read before this are read anew.
    :raises ConfigurationError: there is none.
    """
    crew = Crew(environment.session.pace)
    reading = Reading(environment.session, crew, {"Accept": "application/json"}, read_refused)
    try:
        environment.forget_metadata(entity, before=since)
        found = environment.entity_set(entity, (), reading)
    finally:
        crew.release()
    return {name: Column(_kind(type_)) for name, type_ in found.fields.items()}


def _kind(type_: str) -> Kind:
    """Types that are not OData's own are the API's enumerations."""
    return _KINDS.get(type_, Kind.OTHER if type_.startswith("Edm.") else Kind.CHOICE)
