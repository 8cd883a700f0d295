import pytest

from tests.simulators.business_central import BusinessCentral

NOWHERE = "11111111-2222-3333-4444-555555555555"
NONE = "00000000-0000-0000-0000-000000000000"


@pytest.mark.wire("A.3")
def test_setting_the_id_fills_the_code_and_the_other_way_round() -> None:
    bc = BusinessCentral()
    dollar = next(row for row in bc.records.rows("currencies") if row["code"] == "USD")

    by_id = bc.post("customers", {"displayName": "A", "currencyId": dollar["id"]}).json
    by_code = bc.post("customers", {"displayName": "B", "currencyCode": "usd"}).json

    assert by_id["currencyCode"] == "USD"
    assert by_code["currencyId"] == dollar["id"]


@pytest.mark.wire("A.3")
def test_a_pair_that_disagrees_is_refused() -> None:
    bc = BusinessCentral()
    dollar = next(row for row in bc.records.rows("currencies") if row["code"] == "USD")
    pair = {"currencyId": dollar["id"], "currencyCode": "GBP"}

    answer = bc.post("customers", {"displayName": "A"} | pair)

    assert answer.code == "Application_DialogException"


@pytest.mark.wire("A.3")
def test_the_local_currency_is_stored_as_blank_and_shown_by_its_code() -> None:
    bc = BusinessCentral(local_currency="GBP")

    customers = [
        bc.post("customers", {"displayName": "A"} | values).json
        for values in ({}, {"currencyCode": "GBP"}, {"currencyCode": ""}, {"currencyId": NONE})
    ]

    assert {row["currencyCode"] for row in customers} == {"GBP"}
    assert {row["currencyId"] for row in customers} == {NONE}
    assert bc.get("generalLedgerSetup").value[0]["localCurrencyCode"] == "GBP"


@pytest.mark.wire("A.3")
def test_a_foreign_currency_can_be_taken_away_again() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "A", "currencyCode": "USD"})

    after = bc.patch(f"customers({adatum['id']})", {"currencyId": NONE}).json

    assert (after["currencyId"], after["currencyCode"]) == (NONE, "EUR")


@pytest.mark.wire("A.8")
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"currencyId": NOWHERE}, "Application_DialogException"),
        ({"currencyCode": "XXX"}, "Application_DialogException"),
        ({"paymentTermsId": NOWHERE}, "Application_DialogException"),
        ({"salespersonCode": "NOBODY"}, "Internal_InvalidTableRelation"),
        ({"country": "XX"}, "Internal_InvalidTableRelation"),
    ],
)
def test_what_leads_to_no_record_is_refused(values: dict[str, str], code: str) -> None:
    bc = BusinessCentral()

    answer = bc.post("customers", {"displayName": "A"} | values)

    assert (answer.status, answer.code) == (400, code)


@pytest.mark.wire("A.3")
def test_base_unit_and_category_of_an_item_are_pairs_too() -> None:
    bc = BusinessCentral()
    values = {"displayName": "Chair", "baseUnitOfMeasureCode": "PCS", "itemCategoryCode": "CHAIR"}

    item = bc.post("items", values).json

    units = {row["code"]: row["id"] for row in bc.records.rows("unitsOfMeasure")}
    categories = {row["code"]: row["id"] for row in bc.records.rows("itemCategories")}
    assert item["baseUnitOfMeasureId"] == units["PCS"]
    assert item["itemCategoryId"] == categories["CHAIR"]


@pytest.mark.wire("A.3")
def test_a_renamed_record_keeps_those_that_point_to_it() -> None:
    bc = BusinessCentral()
    jim = next(row for row in bc.records.rows("salespeoplePurchasers") if row["code"] == "JO")
    adatum = bc.records.add("customers", {"displayName": "A", "salespersonCode": "JO"})

    bc.patch(f"salespeoplePurchasers({jim['id']})", {"code": "JIM"})

    after = bc.records.read("customers", adatum["id"])
    assert after == adatum | {"salespersonCode": "JIM"}


@pytest.mark.wire("A.3")
def test_an_item_variant_is_created_by_item_number_and_code() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair"})

    first = bc.post("itemVariants", {"itemNumber": item["number"], "code": "RED"})
    second = bc.post("itemVariants", {"itemId": item["id"], "code": "red"})
    homeless = bc.post("itemVariants", {"code": "RED"})

    assert first.json["itemId"] == item["id"]
    assert second.code == "Internal_EntityWithSameKeyExists"
    assert homeless.code == "Application_DialogException"


@pytest.mark.wire("A.3")
def test_stock_cannot_be_set_on_a_new_item_but_is_adjusted_by_a_patch() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair", "inventory": 5})

    refused = bc.post("items", {"displayName": "Desk", "inventory": 5})
    patched = bc.patch(f"items({item['id']})", {"inventory": 3})

    assert refused.code == "Application_DialogException"
    assert (item["inventory"], patched.json["inventory"]) == (5, 3)
    entries = [(row["entryType"], row["quantity"]) for row in bc.records.rows("itemLedgerEntries")]
    assert entries == [("Positive_x0020_Adjmt_x002E_", 5), ("Negative_x0020_Adjmt_x002E_", -2)]
