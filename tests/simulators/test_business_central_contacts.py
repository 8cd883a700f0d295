"""The contacts that customers and vendors bring along, and who is whose."""

from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.business_central import BusinessCentral

Json = dict[str, Any]


def contacts(bc: BusinessCentral) -> list[Json]:
    return bc.get("contacts", "$orderby=number").value


def add_person(bc: BusinessCentral, name: str, company: str) -> Json:
    body = {"displayName": name, "type": "Person", "companyNumber": company}
    answer = bc.post("contacts", body)
    assert answer.status == 201, answer.body
    return dict(answer.json)


@pytest.mark.parametrize(
    ("entity_set", "relation"), [("customers", "Customer"), ("vendors", "Vendor")]
)
def test_a_customer_or_vendor_gets_a_contact_of_its_own(entity_set: str, relation: str) -> None:
    bc = BusinessCentral()

    bc.post(entity_set, {"displayName": "Adatum", "city": "Berlin", "email": "a@adatum.example"})

    [contact] = contacts(bc)
    assert (contact["displayName"], contact["type"]) == ("Adatum", "Company")
    assert (contact["number"], contact["companyNumber"]) == ("CT000001", "CT000001")
    assert (contact["companyName"], contact["searchName"]) == ("Adatum", "ADATUM")
    assert contact["contactBusinessRelation"] == relation
    assert (contact["city"], contact["email"]) == ("Berlin", "a@adatum.example")


def test_without_business_relation_codes_there_is_no_contact() -> None:
    bc = BusinessCentral(company_contacts=False)

    bc.post("customers", {"displayName": "Adatum"})

    assert contacts(bc) == []


def test_a_refused_customer_leaves_no_contact() -> None:
    bc = BusinessCentral()
    bc.post("customers", {"displayName": "Adatum", "number": "1"})

    bc.post("customers", {"displayName": "Again", "number": "1"})

    assert [contact["displayName"] for contact in contacts(bc)] == ["Adatum"]


def test_a_change_of_a_customer_reaches_its_contact_and_nothing_else_does() -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    [first] = contacts(bc)
    opportunity = bc.post("opportunities", {"contactNumber": first["number"]}).json
    bc.clock.advance(timedelta(seconds=60))

    bc.patch(f"customers({customer['id']})", {"creditLimit": 5})
    [untouched] = contacts(bc)
    bc.patch(f"customers({customer['id']})", {"displayName": "Adatum AG", "city": "Bonn"})

    assert untouched == first
    [after] = contacts(bc)
    assert (after["displayName"], after["companyName"]) == ("Adatum AG", "Adatum AG")
    assert (after["city"], after["searchName"]) == ("Bonn", "ADATUM AG")
    assert after["lastModifiedDateTime"] > first["lastModifiedDateTime"]
    shown = bc.get(f"opportunities({opportunity['id']})").json
    assert shown["contactName"] == "Adatum AG"


def test_a_person_takes_over_name_and_relation_of_the_company() -> None:
    bc = BusinessCentral()
    bc.post("customers", {"displayName": "Adatum"})
    [company] = contacts(bc)

    person = add_person(bc, "Ada Adams", company["number"])
    alone = bc.post("contacts", {"displayName": "Bo", "type": "Person"}).json
    joined = bc.patch(f"contacts({alone['id']})", {"companyNumber": company["number"]}).json

    assert person["companyName"] == "Adatum"
    assert person["contactBusinessRelation"] == "Customer"
    assert (alone["companyName"], alone["contactBusinessRelation"]) == ("", "None")
    assert (joined["companyName"], joined["contactBusinessRelation"]) == ("Adatum", "Customer")


def test_a_renamed_company_is_renamed_in_its_persons_who_do_not_count_as_changed() -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    person = add_person(bc, "Ada Adams", contacts(bc)[0]["number"])

    bc.patch(f"customers({customer['id']})", {"displayName": "Adatum AG"})

    assert bc.get(f"contacts({person['id']})").json == {
        **bc.get(f"contacts({person['id']})").json,
        "companyName": "Adatum AG",
        "@odata.etag": person["@odata.etag"],
        "lastModifiedDateTime": person["lastModifiedDateTime"],
    }


def test_a_deleted_customer_leaves_its_contacts_to_nobody() -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    add_person(bc, "Ada Adams", contacts(bc)[0]["number"])

    bc.delete(f"customers({customer['id']})")

    assert {contact["contactBusinessRelation"] for contact in contacts(bc)} == {"None"}
    related = bc.get("contactsInformation", f"$filter=relatedId eq {customer['id']}")
    assert related.value == []


