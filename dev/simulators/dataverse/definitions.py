"""Describes tables, columns, keys and relationships as the metadata service does.

Values that the sources lack, such as display names, are made from logical names [R].
"""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dev.simulators.dataverse.schema import (
    CHOICES,
    AlternateKey,
    Column,
    ManyToMany,
    OneToMany,
    Schema,
    Table,
)

Definition = dict[str, Any]

TYPES = "Microsoft.Dynamics.CRM."
_OWNERSHIP = {
    "user": "UserOwned",
    "organization": "OrganizationOwned",
    "business": "BusinessOwned",
    "none": "None",
}
_REQUIRED = {
    "systemrequired": "SystemRequired",
    "required": "ApplicationRequired",
    "recommended": "Recommended",
    None: "None",
}
_RANGES = ("Integer", "BigInt", "Decimal", "Double", "Money")


def describe_table(table: Table) -> Definition:
    return {
        "MetadataId": table.metadata_id,
        "LogicalName": table.name,
        "SchemaName": table.schema_name,
        "LogicalCollectionName": table.entity_set,
        "EntitySetName": table.entity_set,
        "CollectionSchemaName": f"{table.schema_name}s",
        "PrimaryIdAttribute": table.primary_id,
        "PrimaryNameAttribute": table.primary_name,
        "OwnershipType": _OWNERSHIP[table.ownership],
        "ObjectTypeCode": table.object_type_code,
        "ChangeTrackingEnabled": table.change_tracking,
        "IsOptimisticConcurrencyEnabled": table.bulk_messages,
        "IsCustomEntity": False,
        "IsPrivate": False,
        "IsManaged": True,
        "IsIntersect": table.primary_name is None,
        "TableType": "Standard",
        "DisplayName": _label(table.schema_name),
        "DisplayCollectionName": _label(f"{table.schema_name}s"),
    }


def describe_columns(table: Table) -> list[Definition]:
    return [describe_column(table, column) for column in table.columns.values()]


def describe_column(table: Table, column: Column) -> Definition:
    return {
        "@odata.type": f"#{TYPES}{_class(column)}",
        "MetadataId": _id(f"column:{table.name}.{column.name}"),
        "LogicalName": column.name,
        "SchemaName": column.name,
        "EntityLogicalName": table.name,
        "AttributeType": column.kind,
        "AttributeTypeName": {"Value": f"{column.kind}Type"},
        "AttributeOf": None,
        "IsPrimaryId": column.name == table.primary_id,
        "IsPrimaryName": column.name == table.primary_name,
        "IsCustomAttribute": False,
        "IsManaged": True,
        "IsValidForCreate": column.may_create(),
        "IsValidForUpdate": column.may_update(),
        "IsValidForRead": True,
        "RequiredLevel": {
            "Value": _REQUIRED[column.required],
            "CanBeChanged": column.required != "systemrequired",
            "ManagedPropertyLogicalName": "canmodifyrequirementlevelsettings",
        },
        "DisplayName": _label(column.name),
        **_particulars(column),
    }


def describe_keys(table: Table) -> list[Definition]:
    return [_describe_key(table, key) for key in table.keys.values()]


def _describe_key(table: Table, key: AlternateKey) -> Definition:
    return {
        "MetadataId": key.id,
        "LogicalName": key.name.lower(),
        "SchemaName": key.name,
        "EntityLogicalName": table.name,
        "KeyAttributes": list(key.columns),
        "EntityKeyIndexStatus": "Active" if key.active else "Failed",
        "IsManaged": False,
        "DisplayName": _label(key.name),
    }


def describe_options(column: Column) -> Definition | None:
    """Return the option set of a choice."""
    if column.kind not in CHOICES:
        return None
    options = [
        {
            "Value": value,
            "Label": _label(label),
            **({"State": column.state_of[value]} if column.kind == "Status" else {}),
        }
        for value, label in column.options.items()
    ]
    return {
        "MetadataId": _id(f"options:{column.name}"),
        "Name": column.name,
        "IsGlobal": False,
        "OptionSetType": column.kind,
        "Options": options,
    }


def describe_one_to_many(schema: Schema) -> Iterator[Definition]:
    """Describe each lookup once for every table it refers to."""
    names = {
        (relationship.one, relationship.many, relationship.lookup): relationship.name
        for table in schema
        for relationship in table.collections.values()
        if isinstance(relationship, OneToMany)
    }
    for table in schema:
        for navigation, (column, targets) in table.navigations.items():
            for target in targets:
                known = names.get((target, table.name, column.name))
                name = known or f"{target}_{table.name}_{column.name}"
                yield _describe_one_to_many(schema, name, (table, column.name, navigation), target)


def _describe_one_to_many(
    schema: Schema, name: str, many: tuple[Table, str, str], one: str
) -> Definition:
    table, lookup, navigation = many
    referenced = schema.tables.get(one)
    return {
        "@odata.type": f"#{TYPES}OneToManyRelationshipMetadata",
        "MetadataId": _id(f"relationship:{name}"),
        "SchemaName": name,
        "RelationshipType": "OneToManyRelationship",
        "IsCustomRelationship": False,
        "ReferencedEntity": one,
        "ReferencedAttribute": referenced.primary_id if referenced else f"{one}id",
        "ReferencedEntityNavigationPropertyName": name,
        "ReferencingEntity": table.name,
        "ReferencingAttribute": lookup,
        "ReferencingEntityNavigationPropertyName": navigation,
    }


def describe_many_to_many(schema: Schema) -> Iterator[Definition]:
    relationships = {
        relationship.name: relationship
        for table in schema
        for relationship in table.collections.values()
        if isinstance(relationship, ManyToMany)
    }
    for name, relationship in relationships.items():
        yield {
            "@odata.type": f"#{TYPES}ManyToManyRelationshipMetadata",
            "MetadataId": _id(f"relationship:{name}"),
            "SchemaName": name,
            "RelationshipType": "ManyToManyRelationship",
            "IsCustomRelationship": False,
            "Entity1LogicalName": relationship.left,
            "Entity2LogicalName": relationship.right,
            "IntersectEntityName": relationship.through,
            "Entity1NavigationPropertyName": name,
            "Entity2NavigationPropertyName": name,
        }


def _class(column: Column) -> str:
    if column.kind in ("Customer", "Owner"):
        return "LookupAttributeMetadata"
    kind = "UniqueIdentifier" if column.kind == "Uniqueidentifier" else column.kind
    return f"{kind}AttributeMetadata"


def _particulars(column: Column) -> Definition:
    """Return what only columns of its kind have."""
    if column.is_text:
        return {"MaxLength": column.max_length, "FormatName": {"Value": "Text"}}
    if column.is_lookup:
        return {"Targets": list(column.targets)}
    if column.kind in _RANGES:
        return {"MinValue": column.minimum, "MaxValue": column.maximum}
    if column.kind == "DateTime":
        return {"Format": "DateOnly" if column.date_only else "DateAndTime"}
    return {}


def _label(text: str) -> Definition:
    label = {"Label": text, "LanguageCode": 1033, "IsManaged": True}
    return {"LocalizedLabels": [label], "UserLocalizedLabel": label}


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
