"""The same customers by two pages: the API v2.0's, and our extension's, which shows more."""

from datetime import timedelta
from typing import Any

import pytest

from dev.simulators.business_central.loading import load_model
from tests.simulators.business_central import ROOT, BusinessCentral

ROUTE = "bcsync/sync/v1.0"
API = ROOT.removesuffix("v2.0")

Json = dict[str, Any]


@pytest.fixture
def bc() -> BusinessCentral:
    return BusinessCentral(companion=True)


def page(bc: BusinessCentral, customer: Json | None = None) -> str:
    """Return the address of our own page, or of a customer there."""
    key = "" if customer is None else f"({customer['id']})"
    return f"{API}{ROUTE}/{bc.company}/customers{key}"


def shown(bc: BusinessCentral, customer: Json) -> Json:
    answer = bc.get(page(bc, customer))
    assert answer.status == 200, answer.body
    return dict(answer.json)


def adatum(bc: BusinessCentral, **values: Any) -> Json:
    return dict(bc.post(page(bc), {"displayName": "Adatum", **values}).json)


def person(bc: BusinessCentral, name: str, company: str = "Adatum", **values: Any) -> Json:
    [firm] = bc.get("contacts", f"$filter=displayName eq '{company}'").value
    body = {"displayName": name, "type": "Person", "companyNumber": firm["number"], **values}
    return dict(bc.post("contacts", body).json)


def choose(bc: BusinessCentral, customer: Json, contact: Json, **values: Any) -> Json:
    body = {"primaryContactNumber": contact["number"], **values}
    answer = bc.patch(page(bc, customer), body)
    assert answer.status == 200, answer.body
    return dict(answer.json)


# One table


def test_fields_that_both_pages_show_are_the_same() -> None:
    routes = load_model(companion=True).routes
    standard, own = routes["v2.0"]["customers"].fields, routes[ROUTE]["customers"].fields

    assert {own[name] == standard[name] for name in own.keys() & standard.keys()} == {True}
    assert own.keys() - standard.keys() == {
        "mobilePhoneNumber",
        "faxNumber",
        "shippingAgentCode",
        "primaryContactNumber",
        "contactName",
    }


@pytest.mark.wire("A.1")
def test_a_customer_that_is_entered_by_one_page_is_there_by_the_other(
    bc: BusinessCentral,
) -> None:
    ours = adatum(bc, faxNumber="+49 30 1")
    standard = bc.post("customers", {"displayName": "Contoso", "city": "Berlin"}).json

    listed = bc.get(page(bc), "$orderby=number").value

    assert [each["id"] for each in listed] == [ours["id"], standard["id"]]
    assert (listed[1]["city"], listed[1]["faxNumber"]) == ("Berlin", "")
    assert bc.get(f"customers({ours['id']})").json["displayName"] == "Adatum"
    assert "faxNumber" not in bc.get(f"customers({ours['id']})").json
    assert "currencyCode" not in ours
    assert ours["number"] != standard["number"]


@pytest.mark.wire("A.1")
def test_a_change_by_either_page_is_seen_by_both_with_one_time_and_one_etag(
    bc: BusinessCentral,
) -> None:
    customer = adatum(bc)
    stale = customer["@odata.etag"]
    bc.clock.advance(timedelta(minutes=1))

    bc.patch(page(bc, customer), {"faxNumber": "+49 30 1", "city": "Berlin"})

    standard = bc.get(f"customers({customer['id']})").json
    assert standard["city"] == "Berlin"
    assert standard["@odata.etag"] == shown(bc, customer)["@odata.etag"] != stale
    assert standard["lastModifiedDateTime"] == shown(bc, customer)["lastModifiedDateTime"]
    late = bc.patch(f"customers({customer['id']})", {"city": "Bonn"}, stale)
    assert (late.status, late.code) == (409, "Request_EntityChanged")
    bc.patch(f"customers({customer['id']})", {"city": "Bonn"})
    found = bc.get(page(bc), "$filter=city eq 'Bonn' and faxNumber eq '%2B49 30 1'").value
    assert [each["id"] for each in found] == [customer["id"]]


@pytest.mark.wire("A.1")
def test_a_customer_that_is_deleted_by_one_page_is_gone_from_the_other(
    bc: BusinessCentral,
) -> None:
    customer = adatum(bc)

    assert bc.delete(page(bc, customer)).status == 204

    assert bc.get("customers").value == []


