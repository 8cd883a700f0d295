"""Reads of metadata."""

from xml.etree import ElementTree

import pytest

from tests.simulators.dataverse_driver import Driver, code

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


@pytest.mark.wire("B.7")
def test_a_table_is_described_by_its_logical_name(dataverse: Driver) -> None:
    table = dataverse.get(
        "EntityDefinitions(LogicalName='account')"
        "?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,OwnershipType,"
        "ObjectTypeCode,ChangeTrackingEnabled,IsOptimisticConcurrencyEnabled"
        "&$expand=Attributes($select=LogicalName,AttributeType),Keys($select=KeyAttributes)"
    )

    kinds = {each["LogicalName"]: each["AttributeType"] for each in table["Attributes"]}
    assert table["EntitySetName"] == "accounts"
    assert table["PrimaryIdAttribute"] == "accountid"
    assert table["PrimaryNameAttribute"] == "name"
    assert table["OwnershipType"] == "UserOwned"
    assert table["ChangeTrackingEnabled"] is True
    assert table["Keys"] == []
    assert (kinds["name"], kinds["ownerid"], kinds["creditlimit"]) == ("String", "Owner", "Money")


@pytest.mark.wire("B.7")
def test_the_same_table_is_found_by_its_id(dataverse: Driver) -> None:
    found = dataverse.get("EntityDefinitions?$filter=LogicalName eq 'account'&$select=SchemaName")

    table = dataverse.get(f"EntityDefinitions({found['value'][0]['MetadataId']})")

    assert table["LogicalName"] == "account"


@pytest.mark.wire("B.6")
def test_tables_with_change_tracking_are_listed(dataverse: Driver) -> None:
    query = "EntityDefinitions?$filter=ChangeTrackingEnabled eq true&$select=LogicalName"
    names = {each["LogicalName"] for each in dataverse.get(query)["value"]}

    assert {"account", "contact", "product"} <= names
    assert "organization" not in names


@pytest.mark.wire("B.7")
def test_a_column_tells_its_length_and_range(dataverse: Driver) -> None:
    columns = "EntityDefinitions(LogicalName='account')/Attributes"

    name = dataverse.get(f"{columns}(LogicalName='accountnumber')")
    staff = dataverse.get(f"{columns}(LogicalName='numberofemployees')")
    texts = dataverse.get(f"{columns}/Microsoft.Dynamics.CRM.StringAttributeMetadata")["value"]

    assert name["@odata.type"] == "#Microsoft.Dynamics.CRM.StringAttributeMetadata"
    assert name["MaxLength"] == 20
    assert (staff["MinValue"], staff["MaxValue"]) == (0, 1000000000)
    assert {each["AttributeType"] for each in texts} == {"String"}


@pytest.mark.wire("B.8a")
def test_a_choice_tells_its_options(dataverse: Driver) -> None:
    address = (
        "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')"
        "/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$expand=OptionSet,GlobalOptionSet"
    )

    options = dataverse.get(address)["OptionSet"]["Options"]

    labels = {each["Value"]: each["Label"]["UserLocalizedLabel"]["Label"] for each in options}
    assert labels[1] == "Net 30"


@pytest.mark.wire("B.7")
def test_the_keys_of_a_table_tell_whether_they_are_active(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "new_number", ["accountnumber"])
    dataverse.simulator.add_many("account", [{"fax": "1"}, {"fax": "1"}])
    dataverse.simulator.define_key("account", "new_fax", ["fax"])

    keys = dataverse.get("EntityDefinitions(LogicalName='account')/Keys")["value"]

    states = {each["SchemaName"]: each["EntityKeyIndexStatus"] for each in keys}
    assert states == {"new_number": "Active", "new_fax": "Failed"}
    assert keys[0]["KeyAttributes"] == ["accountnumber"]


def test_relationships_are_found_by_name_and_by_table(dataverse: Driver) -> None:
    query = "RelationshipDefinitions?$filter=SchemaName eq 'contact_customer_accounts'"
    found = dataverse.get(query)["value"]
    many = dataverse.get("EntityDefinitions(LogicalName='account')/ManyToOneRelationships")

    lookups = {each["ReferencingAttribute"] for each in many["value"]}
    assert found[0]["ReferencingEntityNavigationPropertyName"] == "parentcustomerid_account"
    assert {"primarycontactid", "ownerid", "transactioncurrencyid"} <= lookups


@pytest.mark.parametrize(
    "address",
    ["EntityDefinitions(LogicalName='nope')", "EntityDefinitions(LogicalName='account')/Nope"],
)
def test_unknown_metadata_is_not_found(dataverse: Driver, address: str) -> None:
    assert dataverse.call("GET", address).status == 404


def test_the_csdl_declares_every_set_and_navigation(dataverse: Driver) -> None:
    document = dataverse.call("GET", "$metadata")

    schema = ElementTree.fromstring(document.body).find(f".//{EDM}Schema")
    assert schema is not None
    types = {each.get("Name"): each for each in schema.iter(f"{EDM}EntityType")}
    properties = {
        each.get("Name"): each.get("Type") for each in types["contact"].iter(f"{EDM}Property")
    }
    navigations = {each.get("Name") for each in types["contact"].iter(f"{EDM}NavigationProperty")}
    sets = {each.get("Name") for each in schema.iter(f"{EDM}EntitySet")}
    assert properties["_parentcustomerid_value"] == "Edm.Guid"
    assert properties["birthdate"] == "Edm.Date"
    assert {"parentcustomerid_account", "parentcustomerid_contact", "ownerid"} <= navigations
    assert {"accounts", "contacts", "opportunities"} <= sets


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("LogicalName eq 'account' or LogicalName eq 'lead'", {"account", "lead"}),
        ("startswith(LogicalName,'quote')", {"quote", "quotedetail"}),
        ("contains(LogicalName,'uom') and LogicalName ne 'uom'", {"uomschedule"}),
        ("IsPrivate eq false and not (ObjectTypeCode ne 2)", {"contact"}),
    ],
)
def test_tables_are_found_by_a_filter(dataverse: Driver, query: str, expected: set[str]) -> None:
    found = dataverse.get(f"EntityDefinitions?$select=LogicalName&$filter={query}")["value"]

    assert {each["LogicalName"] for each in found} == expected


def test_columns_are_found_by_their_kind_and_level(dataverse: Driver) -> None:
    columns = "EntityDefinitions(LogicalName='account')/Attributes?$select=LogicalName&$filter="
    kind = "AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'State'"

    states = dataverse.get(f"{columns}{kind}")["value"]
    needed = dataverse.get(f"{columns}RequiredLevel/Value eq 'ApplicationRequired'")["value"]

    assert [each["LogicalName"] for each in states] == ["statecode"]
    assert [each["LogicalName"] for each in needed] == ["name"]


@pytest.mark.parametrize(
    "query", ["$filter=Nope eq 1", "$select=Nope", "$expand=Nope", "$filter=ObjectTypeCode gt 5"]
)
def test_a_query_that_metadata_cannot_answer_is_refused(dataverse: Driver, query: str) -> None:
    response = dataverse.call("GET", f"EntityDefinitions?{query}")

    assert (response.status, code(response)) == (400, "0x80060888")
