"""Tables that a client creates, changes and deletes."""

from typing import Any
from xml.etree import ElementTree

import pytest

from tests.simulators.dataverse_driver import Driver, change_set, code, part, statuses
from tests.simulators.dataverse_forms import column, label, relationship, table, with_company

ADDRESS = "EntityDefinitions(LogicalName='new_company')"


@pytest.mark.wire("B.7")
def test_a_new_table_is_named_by_the_answer_and_takes_rows_at_once() -> None:
    dataverse = Driver()

    response = dataverse.call("POST", "EntityDefinitions", table())
    row_id = dataverse.create("new_companies", {"new_name": "CRONUS"})

    address = response.headers["OData-EntityId"]
    assert response.status == 204
    assert dataverse.get(address)["LogicalName"] == "new_company"
    row = dataverse.get(f"new_companies({row_id})")
    assert row["new_name"] == "CRONUS"
    assert (row["statecode"], row["statuscode"]) == (0, 1)
    assert row["_ownerid_value"] == dataverse.app_user


@pytest.mark.wire("B.7")
def test_a_new_table_is_described_as_it_was_defined() -> None:
    dataverse = with_company()

    found = dataverse.get(ADDRESS)

    assert found["SchemaName"] == "new_Company"
    assert (found["EntitySetName"], found["PrimaryIdAttribute"]) == (
        "new_companies",
        "new_companyid",
    )
    assert found["PrimaryNameAttribute"] == "new_name"
    assert (found["OwnershipType"], found["IsCustomEntity"]) == ("UserOwned", True)
    assert found["DisplayName"]["UserLocalizedLabel"]["Label"] == "Company"
    assert found["ObjectTypeCode"] >= 10_000


@pytest.mark.wire("B.7")
def test_a_table_may_come_with_further_columns() -> None:
    dataverse = Driver()
    primary = column("String", "new_Name", MaxLength=100, IsPrimaryName=True)
    others = [column("Integer", "new_Count"), column("Money", "new_Limit")]

    dataverse.call("POST", "EntityDefinitions", table(Attributes=[*others, primary]))
    row_id = dataverse.create("new_companies", {"new_name": "A", "new_count": 1, "new_limit": 2})

    row = dataverse.get(f"new_companies({row_id})")
    assert (row["new_count"], row["new_limit_base"]) == (1, 2)


def test_microsofts_client_creates_a_table_by_an_action_of_its_own() -> None:
    dataverse = Driver()
    kind = "Microsoft.Dynamics.CRM.Complex"
    primary = column("String", "new_Name", IsPrimaryName=True)
    primary["@odata.type"] = f"{kind}StringAttributeMetadata"
    form = table(Attributes=[primary]) | {"@odata.type": f"{kind}EntityMetadata"}

    response = dataverse.call("POST", "CreateEntities", {"Entities": [form]})

    assert response.status == 204
    assert dataverse.get(ADDRESS)["PrimaryNameAttribute"] == "new_name"


@pytest.mark.wire("B.7")
def test_a_table_of_the_organisation_has_no_owners() -> None:
    dataverse = Driver()

    dataverse.call("POST", "EntityDefinitions", table(OwnershipType="OrganizationOwned"))
    row = dataverse.get(f"new_companies({dataverse.create('new_companies', {'new_name': 'A'})})")

    assert "_ownerid_value" not in row
    assert row["_organizationid_value"] == dataverse.get("WhoAmI")["OrganizationId"]


@pytest.mark.wire("B.7")
def test_a_new_table_is_part_of_the_csdl_and_of_the_service_document() -> None:
    dataverse = with_company()

    document = dataverse.call("GET", "$metadata")

    names = {each.get("Name") for each in ElementTree.fromstring(document.body).iter()}
    assert {"new_company", "new_companies", "new_name"} <= names
    assert "new_companies" in {each["name"] for each in dataverse.get("")["value"]}


@pytest.mark.wire("B.5")
def test_a_new_table_takes_bulk_messages() -> None:
    dataverse = with_company()
    target = {"@odata.type": "Microsoft.Dynamics.CRM.new_company", "new_name": "A"}

    address = "new_companies/Microsoft.Dynamics.CRM.CreateMultiple"
    response = dataverse.call("POST", address, {"Targets": [target]})
    query = "primaryobjecttypecode eq 'new_company' and sdkmessageid/name eq 'CreateMultiple'"

    assert response.status == 200
    assert len(dataverse.get(f"sdkmessagefilters?$filter={query}")["value"]) == 1


