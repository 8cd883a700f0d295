"""Describes tables, columns, keys and relationships as the metadata service does.

Values that the sources lack, such as display names, are made from logical names [R].
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dev.simulators.dataverse.forms import TYPES
from dev.simulators.dataverse.labels import write_label
from dev.simulators.dataverse.schema import (
    CHOICES,
    AlternateKey,
    Column,
    ManyToMany,
    OneToMany,
    OptionSet,
    Schema,
    Table,
)
from dev.simulators.dataverse.table_forms import plural

Definition = dict[str, Any]

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
        "CollectionSchemaName": plural(table.schema_name),
        "PrimaryIdAttribute": table.primary_id,
        "PrimaryNameAttribute": table.primary_name,
        "OwnershipType": _OWNERSHIP[table.ownership],
        "ObjectTypeCode": table.object_type_code,
        "ChangeTrackingEnabled": table.change_tracking,
        "IsOptimisticConcurrencyEnabled": table.bulk_messages,
        "IsCustomEntity": table.is_custom,
        "IsPrivate": False,
        "IsManaged": not table.is_custom,
        "IsIntersect": table.primary_name is None,
        "TableType": "Standard",
        "DisplayName": write_label(table.label or table.schema_name),
        "DisplayCollectionName": write_label(table.collection_label or plural(table.schema_name)),
        "Privileges": [_privilege(name, right) for right, name in table.privileges.items()],
    }


def _privilege(name: str, right: str) -> Definition:
    return {
        "CanBeBasic": True,
        "CanBeLocal": True,
        "CanBeDeep": True,
        "CanBeGlobal": True,
        "CanBeEntityReference": False,
        "CanBeParentEntityReference": False,
        "Name": name,
        "PrivilegeId": privilege_id(name),
        "PrivilegeType": right,
    }


def describe_columns(table: Table) -> list[Definition]:
    return [describe_column(table, column) for column in table.columns.values()]


def describe_column(table: Table, column: Column) -> Definition:
    return {
        "@odata.type": f"#{TYPES}{_class(column)}",
        "MetadataId": column_id(table, column),
        "LogicalName": column.name,
        "SchemaName": column.schema_name or column.name,
        "EntityLogicalName": table.name,
        "AttributeType": "Virtual" if column.kind == "MultiSelectPicklist" else column.kind,
        "AttributeTypeName": {"Value": f"{column.kind}Type"},
        "AttributeOf": None,
        "IsPrimaryId": column.name == table.primary_id,
        "IsPrimaryName": column.name == table.primary_name,
        "IsCustomAttribute": column.is_custom,
        "IsManaged": not column.is_custom,
        "IsValidForCreate": column.may_create(),
        "IsValidForUpdate": column.may_update(),
        "IsValidForRead": True,
        "RequiredLevel": {
            "Value": _REQUIRED[column.required],
            "CanBeChanged": column.required != "systemrequired",
            "ManagedPropertyLogicalName": "canmodifyrequirementlevelsettings",
        },
        "DisplayName": write_label(column.label or column.name),
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
        "EntityKeyIndexStatus": key.status,
        "IsManaged": False,
        "DisplayName": write_label(key.label or key.name),
    }


def describe_options(column: Column) -> Definition | None:
    """Return the option set of a choice that has one of its own."""
    if column.kind == "Boolean":
        return _switch(column)
    if column.kind not in CHOICES or column.option_set:
        return None
    return {
        "MetadataId": _id(f"options:{column.name}"),
        "Name": column.name,
        "IsGlobal": False,
        "OptionSetType": "Picklist" if column.kind == "MultiSelectPicklist" else column.kind,
        "Options": _options(column.options, column.state_of),
    }


def describe_option_set(option_set: OptionSet) -> Definition:
    """Describe a global choice."""
    return {
        "@odata.type": f"#{TYPES}OptionSetMetadata",
        "MetadataId": option_set.id,
        "Name": option_set.name,
        "IsGlobal": True,
        "IsCustomOptionSet": True,
        "OptionSetType": "Picklist",
        "DisplayName": write_label(option_set.label or option_set.name),
        "Options": _options(option_set.options, {}),
    }


def _options(options: Mapping[int, str], states: Mapping[int, int]) -> list[Definition]:
    return [
        {"Value": value, "Label": write_label(label)}
        | ({"State": states[value]} if value in states else {})
        for value, label in options.items()
    ]


def _switch(column: Column) -> Definition:
    labels = column.options or {1: "Yes", 0: "No"}
    ends = {"TrueOption": 1, "FalseOption": 0}
    return {
        "MetadataId": _id(f"options:{column.name}"),
        "OptionSetType": "Boolean",
        "IsGlobal": False,
        **{
            end: {"Value": value, "Label": write_label(labels.get(value, end))}
            for end, value in ends.items()
        },
    }


def describe_one_to_many(schema: Schema) -> Iterator[Definition]:
    """Describe each lookup once for every table it refers to."""
    named = {
        (relationship.one, relationship.many, relationship.lookup): relationship
        for table in schema
        for relationship in table.collections.values()
        if isinstance(relationship, OneToMany)
    }
    for table in schema:
        for navigation, (column, targets) in table.navigations.items():
            for target in targets:
                relationship = named.get((target, table.name, column.name)) or OneToMany(
                    f"{target}_{table.name}_{column.name}", target, table.name, column.name
                )
                yield _describe_one_to_many(schema, relationship, navigation)


def _describe_one_to_many(schema: Schema, relationship: OneToMany, navigation: str) -> Definition:
    referenced = schema.tables.get(relationship.one)
    on_delete = {"clear": "RemoveLink", "cascade": "Cascade", "restrict": "Restrict"}
    return {
        "@odata.type": f"#{TYPES}OneToManyRelationshipMetadata",
        "MetadataId": relationship_id(relationship.name),
        "SchemaName": relationship.name,
        "RelationshipType": "OneToManyRelationship",
        "IsCustomRelationship": relationship.is_custom,
        "IsManaged": not relationship.is_custom,
        "CascadeConfiguration": {"Delete": on_delete[relationship.delete]},
        "ReferencedEntity": relationship.one,
        "ReferencedAttribute": referenced.primary_id if referenced else f"{relationship.one}id",
        "ReferencedEntityNavigationPropertyName": relationship.name,
        "ReferencingEntity": relationship.many,
        "ReferencingAttribute": relationship.lookup,
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
            "MetadataId": relationship_id(name),
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
        limits: Definition = {"MinValue": column.minimum, "MaxValue": column.maximum}
        return limits | ({} if column.precision is None else {"Precision": column.precision})
    if column.kind == "DateTime":
        return {"Format": "DateOnly" if column.date_only else "DateAndTime"}
    return {}


def column_id(table: Table, column: Column) -> str:
    return _id(f"column:{table.name}.{column.name}")


def relationship_id(name: str) -> str:
    return _id(f"relationship:{name}")


@cache
def privilege_id(name: str) -> str:
    return _id(f"privilege:{name}")


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
