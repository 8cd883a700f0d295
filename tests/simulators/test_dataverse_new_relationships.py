"""Lookups that come with a relationship."""

import pytest

from tests.simulators.dataverse_driver import Driver, code
from tests.simulators.dataverse_forms import Json, column, relationship, with_company

LOOKUP = relationship("new_company", "account", "new_CompanyId")
NAMED = "RelationshipDefinitions(SchemaName='new_CompanyId_account')"


@pytest.fixture
def dataverse() -> Driver:
    return with_company()


@pytest.mark.wire("B.7")
def test_a_new_lookup_is_bound_by_its_schema_name_and_read_by_its_logical_name(
    dataverse: Driver,
) -> None:
    response = dataverse.call("POST", "RelationshipDefinitions", LOOKUP)
    company = dataverse.create("new_companies", {"new_name": "CRONUS"})
    bind = {"new_CompanyId@odata.bind": f"/new_companies({company})"}
    row_id = dataverse.create("accounts", {"name": "A", **bind})

    row = dataverse.get(f"accounts({row_id})?$expand=new_CompanyId($select=new_name)")
    assert response.status == 204
    assert row["_new_companyid_value"] == company
    assert row["new_CompanyId"]["new_name"] == "CRONUS"
    wrong = {"new_companyid@odata.bind": f"/new_companies({company})"}
    assert dataverse.call("POST", "accounts", wrong).status == 400


@pytest.mark.wire("B.7")
def test_the_other_end_collects_the_rows_that_refer_to_it(dataverse: Driver) -> None:
    dataverse.call("POST", "RelationshipDefinitions", LOOKUP)
    company = dataverse.create("new_companies", {"new_name": "CRONUS"})
    row_id = dataverse.create(
        "accounts", {"new_CompanyId@odata.bind": f"/new_companies({company})"}
    )

    found = dataverse.get(f"new_companies({company})/new_CompanyId_account")["value"]

    assert [row["accountid"] for row in found] == [row_id]


@pytest.mark.wire("B.7")
def test_a_new_relationship_is_described_from_both_ends(dataverse: Driver) -> None:
    dataverse.call("POST", "RelationshipDefinitions", LOOKUP)

    named = dataverse.get(NAMED)
    query = "$filter=ReferencingAttribute eq 'new_companyid'"
    many = dataverse.get(f"EntityDefinitions(LogicalName='account')/ManyToOneRelationships?{query}")

    assert named["ReferencedEntity"] == "new_company"
    assert named["ReferencingEntityNavigationPropertyName"] == "new_CompanyId"
    assert [each["SchemaName"] for each in many["value"]] == ["new_CompanyId_account"]


@pytest.mark.wire("B.7")
@pytest.mark.parametrize(
    ("behaviour", "status", "left"),
    [("RemoveLink", 204, 1), ("Cascade", 204, 0), ("Restrict", 405, 1)],
)
def test_deleting_the_one_does_to_the_many_what_the_relationship_says(
    dataverse: Driver, behaviour: str, status: int, left: int
) -> None:
    form = LOOKUP | {"CascadeConfiguration": {"Delete": behaviour}}
    dataverse.call("POST", "RelationshipDefinitions", form)
    company = dataverse.create("new_companies", {"new_name": "CRONUS"})
    dataverse.create("accounts", {"new_CompanyId@odata.bind": f"/new_companies({company})"})

    response = dataverse.call("DELETE", f"new_companies({company})")

    assert response.status == status
    assert len(dataverse.get("accounts")["value"]) == left


def test_a_table_may_refer_to_itself(dataverse: Driver) -> None:
    form = relationship("new_company", "new_company", "new_ParentId")

    assert dataverse.call("POST", "RelationshipDefinitions", form).status == 204
    parent = dataverse.create("new_companies", {"new_name": "Parent"})
    bind = {"new_ParentId@odata.bind": f"/new_companies({parent})"}
    child = dataverse.create("new_companies", {"new_name": "Child", **bind})
    assert dataverse.get(f"new_companies({child})")["_new_parentid_value"] == parent


def test_a_deleted_relationship_takes_its_lookup_along(dataverse: Driver) -> None:
    dataverse.call("POST", "RelationshipDefinitions", LOOKUP)
    dataverse.create("accounts", {"name": "A"})

    response = dataverse.call("DELETE", NAMED)

    assert response.status == 204
    assert "_new_companyid_value" not in dataverse.get("accounts")["value"][0]
    assert dataverse.call("GET", NAMED).status == 404
    assert dataverse.call("DELETE", "EntityDefinitions(LogicalName='new_company')").status == 204


def test_a_second_relationship_or_lookup_of_the_same_name_is_refused(dataverse: Driver) -> None:
    dataverse.call("POST", "RelationshipDefinitions", LOOKUP)

    again = dataverse.call("POST", "RelationshipDefinitions", LOOKUP)
    other = dataverse.call("POST", "RelationshipDefinitions", LOOKUP | {"SchemaName": "new_other"})

    assert [(each.status, code(each)) for each in (again, other)] == [(400, "0x80047010")] * 2


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        (LOOKUP | {"ReferencedEntity": "nope"}, 404),
        (LOOKUP | {"ReferencingEntity": "nope"}, 404),
        (LOOKUP | {"ReferencedAttribute": "new_name"}, 400),
        (LOOKUP | {"Lookup": column("String", "new_CompanyId")}, 400),
        (LOOKUP | {"CascadeConfiguration": {"Delete": "Perhaps"}}, 400),
        (LOOKUP | {"ReferencedEnttiy": "account"}, 400),
        (LOOKUP | {"@odata.type": "Microsoft.Dynamics.CRM.NopeMetadata"}, 400),
    ],
)
def test_a_malformed_relationship_is_refused(dataverse: Driver, wrong: Json, status: int) -> None:
    assert dataverse.call("POST", "RelationshipDefinitions", wrong).status == status
    assert dataverse.call("GET", "accounts?$select=_new_companyid_value").status == 400


def test_a_relationship_of_the_system_cannot_be_deleted(dataverse: Driver) -> None:
    address = "RelationshipDefinitions(SchemaName='contact_customer_accounts')"

    assert dataverse.call("DELETE", address).status == 400