@pytest.mark.wire("B.6")
def test_change_tracking_is_switched_on_by_replacing_the_definition() -> None:
    dataverse = with_company()
    tracked = {"Prefer": "odata.track-changes"}
    before = dataverse.call("GET", "new_companies?$select=new_name", headers=tracked)
    definition = dataverse.get(ADDRESS) | {"ChangeTrackingEnabled": True}

    response = dataverse.call("PUT", ADDRESS, definition, {"MSCRM.MergeLabels": "true"})
    dataverse.create("new_companies", {"new_name": "A"})
    first = dataverse.get("new_companies?$select=new_name", Prefer="odata.track-changes")
    row_id = dataverse.create("new_companies", {"new_name": "B"})
    later = dataverse.get(first["@odata.deltaLink"])

    assert (before.status, response.status) == (400, 204)
    assert [row["new_name"] for row in first["value"]] == ["A"]
    assert [row["new_companyid"] for row in later["value"]] == [row_id]


@pytest.mark.wire("B.6")
def test_change_tracking_cannot_be_switched_off_again() -> None:
    dataverse = Driver()
    address = "EntityDefinitions(LogicalName='account')"
    definition = dataverse.get(address) | {"ChangeTrackingEnabled": False}

    assert dataverse.call("PUT", address, definition).status == 400
    assert dataverse.get(address)["ChangeTrackingEnabled"] is True


def test_a_definition_is_replaced_as_a_whole() -> None:
    dataverse = with_company()
    part_of_it = {"@odata.type": "#x", "ChangeTrackingEnabled": True}

    assert dataverse.call("PUT", ADDRESS, part_of_it).status == 400
    assert dataverse.call("PATCH", ADDRESS, part_of_it).status == 405


@pytest.mark.parametrize(
    "wrong",
    [
        table() | {"@odata.type": "Microsoft.Dynamics.CRM.Nope"},
        table(name="Company"),
        table(name="new_"),
        table(OwnershipType="TeamOwned"),
        table(DisplayName="Company"),
        table(DisplayCollectionName=None),
        table(Attributes=[]),
        table(Attributes=[column("Memo", "new_Name", IsPrimaryName=True)]),
        table(HasNote=True),
        [],
    ],
)
def test_a_malformed_definition_is_refused_and_leaves_nothing(wrong: Any) -> None:
    dataverse = Driver()

    assert dataverse.call("POST", "EntityDefinitions", wrong).status == 400
    assert dataverse.call("GET", ADDRESS).status == 404


def test_a_second_table_of_the_same_name_is_refused() -> None:
    dataverse = with_company()

    again = dataverse.call("POST", "EntityDefinitions", table("new_company"))

    assert (again.status, code(again)) == (400, "0x80047010")


def test_a_deleted_table_is_gone_with_its_rows_and_privileges() -> None:
    dataverse = with_company()
    dataverse.create("new_companies", {"new_name": "A"})

    response = dataverse.call("DELETE", ADDRESS)

    assert response.status == 204
    assert dataverse.call("GET", "new_companies").status == 404
    assert dataverse.call("GET", ADDRESS).status == 404
    query = "privileges?$filter=name eq 'prvReadnew_Company'"
    assert dataverse.get(query)["value"] == []
    query = "sdkmessagefilters?$filter=primaryobjecttypecode eq 'new_company'"
    assert dataverse.get(query)["value"] == []


def test_a_table_can_be_created_anew_after_its_deletion() -> None:
    dataverse = with_company()
    dataverse.call("DELETE", ADDRESS)

    again = dataverse.call("POST", "EntityDefinitions", table())

    assert again.status == 204
    assert dataverse.get("new_companies")["value"] == []


def test_a_table_that_another_refers_to_is_kept() -> None:
    dataverse = with_company()
    lookup = relationship("new_company", "account", "new_Company")
    dataverse.call("POST", "RelationshipDefinitions", lookup)

    response = dataverse.call("DELETE", ADDRESS)

    assert (response.status, code(response)) == (400, "0x8004F01F")
    assert dataverse.get(ADDRESS)["LogicalName"] == "new_company"


def test_a_table_of_the_system_cannot_be_deleted() -> None:
    dataverse = Driver()

    assert dataverse.call("DELETE", "EntityDefinitions(LogicalName='account')").status == 400
    assert dataverse.get("accounts")["value"] == []


def test_metadata_in_a_change_set_is_a_limit_of_the_simulator() -> None:
    dataverse = Driver()
    body = change_set(part("POST", "EntityDefinitions", table(), "1"))

    assert statuses(dataverse.batch([body])) == [501]


def test_a_name_for_people_is_replaced() -> None:
    dataverse = with_company()
    definition = dataverse.get(ADDRESS) | {"DisplayName": label("Firm")}

    dataverse.call("PUT", ADDRESS, definition)

    assert dataverse.get(ADDRESS)["DisplayName"]["UserLocalizedLabel"]["Label"] == "Firm"
