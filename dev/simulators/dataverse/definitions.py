"""Describes tables, columns and keys as the metadata service does.

Values that the sources lack, such as display names, are made from logical names [R].
"""

from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dev.simulators.dataverse.forms import TYPES
from dev.simulators.dataverse.labels import write_label
from dev.simulators.dataverse.schema import (
    AlternateKey,
    Column,
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
    return metadata_id(f"column:{table.name}.{column.name}")


def privilege_id(name: str) -> str:
    return metadata_id(f"privilege:{name}")


@cache
def metadata_id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