def test_a_contact_with_another_number_stays_the_customers() -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    [contact] = contacts(bc)
    person = add_person(bc, "Ada Adams", contact["number"])

    renamed = bc.patch(f"contacts({contact['id']})", {"number": "FIRST"}).json

    assert renamed["companyNumber"] == "FIRST"
    assert bc.get(f"contacts({person['id']})").json["companyNumber"] == "FIRST"
    found = bc.get(f"customers({customer['id']})/contactsInformation").value
    assert {row["contactNumber"] for row in found} == {"FIRST", person["number"]}


@pytest.mark.wire("A.3")
def test_the_contacts_of_a_customer_are_its_company_and_that_ones_persons() -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    vendor = bc.post("vendors", {"displayName": "Fabrikam"}).json
    company, other = contacts(bc)
    person = add_person(bc, "Ada Adams", company["number"])

    found = bc.get(f"customers({customer['id']})/contactsInformation").value
    by_filter = bc.get("contactsInformation", f"$filter=relatedId eq {vendor['id']}").value

    assert {row["contactId"] for row in found} == {company["id"], person["id"]}
    assert {(row["relatedId"], row["relatedType"]) for row in found} == {
        (customer["id"], "Customer")
    }
    assert [
        (row["contactNumber"], row["contactName"], row["contactType"], row["relatedType"])
        for row in by_filter
    ] == [(other["number"], "Fabrikam", "Company", "Vendor")]


@pytest.mark.wire("A.3")
def test_all_contacts_information_at_once_is_refused() -> None:
    answer = BusinessCentral().get("contactsInformation")

    assert answer.code == "Application_DialogException"


@pytest.mark.wire("A.4")
def test_contacts_information_is_expanded_with_fields_and_filters_of_its_own() -> None:
    bc = BusinessCentral()
    bc.post("customers", {"displayName": "Adatum"})
    bc.post("customers", {"displayName": "Contoso"})
    person = add_person(bc, "Ada Adams", contacts(bc)[0]["number"])
    inner = "$select=contactId,contactNumber;$filter=contactType eq 'Person'"

    rows = bc.get("customers", f"$expand=contactsInformation({inner})&$orderby=number").value

    [found] = rows[0]["contactsInformation"]
    assert (found["contactId"], found["contactNumber"]) == (person["id"], person["number"])
    assert "contactName" not in found
    assert rows[1]["contactsInformation"] == []


@pytest.mark.wire("A.4")
def test_a_contact_leads_to_the_customer_it_stands_for() -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    person = add_person(bc, "Ada Adams", contacts(bc)[0]["number"])
    stranger = bc.post("contacts", {"displayName": "Nobody's", "type": "Person"}).json

    found = bc.get(f"contacts({person['id']})/contactInformation").json
    rows = bc.get("contacts", "$expand=contactInformation($select=relatedId)").value
    missing = bc.get(f"contacts({stranger['id']})/contactInformation")

    assert (found["relatedId"], found["relatedType"]) == (customer["id"], "Customer")
    expanded = {row["id"]: row["contactInformation"] for row in rows}
    assert expanded[person["id"]]["relatedId"] == customer["id"]
    assert expanded[stranger["id"]] is None
    assert missing.status == 404


@pytest.mark.wire("A.3")
@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ada", "Ada", ""),
        ("Ada Adams", "Ada", "Adams"),
        ("Ada B. Adams", "Ada", "Adams"),
        ("Ada Maria B. Adams", "Ada Maria", "Adams"),
    ],
)
def test_customer_contacts_are_the_persons_of_customers(name: str, first: str, last: str) -> None:
    bc = BusinessCentral()
    customer = bc.post("customers", {"displayName": "Adatum"}).json
    bc.post("vendors", {"displayName": "Fabrikam"})
    ours, theirs = contacts(bc)
    person = add_person(bc, name, ours["number"])
    add_person(bc, "Bo Berg", theirs["number"])
    bc.patch(f"contacts({person['id']})", {"jobTitle": "CEO", "phoneNumber": "1"})

    [found] = bc.get("customerContacts").value

    assert (found["id"], found["customerId"]) == (person["id"], customer["id"])
    assert found["customerName"] == "Adatum"
    assert (found["firstName"], found["lastName"]) == (first, last)
    assert (found["professionalTitle"], found["primaryPhoneNumber"]) == ("CEO", "1")


def test_customer_contacts_are_changed_as_contacts() -> None:
    bc = BusinessCentral()
    bc.post("customers", {"displayName": "Adatum"})
    person = add_person(bc, "Ada", contacts(bc)[0]["number"])

    assert bc.patch(f"customerContacts({person['id']})", {"email": "a@b.example"}).status == 501
