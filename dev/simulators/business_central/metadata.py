"""The service document and the CSDL of a route, generated from the model."""

from collections.abc import Iterable
from functools import cache
from xml.etree import ElementTree as Xml

from dev.simulators.business_central.model import EntitySet, Field, Model
from dev.simulators.business_central.rows import Json

EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
EDM = "http://docs.oasis-open.org/odata/ns/edm"
NAMESPACE = "Microsoft.NAV"


def service_document(model: Model, route: str, root: str) -> Json:
    names = sorted({"companies", *model.routes[route]})
    entries = [{"name": name, "kind": "EntitySet", "url": name} for name in names]
    return {"@odata.context": f"{root}/$metadata", "value": entries}


@cache
def describe(model: Model, route: str) -> str:
    """Return the CSDL of a route as XML."""
    sets = {"companies": model.sets["companies"], **model.routes[route]}
    edmx = Xml.Element("edmx:Edmx", {"Version": "4.0", "xmlns:edmx": EDMX})
    services = Xml.SubElement(edmx, "edmx:DataServices")
    schema = Xml.SubElement(services, "Schema", {"Namespace": NAMESPACE, "xmlns": EDM})
    for entity_set in sets.values():
        _entity_type(model, schema, entity_set)
    for field in _enums(sets.values()).values():
        enum = Xml.SubElement(schema, "EnumType", {"Name": _local(field.type)})
        for value, member in enumerate(field.members):
            Xml.SubElement(enum, "Member", {"Name": member, "Value": str(value)})
    for entity_set in sets.values():
        _actions(schema, entity_set)
    container = Xml.SubElement(schema, "EntityContainer", {"Name": "NAV"})
    for entity_set in sets.values():
        _entity_set(container, entity_set)
    Xml.indent(edmx)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(edmx, encoding="unicode")


def _entity_type(model: Model, schema: Xml.Element, entity_set: EntitySet) -> None:
    entity = Xml.SubElement(schema, "EntityType", {"Name": entity_set.entity})
    if entity_set.key:
        key = Xml.SubElement(entity, "Key")
        for name in entity_set.key:
            Xml.SubElement(key, "PropertyRef", {"Name": name})
    for field in entity_set.fields.values():
        attributes = {"Name": field.name, "Type": _type(field)}
        if field.max_length is not None:
            attributes["MaxLength"] = str(field.max_length)
        if field.name in entity_set.key:
            attributes["Nullable"] = "false"
        Xml.SubElement(entity, "Property", attributes)
    for navigation in entity_set.navigation.values():
        there = f"{NAMESPACE}.{model.sets[navigation.to].entity}"
        kind = f"Collection({there})" if navigation.many else there
        Xml.SubElement(entity, "NavigationProperty", {"Name": navigation.name, "Type": kind})


def _enums(sets: Iterable[EntitySet]) -> dict[str, Field]:
    return {field.type: field for each in sets for field in each.fields.values() if field.members}


def _actions(schema: Xml.Element, entity_set: EntitySet) -> None:
    for name in entity_set.actions:
        action = Xml.SubElement(schema, "Action", {"Name": name, "IsBound": "true"})
        bound = {"Name": "bindingParameter", "Type": f"{NAMESPACE}.{entity_set.entity}"}
        Xml.SubElement(action, "Parameter", bound)


def _entity_set(container: Xml.Element, entity_set: EntitySet) -> None:
    kind = f"{NAMESPACE}.{entity_set.entity}"
    element = Xml.SubElement(container, "EntitySet", {"Name": entity_set.name, "EntityType": kind})
    for navigation in entity_set.navigation.values():
        target = {"Path": navigation.name, "Target": navigation.to}
        Xml.SubElement(element, "NavigationPropertyBinding", target)


def _type(field: Field) -> str:
    return f"{NAMESPACE}.{_local(field.type)}" if field.members else field.type


def _local(enum: str) -> str:
    return enum.removeprefix("NAV.")
