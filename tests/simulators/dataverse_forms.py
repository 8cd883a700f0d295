"""Definitions as a client sends them to the metadata of a Dataverse simulator."""

from typing import Any

from tests.simulators.dataverse_driver import Driver

Json = dict[str, Any]
COLUMNS = "EntityDefinitions(LogicalName='new_company')/Attributes"


def label(text: str) -> Json:
    return {"LocalizedLabels": [{"Label": text, "LanguageCode": 1033}]}


def column(kind: str, name: str, **members: Any) -> Json:
    return {
        "@odata.type": f"Microsoft.Dynamics.CRM.{kind}AttributeMetadata",
        "SchemaName": name,
        "DisplayName": label(name.partition("_")[2]),
        "RequiredLevel": {"Value": "None", "CanBeChanged": True},
        **members,
    }


def table(name: str = "new_Company", **members: Any) -> Json:
    return {
        "@odata.type": "Microsoft.Dynamics.CRM.EntityMetadata",
        "SchemaName": name,
        "DisplayName": label("Company"),
        "DisplayCollectionName": label("Companies"),
        "OwnershipType": "UserOwned",
        "HasNotes": False,
        "HasActivities": False,
        "Attributes": [column("String", "new_Name", MaxLength=100, IsPrimaryName=True)],
        **members,
    }


def relationship(one: str, many: str, lookup: str, **members: Any) -> Json:
    return {
        "@odata.type": "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
        "SchemaName": f"{lookup}_{many}",
        "ReferencedEntity": one,
        "ReferencingEntity": many,
        "CascadeConfiguration": {"Assign": "NoCascade", "Delete": "RemoveLink"},
        "Lookup": column("Lookup", lookup),
        **members,
    }


def with_company(**driver: Any) -> Driver:
    """Return an organisation with a table of companies."""
    dataverse = Driver(**driver)
    response = dataverse.call("POST", "EntityDefinitions", table())
    assert response.status == 204, response.body
    return dataverse
