"""Single rows, properties, annotations, related rows, paging."""

import json
from decimal import Decimal

import pytest

from tests.simulators.dataverse_driver import API, NOBODY, Driver

EVERYTHING = 'odata.include-annotations="*"'


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


@pytest.mark.wire("B.2")
def test_a_row_shows_what_is_selected_its_id_and_its_etag(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})

    row = dataverse.get(f"accounts({row_id})?$select=name,versionnumber")

    assert row["@odata.context"] == f"{API}/$metadata#accounts(name,versionnumber)/$entity"
    assert row["@odata.etag"] == f'W/"{row["versionnumber"]}"'
    assert (row["name"], row["accountid"]) == ("Adatum", row_id)
    assert len(row) == 5


@pytest.mark.wire("B.2")
def test_without_select_all_columns_are_shown_empty_ones_too(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})

    row = dataverse.get(f"accounts({row_id})")

    assert row["telephone1"] is None
    assert row["_primarycontactid_value"] is None
    assert "primarycontactid" not in row
    assert "primarycontactidname" not in row


def test_columns_of_other_solutions_are_hidden(dataverse: Driver) -> None:
    response = dataverse.call("GET", "accounts?$select=_bcbi_companyid_value")

    assert response.status == 400


@pytest.mark.wire("B.2")
def test_an_unknown_column_in_select_is_refused(dataverse: Driver) -> None:
    assert dataverse.call("GET", "accounts?$select=nmae").status == 400


@pytest.mark.wire("B.2")
def test_lookups_are_annotated_when_asked(dataverse: Driver) -> None:
    contact = dataverse.create("contacts", {"firstname": "Ada", "lastname": "Adams"})
    bind = {"primarycontactid@odata.bind": f"/contacts({contact})"}
    row_id = dataverse.create("accounts", {"name": "Adatum", **bind})

    row = dataverse.get(f"accounts({row_id})?$select=_primarycontactid_value", Prefer=EVERYTHING)

    name = "_primarycontactid_value"
    assert row[name] == contact
    assert row[f"{name}@OData.Community.Display.V1.FormattedValue"] == "Ada Adams"
    assert row[f"{name}@Microsoft.Dynamics.CRM.lookuplogicalname"] == "contact"
    navigation = row[f"{name}@Microsoft.Dynamics.CRM.associatednavigationproperty"]
    assert navigation == "primarycontactid"


@pytest.mark.wire("B.1")
def test_only_the_annotations_asked_for_are_sent(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum", "customertypecode": 3})
    formatted = "OData.Community.Display.V1.FormattedValue"

    response = dataverse.call(
        "GET",
        f"accounts({row_id})?$select=customertypecode,_ownerid_value",
        headers={"Prefer": f'odata.include-annotations="{formatted}"'},
    )

    row = json.loads(response.body)
    assert row[f"customertypecode@{formatted}"] == "Customer"
    assert not [name for name in row if "lookuplogicalname" in name]
    applied = response.headers["Preference-Applied"]
    assert applied == f'odata.include-annotations="{formatted}"'


@pytest.mark.wire("B.2")
def test_a_row_that_is_unchanged_is_not_sent_again(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})
    etag = dataverse.get(f"accounts({row_id})")["@odata.etag"]

    unchanged = dataverse.call("GET", f"accounts({row_id})", headers={"If-None-Match": etag})
    dataverse.call("PATCH", f"accounts({row_id})", {"name": "Adatum Corp."})
    changed = dataverse.call("GET", f"accounts({row_id})", headers={"If-None-Match": etag})

    assert (unchanged.status, unchanged.body) == (304, b"")
    assert changed.status == 200


@pytest.mark.wire("B.2")
def test_a_conditional_read_with_annotations_is_sent_in_full(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})
    etag = dataverse.get(f"accounts({row_id})")["@odata.etag"]

    headers = {"If-None-Match": etag, "Prefer": EVERYTHING}

    assert dataverse.call("GET", f"accounts({row_id})", headers=headers).status == 200


@pytest.mark.wire("B.2")
def test_a_row_is_found_by_an_alternate_key_of_two_columns(dataverse: Driver) -> None:
    dataverse.simulator.define_key("contact", "key_contact", ["firstname", "emailaddress1"])
    row_id = dataverse.create("contacts", {"firstname": "Joe", "emailaddress1": "a@b"})

    row = dataverse.get("contacts(firstname='Joe',emailaddress1='a@b')?$select=firstname")

    assert row["contactid"] == row_id


@pytest.mark.wire("B.2")
def test_a_key_may_be_a_lookup(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "key_account", ["primarycontactid"])
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    bind = {"primarycontactid@odata.bind": f"contacts({contact})"}
    row_id = dataverse.create("accounts", {"name": "Adatum", **bind})

    row = dataverse.get(f"accounts(_primarycontactid_value={contact})?$select=name")

    assert row["accountid"] == row_id


