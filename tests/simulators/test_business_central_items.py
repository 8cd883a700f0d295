"""Items, and how codes and texts are kept."""

import pytest

from tests.simulators.business_central import BusinessCentral


@pytest.mark.wire("A.3")
@pytest.mark.parametrize("kind", ["Inventory", "Service", "Non_x002D_Inventory"])
def test_an_item_is_of_one_of_three_types_and_found_by_it(kind: str) -> None:
    bc = BusinessCentral()
    bc.post("items", {"displayName": "Chair", "type": kind})

    found = bc.get("items", f"$filter=type eq '{kind}'").value

    assert [row["type"] for row in found] == [kind]
    assert bc.post("items", {"displayName": "Chair", "type": "Kit"}).status == 400


@pytest.mark.wire("A.3")
def test_stock_may_fall_below_nothing() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair", "inventory": 2})

    patched = bc.patch(f"items({item['id']})", {"inventory": -3.5}).json
    bc.records.add("itemLedgerEntries", {"itemNumber": item["number"], "quantity": -1})

    assert str(patched["inventory"]) == "-3.5"
    assert str(bc.get(f"items({item['id']})").json["inventory"]) == "-4.5"


def test_an_entry_moves_the_stock_of_its_item_and_not_its_modified_time() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair"})

    bc.records.add("itemLedgerEntries", {"itemNumber": item["number"], "quantity": 4})
    bc.records.add("itemLedgerEntries", {"itemNumber": item["number"], "quantity": 3})

    entries = bc.records.rows("itemLedgerEntries")
    after = bc.get(f"items({item['id']})").json
    assert [entry["entryNumber"] for entry in entries] == [1, 2]
    assert entries[0]["postingDate"] == bc.clock.now().date().isoformat()
    assert (after["inventory"], after["lastModifiedDateTime"]) == (7, item["lastModifiedDateTime"])
    assert "locationCode" not in entries[0]


@pytest.mark.wire("A.3")
def test_a_blocked_item_is_found_as_such() -> None:
    bc = BusinessCentral()
    chair = bc.post("items", {"displayName": "Chair"}).json
    bc.post("items", {"displayName": "Desk"})

    blocked = bc.patch(f"items({chair['id']})", {"blocked": True}).json

    assert blocked["blocked"] is True
    names = [row["displayName"] for row in bc.get("items", "$filter=blocked eq false").value]
    assert names == ["Desk"]


@pytest.mark.wire("A.3")
def test_the_base_unit_of_an_item_is_set_and_taken_away_by_either_of_its_two_fields() -> None:
    bc = BusinessCentral()
    pieces, box = (
        row for row in bc.records.rows("unitsOfMeasure") if row["code"] in ("PCS", "BOX")
    )
    item = bc.post("items", {"displayName": "Chair", "baseUnitOfMeasureId": pieces["id"]}).json
    address = f"items({item['id']})"

    by_code = bc.patch(address, {"baseUnitOfMeasureCode": box["code"].lower()}).json
    pair = {"baseUnitOfMeasureId": pieces["id"], "baseUnitOfMeasureCode": box["code"]}
    disagreeing = bc.patch(address, pair)
    emptied = bc.patch(address, {"baseUnitOfMeasureCode": ""}).json

    assert item["baseUnitOfMeasureCode"] == pieces["code"]
    assert by_code["baseUnitOfMeasureId"] == box["id"]
    assert disagreeing.code == "Application_DialogException"
    assert emptied["baseUnitOfMeasureId"] == "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("entity_set", "values"),
    [
        (
            "customers",
            {"displayName": "A", "number": " c1 ", "country": "de", "currencyCode": "usd"},
        ),
        ("customers", {"displayName": "A", "salespersonCode": "jo ", "postalCode": "sw1 "}),
        ("contacts", {"displayName": "A", "number": "ct9", "searchName": "ada"}),
        (
            "items",
            {"displayName": "A", "number": "a-1", "baseUnitOfMeasureCode": "pcs", "gtin": "x"},
        ),
        ("currencies", {"code": "sek"}),
        ("paymentTerms", {"code": "7 days "}),
        ("shipmentMethods", {"code": "fob"}),
        ("unitsOfMeasure", {"code": "bag", "internationalStandardCode": "bg"}),
        ("salespeoplePurchasers", {"code": "ada"}),
    ],
)
def test_codes_are_kept_in_upper_case(entity_set: str, values: dict[str, str]) -> None:
    bc = BusinessCentral()

    created = bc.post(entity_set, values)

    assert created.status == 201, created.body
    codes = {name: value for name, value in values.items() if name != "displayName"}
    assert {name: created.json[name] for name in codes} == {
        name: value.strip().upper() for name, value in codes.items()
    }


@pytest.mark.parametrize(
    ("written", "kept"), [("Chair  ", "Chair"), ("  Chair", "  Chair"), ("a\tb\t", "a\tb\t")]
)
def test_a_text_loses_the_blanks_at_its_end_and_no_others(written: str, kept: str) -> None:
    bc = BusinessCentral()

    assert bc.post("items", {"displayName": written}).json["displayName"] == kept


@pytest.mark.wire("A.8")
@pytest.mark.parametrize(
    ("entity_set", "name", "longest"),
    [
        ("items", "displayName", 100),
        ("items", "number", 20),
        ("contacts", "jobTitle", 30),
        ("opportunities", "description", 100),
        ("unitsOfMeasure", "code", 10),
    ],
)
def test_what_is_too_long_for_its_field_is_refused(
    entity_set: str, name: str, longest: int
) -> None:
    bc = BusinessCentral(opportunities_need_contacts=False)
    valid = {"code": "A"} if entity_set == "unitsOfMeasure" else {"displayName": "A"}
    base = {} if entity_set == "opportunities" else valid

    fits = bc.post(entity_set, base | {name: "X" * longest})
    answer = bc.post(entity_set, base | {name: "X" * (longest + 1)})

    assert fits.status == 201, fits.body
    assert (answer.status, answer.code) == (400, "Application_StringExceededLength")
