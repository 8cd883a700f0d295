"""Writes $metadata: the schema as an OData CSDL document."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from dev.simulators.dataverse.schema import Column, OneToMany, Schema, Table

_EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
_EDM = "http://docs.oasis-open.org/odata/ns/edm"
_NAMESPACE = "Microsoft.Dynamics.CRM"
_TYPES = {
    "BigInt": "Int64",
    "Boolean": "Boolean",
    "Decimal": "Decimal",
    "Double": "Double",
    "Integer": "Int32",
    "Money": "Decimal",
    "Picklist": "Int32",
    "State": "Int32",
    "Status": "Int32",
    "Uniqueidentifier": "Guid",
}


def write_csdl(schema: Schema) -> bytes:
    root = Element("edmx:Edmx", {"xmlns:edmx": _EDMX, "Version": "4.0"})
    services = SubElement(root, "edmx:DataServices")
    edm = SubElement(services, "Schema", {"xmlns": _EDM, "Namespace": _NAMESPACE, "Alias": "mscrm"})
    _write_principal(edm)
    for table in schema:
        _write_type(edm, schema, table)
    container = SubElement(edm, "EntityContainer", {"Name": "System"})
    for table in schema:
        _write_set(container, schema, table)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _write_principal(edm: Element) -> None:
    """The common type of users and teams, as which owners are declared."""
    element = SubElement(edm, "EntityType", {"Name": "principal", "Abstract": "true"})
    SubElement(SubElement(element, "Key"), "PropertyRef", {"Name": "ownerid"})
    SubElement(element, "Property", {"Name": "ownerid", "Type": "Edm.Guid"})


def _write_type(edm: Element, schema: Schema, table: Table) -> None:
    element = SubElement(edm, "EntityType", {"Name": table.name})
    key = SubElement(element, "Key")
    SubElement(key, "PropertyRef", {"Name": table.primary_id})
    for column in table.columns.values():
        SubElement(element, "Property", {"Name": column.wire_name, "Type": _edm_type(column)})
    for name, (column, targets) in table.navigations.items():
        if known := [target for target in targets if target in schema.tables]:
            # An owner may be a user or a team, whose common type is principal.
            target = known[0] if len(targets) == 1 else "principal"
            navigation = {"Name": name, "Type": f"mscrm.{target}"}
            property_ = SubElement(element, "NavigationProperty", navigation)
            if len(targets) == 1:
                ends = {
                    "Property": column.wire_name,
                    "ReferencedProperty": schema[target].primary_id,
                }
                SubElement(property_, "ReferentialConstraint", ends)
    for name, relationship in table.collections.items():
        many = (
            relationship.many
            if isinstance(relationship, OneToMany)
            else relationship.other(table.name)
        )
        collection = {"Name": name, "Type": f"Collection(mscrm.{many})"}
        SubElement(element, "NavigationProperty", collection)


def _write_set(container: Element, schema: Schema, table: Table) -> None:
    kind = {"Name": table.entity_set, "EntityType": f"{_NAMESPACE}.{table.name}"}
    element = SubElement(container, "EntitySet", kind)
    for name, (_, targets) in table.navigations.items():
        if len(targets) == 1 and targets[0] in schema.tables:
            target = schema[targets[0]].entity_set
            SubElement(element, "NavigationPropertyBinding", {"Path": name, "Target": target})


def _edm_type(column: Column) -> str:
    if column.is_lookup:
        return "Edm.Guid"
    if column.kind == "DateTime":
        return "Edm.Date" if column.date_only else "Edm.DateTimeOffset"
    return f"Edm.{_TYPES.get(column.kind, 'String')}"