@pytest.mark.wire("B.9")
def test_a_key_that_is_not_defined_is_refused(dataverse: Driver) -> None:
    response = dataverse.call("GET", "accounts(accountnumber='C1')")

    assert response.status == 400
    assert json.loads(response.body)["error"]["code"] == "0x80060890"


@pytest.mark.wire("B.3")
@pytest.mark.parametrize("value", ["a%2Fb", "a%26b", "a%3Ab", "a%25b", "a%2Bb", "a%3Fb"])
def test_a_key_with_a_special_character_breaks_even_when_encoded(
    dataverse: Driver, value: str
) -> None:
    dataverse.simulator.define_key("account", "key_account", ["accountnumber"])

    response = dataverse.call("GET", f"accounts(accountnumber='{value}')")

    assert response.status in (400, 404)


@pytest.mark.wire("B.2")
def test_users_cannot_be_addressed_by_a_named_primary_key(dataverse: Driver) -> None:
    user, account = dataverse.app_user, dataverse.create("accounts", {"name": "Adatum"})

    assert dataverse.call("GET", f"systemusers(systemuserid={user})").status == 400
    assert dataverse.call("GET", f"systemusers({user})").status == 200
    assert dataverse.call("GET", f"accounts(accountid={account})").status == 200


def test_a_property_and_a_related_row_are_read_by_their_address(dataverse: Driver) -> None:
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    bind = {"primarycontactid@odata.bind": f"contacts({contact})"}
    row = f"accounts({dataverse.create('accounts', {'name': 'Adatum', **bind})})"

    assert dataverse.get(f"{row}/name")["value"] == "Adatum"
    assert dataverse.call("GET", f"{row}/name/$value").body == b"Adatum"
    assert dataverse.call("GET", f"{row}/fax").status == 204
    assert dataverse.get(f"{row}/primarycontactid")["contactid"] == contact


@pytest.mark.wire("B.2")
def test_related_rows_are_expanded_both_ways(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    for name in ("Adams", "Baker"):
        bind = {"parentcustomerid_account@odata.bind": f"/accounts({account})"}
        dataverse.create("contacts", {"lastname": name, **bind})

    nested = "contact_customer_accounts($select=lastname;$orderby=lastname desc)"
    expansions = f"{nested},ownerid($select=fullname)"
    row = dataverse.get(f"accounts({account})?$select=name&$expand={expansions}")
    parent = "parentcustomerid_account($select=name)"
    contacts = dataverse.get(f"contacts?$select=lastname&$expand={parent}")

    found = [each["lastname"] for each in row["contact_customer_accounts"]]
    assert found == ["Baker", "Adams"]
    assert row["ownerid"]["fullname"] == "Sync App"
    assert {each["parentcustomerid_account"]["name"] for each in contacts["value"]} == {"Adatum"}


def test_an_expansion_of_another_target_is_empty(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    bind = {"parentcustomerid_account@odata.bind": f"/accounts({account})"}
    contact = dataverse.create("contacts", {"lastname": "Adams", **bind})

    row = dataverse.get(f"contacts({contact})?$select=lastname&$expand=parentcustomerid_contact")

    assert row["parentcustomerid_contact"] is None


def test_numbers_keep_all_their_digits(dataverse: Driver) -> None:
    body = b'{"name": "Adatum", "creditlimit": 99999999999.1234}'
    response = dataverse.call("POST", "accounts", body)
    address = response.headers["OData-EntityId"]

    content = dataverse.call("GET", f"{address}?$select=creditlimit").body

    assert json.loads(content, parse_float=Decimal)["creditlimit"] == Decimal("99999999999.1234")


def test_the_service_document_lists_the_entity_sets(dataverse: Driver) -> None:
    names = [each["name"] for each in dataverse.get("")["value"]]

    assert {"accounts", "contacts", "transactioncurrencies"} <= set(names)


def test_a_collection_is_read_by_its_address(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    contact = dataverse.create(
        f"accounts({account})/contact_customer_accounts", {"lastname": "Adams"}
    )

    found = dataverse.get(f"accounts({account})/contact_customer_accounts?$select=lastname")

    assert [row["contactid"] for row in found["value"]] == [contact]
    assert dataverse.call("GET", f"accounts({NOBODY})/contact_customer_accounts").status == 404


def test_a_key_may_be_a_number(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "key_account", ["numberofemployees"])
    row_id = dataverse.create("accounts", {"numberofemployees": 7})

    assert dataverse.get("accounts(numberofemployees=7)")["accountid"] == row_id
    assert dataverse.call("GET", "accounts(numberofemployees=x)").status == 400