@pytest.mark.wire("A.3")
def test_what_a_customer_points_to_has_to_be_there_by_our_page_too(bc: BusinessCentral) -> None:
    bc.records.add("shippingAgents", {"code": "DHL"})
    customer = adatum(bc, shippingAgentCode="dhl")

    unknown = bc.patch(page(bc, customer), {"shippingAgentCode": "UPS"})
    nobody = bc.patch(page(bc, customer), {"primaryContactNumber": "CT9"})

    assert customer["shippingAgentCode"] == "DHL"
    assert {unknown.code, nobody.code} == {"Internal_InvalidTableRelation"}
    assert bc.post(page(bc), {"displayName": ""}).code == "Application_DialogException"


def test_without_the_extension_nothing_is_known_of_what_only_it_shows() -> None:
    bc = BusinessCentral()

    assert bc.get(page(bc)).status == 404
    assert not load_model().sets["customers"].hidden


# Primary contacts


@pytest.mark.wire("A.3")
def test_a_person_of_the_customers_company_can_be_its_primary_contact(
    bc: BusinessCentral,
) -> None:
    customer = adatum(bc)
    ann, kim = person(bc, "Ann Beebe"), person(bc, "Kim Abercrombie")

    first = choose(bc, customer, ann)
    second = choose(bc, customer, kim, contactName="Kim")
    cleared = bc.patch(page(bc, customer), {"primaryContactNumber": ""}).json

    assert (first["primaryContactNumber"], first["contactName"]) == (ann["number"], "Ann Beebe")
    assert (second["primaryContactNumber"], second["contactName"]) == (kim["number"], "Kim")
    assert (cleared["primaryContactNumber"], cleared["contactName"]) == ("", "")


@pytest.mark.wire("A.3")
def test_a_contact_of_another_company_cannot_be_the_primary_one(bc: BusinessCentral) -> None:
    customer = adatum(bc)
    bc.post("customers", {"displayName": "Contoso"})
    stranger = person(bc, "Ann Beebe", "Contoso")
    body = {"primaryContactNumber": stranger["number"]}

    changed = bc.patch(page(bc, customer), body)
    new = bc.post(page(bc), {"displayName": "Litware", **body})

    assert (changed.status, changed.code) == (400, "Application_DialogException")
    assert (new.status, new.code) == (400, "Application_DialogException")
    assert "Ann Beebe" in changed.json["error"]["message"]
    assert shown(bc, customer)["primaryContactNumber"] == ""


@pytest.mark.wire("A.3")
def test_who_is_not_related_to_contacts_at_all_has_no_primary_one() -> None:
    bc = BusinessCentral(companion=True, company_contacts=False)
    customer = adatum(bc)
    ann = bc.post("contacts", {"displayName": "Ann Beebe", "type": "Person"}).json

    answer = bc.patch(page(bc, customer), {"primaryContactNumber": ann["number"]})

    assert answer.code == "Application_DialogException"


@pytest.mark.wire("A.3")
def test_a_customer_takes_over_how_its_company_is_reached_that_becomes_its_contact(
    bc: BusinessCentral,
) -> None:
    customer = adatum(bc, phoneNumber="1", contactName="Nobody")
    [firm] = bc.get("contacts").value
    bc.patch(f"contacts({firm['id']})", {"phoneNumber": "2", "mobilePhoneNumber": "3"})

    changed = choose(bc, customer, firm)

    assert (changed["phoneNumber"], changed["mobilePhoneNumber"]) == ("2", "3")
    assert changed["contactName"] == ""


@pytest.mark.wire("A.3")
def test_a_deleted_contact_is_nobodys_primary_one_any_more(bc: BusinessCentral) -> None:
    customer = adatum(bc)
    ann = person(bc, "Ann Beebe")
    before = choose(bc, customer, ann)
    bc.clock.advance(timedelta(minutes=1))

    bc.delete(f"contacts({ann['id']})")

    after = shown(bc, customer)
    assert (after["primaryContactNumber"], after["contactName"]) == ("", "")
    assert after["lastModifiedDateTime"] > before["lastModifiedDateTime"]


@pytest.mark.wire("A.3")
def test_a_contact_with_another_number_stays_the_primary_one(bc: BusinessCentral) -> None:
    customer = adatum(bc)
    ann = person(bc, "Ann Beebe")
    choose(bc, customer, ann)

    bc.patch(f"contacts({ann['id']})", {"number": "CT777"})

    assert shown(bc, customer)["primaryContactNumber"] == "CT777"


@pytest.mark.wire("A.3")
def test_a_name_of_a_contact_makes_no_contact(bc: BusinessCentral) -> None:
    customer = adatum(bc, contactName="Ann Beebe")

    assert customer["contactName"] == "Ann Beebe"
    assert customer["primaryContactNumber"] == ""
    assert [each["displayName"] for each in bc.get("contacts").value] == ["Adatum"]
