"""Bodies of the metadata Web API: tables, columns, keys and lookups of a description.

https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-entity-definitions-using-web-api
"""

from typing import Any

from shared.domain.customization import AlternateKey, Column, ColumnType, CustomTable, Lookup

Json = dict[str, Any]
_TYPES = "Microsoft.Dynamics.CRM."
_OWNERSHIP = {"organization": "OrganizationOwned", "user": "UserOwned"}
_ON_DELETE = {"cascade": "Cascade", "remove_link": "RemoveLink", "restrict": "Restrict"}
_NAMES = {
    ColumnType.STRING: "String",
    ColumnType.INTEGER: "Integer",
    ColumnType.DECIMAL: "Decimal",
    ColumnType.DATETIME: "DateTime",
    ColumnType.BOOLEAN: "Boolean",
}
_MOST_DECIMAL = 100_000_000_000
_MOST_INTEGER = 2_147_483_647


class Bodies:
    def __init__(self, language: int) -> None:
        """:param language: the organization's base language, in which labels must be given."""
        self._language = language

    def table(self, table: CustomTable) -> Json:
        body = {
            "@odata.type": f"{_TYPES}EntityMetadata",
            "SchemaName": table.schema_name,
            "DisplayName": self.label(table.display_name),
            "DisplayCollectionName": self.label(table.display_collection_name),
            "Description": self.label(table.description),
            "OwnershipType": _OWNERSHIP[table.ownership],
            "HasNotes": False,
            "HasActivities": False,
            "IsActivity": False,
            "ChangeTrackingEnabled": False,
            "Attributes": [self.column(table.primary_name) | {"IsPrimaryName": True}],
        }
        return body | ({"IconVectorName": table.icon} if table.icon else {})

    def column(self, column: Column) -> Json:
        name = _NAMES[column.type]
        return {
            "@odata.type": f"{_TYPES}{name}AttributeMetadata",
            "AttributeType": name,
            "AttributeTypeName": {"Value": f"{name}Type"},
            "SchemaName": column.schema_name,
            "DisplayName": self.label(column.display_name),
            "RequiredLevel": _required(column.required),
            **self._details(column),
        }

    def _details(self, column: Column) -> Json:
        match column.type:
            case ColumnType.STRING:
                return {"MaxLength": column.max_length, "FormatName": {"Value": "Text"}}
            case ColumnType.INTEGER:
                return {"MinValue": -_MOST_INTEGER, "MaxValue": _MOST_INTEGER}
            case ColumnType.DECIMAL:
                limits = {"MinValue": -_MOST_DECIMAL, "MaxValue": _MOST_DECIMAL}
                return {"Precision": column.precision, **limits}
            case ColumnType.DATETIME:
                behaviour = {"DateTimeBehavior": {"Value": "UserLocal"}}
                return {"Format": "DateAndTime", **behaviour}
            case ColumnType.BOOLEAN:
                options = {
                    f"{name}Option": {"Value": value, "Label": self.label(text)}
                    for name, value, text in (("True", 1, "Yes"), ("False", 0, "No"))
                }
                return {"OptionSet": {"OptionSetType": "Boolean", **options}}

    def key(self, key: AlternateKey) -> Json:
        return {
            "@odata.type": f"{_TYPES}EntityKeyMetadata",
            "SchemaName": key.schema_name,
            "DisplayName": self.label(key.display_name),
            "KeyAttributes": list(key.columns),
        }

    def lookup(self, table: str, lookup: Lookup, referenced_id: str) -> Json:
        """:param referenced_id: the primary key of the table that is pointed to."""
        return {
            "@odata.type": f"{_TYPES}OneToManyRelationshipMetadata",
            "SchemaName": lookup.relationship,
            "ReferencedEntity": lookup.target,
            "ReferencedAttribute": referenced_id,
            "ReferencingEntity": table,
            "CascadeConfiguration": {
                "Assign": "NoCascade",
                "Delete": _ON_DELETE[lookup.on_delete],
                "Merge": "Cascade" if lookup.target == "account" else "NoCascade",
                "Reparent": "NoCascade",
                "Share": "NoCascade",
                "Unshare": "NoCascade",
            },
            "Lookup": {
                "@odata.type": f"{_TYPES}LookupAttributeMetadata",
                "AttributeType": "Lookup",
                "AttributeTypeName": {"Value": "LookupType"},
                "SchemaName": lookup.schema_name,
                "DisplayName": self.label(lookup.display_name),
                "RequiredLevel": _required(False),
            },
        }

    def label(self, text: str) -> Json:
        return {
            "@odata.type": f"{_TYPES}Label",
            "LocalizedLabels": [
                {
                    "@odata.type": f"{_TYPES}LocalizedLabel",
                    "Label": text,
                    "LanguageCode": self._language,
                }
            ],
        }


def _required(required: bool) -> Json:
    return {
        "Value": "ApplicationRequired" if required else "None",
        "CanBeChanged": True,
        "ManagedPropertyLogicalName": "canmodifyrequirementlevelsettings",
    }
