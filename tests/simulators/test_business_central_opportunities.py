"""Opportunities: whose they are, and what only Business Central's own users can change."""

import pytest

from tests.simulators.business_central import BusinessCentral

VALUES = ("calculatedCurrentValue", "chancesOfSuccessPrc", "completedPrc", "estimatedValue")


def contact(bc: BusinessCentral) -> str:
    """Add a person of a company, and return their number."""
    bc.records.add("customers", {"displayName": "Adatum"})
    company = bc.records.rows("contacts")[0]["number"]
    person = {"displayName": "Ada Adams", "type": "Person", "companyNumber": company}
    return str(bc.records.add("contacts", person)["number"])


def test_an_opportunity_needs_a_contact() -> None:
    bc = BusinessCentral()
    lenient = BusinessCentral(opportunities_need_contacts=False)

    refused = bc.post("opportunities", {"description": "Chairs"})
    taken = lenient.post("opportunities", {"description": "Chairs"})
    unknown = bc.post("opportunities", {"contactNumber": "NOBODY"})

    assert (refused.status, refused.code) == (400, "Application_FieldValidationException")
    assert taken.status == 201
    assert (unknown.status, unknown.code) == (400, "Internal_InvalidTableRelation")


@pytest.mark.wire("A.3")
def test_an_opportunity_shows_the_names_of_its_contact_and_begins_today() -> None:
    bc = BusinessCentral()

    body = {"contactNumber": contact(bc), "description": "Chairs", "salespersonCode": "jo"}
    created = bc.post("opportunities", body).json

    assert (created["contactName"], created["contactCompanyName"]) == ("Ada Adams", "Adatum")
    assert (created["number"], created["salespersonCode"]) == ("OP000001", "JO")
    assert (created["status"], created["closed"]) == ("Not_x0020_Started", False)
    assert created["creationDate"] == bc.clock.now().date().isoformat()
    assert [created[name] for name in VALUES] == [0] * len(VALUES)


def test_the_contact_of_an_opportunity_can_be_another_but_not_nobody() -> None:
    bc = BusinessCentral()
    first, other = contact(bc), bc.records.add("contacts", {"displayName": "Contoso"})
    row = bc.post("opportunities", {"contactNumber": first}).json
    address = f"opportunities({row['id']})"

    moved = bc.patch(address, {"contactNumber": other["number"]}).json
    emptied = bc.patch(address, {"contactNumber": ""})

    assert (moved["contactName"], moved["contactCompanyName"]) == ("Contoso", "Contoso")
    assert emptied.code == "Application_FieldValidationException"


@pytest.mark.wire("A.3")
@pytest.mark.parametrize(
    "values",
    [
        {"status": "In_x0020_Progress"},
        {"estimatedValue": 1},
        {"estimatedClosingDate": "2026-12-31"},
        {"contactName": "A"},
        {"closed": True},
    ],
)
def test_what_comes_from_the_sales_cycle_is_read_only(values: dict[str, object]) -> None:
    bc = BusinessCentral()
    number = contact(bc)
    row = bc.post("opportunities", {"contactNumber": number}).json

    created = bc.post("opportunities", {"contactNumber": number} | values)
    changed = bc.patch(f"opportunities({row['id']})", values)

    assert (created.status, created.code) == (400, "BadRequest_InvalidOperation")
    assert (changed.status, changed.code) == (400, "BadRequest_InvalidOperation")


def test_users_of_business_central_move_an_opportunity_on_and_close_it() -> None:
    bc = BusinessCentral()
    row = bc.post("opportunities", {"contactNumber": contact(bc)}).json
    today = bc.clock.now().date().isoformat()

    started = bc.records.change("opportunities", row["id"], {"status": "In_x0020_Progress"})
    expected = {"estimatedValue": 1000, "estimatedClosingDate": "2026-12-31"}
    bc.records.set_calculated("opportunities", row["id"], expected)
    shown = bc.get(f"opportunities({row['id']})").json
    won = bc.records.change("opportunities", row["id"], {"status": "Won"})

    assert (started["closed"], started["dateClosed"]) == (False, "0001-01-01")
    assert shown.items() >= expected.items()
    assert shown["lastModifiedDateTime"] == started["lastModifiedDateTime"]
    assert (won["closed"], won["dateClosed"]) == (True, today)
