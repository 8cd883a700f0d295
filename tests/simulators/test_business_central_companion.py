"""The route of the companion extension: there where it is installed, unknown where it is not."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dev.importing import Columns, read_pairs
from dev.simulators.business_central.loading import load_model
from tests.simulators.business_central import ROOT, BusinessCentral

ROUTE = "bcsync/sync/v1.0"
OWN = f"{ROOT.removesuffix('v2.0')}{ROUTE}"
SERVED = load_model(companion=True).routes
SETS = sorted(SERVED[ROUTE])
NONE = "00000000-0000-0000-0000-000000000000"

Json = dict[str, Any]


@pytest.fixture
def bc() -> BusinessCentral:
    return BusinessCentral(companion=True)


def rows(bc: BusinessCentral, entity_set: str, query: str = "") -> list[Json]:
    answer = bc.get(f"{OWN}/{bc.company}/{entity_set}", query)
    assert answer.status == 200, answer.body
    return answer.value


def add_item(bc: BusinessCentral, **values: Any) -> Json:
    return bc.records.add(
        "items", {"displayName": "Chair", "baseUnitOfMeasureCode": "PCS"} | values
    )


def available(bc: BusinessCentral, item: Json, more: str = "") -> list[tuple[Any, ...]]:
    """Return place, day and balance of each row of an item's availability."""
    query = f"$filter=itemNumber eq '{item['number']}'{more}&$orderby=locationCode,date"
    return [
        (row["locationCode"], row["variantCode"], row["date"], row["projectedAvailableBalance"])
        for row in rows(bc, "itemAvailabilities", query)
    ]


@pytest.mark.wire("A.8")
@pytest.mark.parametrize("path", ["", "/$metadata", "/companies"])
def test_where_the_extension_is_not_installed_its_route_is_unknown(path: str) -> None:
    answer = BusinessCentral().get(f"{OWN}{path}")

    assert (answer.status, answer.code) == (404, "BadRequest_ResourceNotFound")


@pytest.mark.wire("A.1")
def test_the_built_in_integrations_couplings_are_listed_by_table_and_can_be_imported(
    bc: BusinessCentral, tmp_path: Path
) -> None:
    customer, account = str(uuid4()), str(uuid4())
    couplings = [(18, customer, account), (5050, str(uuid4()), str(uuid4()))]
    for table, ours, theirs in couplings:
        row = {"tableId": table, "integrationId": ours, "crmId": theirs}
        bc.records.add("builtInCouplings", row)
    file = tmp_path / "couplings.json"

    answer = bc.get(f"{OWN}/{bc.company}/builtInCouplings", "$filter=tableId eq 18")

    file.write_bytes(answer.body)
    pairs = list(read_pairs(file, Columns("integrationId", "crmId", ("tableId", "18"))))
    assert pairs == [{"bc_id": customer, "dataverse_id": account}]


@pytest.mark.wire("A.1")
def test_the_route_says_what_it_serves(bc: BusinessCentral) -> None:
    document = bc.get(OWN).json
    metadata = bc.get(f"{OWN}/$metadata").body.decode()

    assert {each["name"] for each in document["value"]} == {"companies", *SETS}
    assert '<EntityType Name="priceListLine">' in metadata
    assert '<Member Name="Customer_x0020_Price_x0020_Group" Value="3"' in metadata
    assert "salesOrders" not in metadata


@pytest.mark.wire("A.1")
@pytest.mark.parametrize("entity_set", SETS)
def test_every_set_is_read_on_its_own_route_only(bc: BusinessCentral, entity_set: str) -> None:
    query = "$filter=itemNumber eq 'A'" if entity_set == "itemAvailabilities" else ""

    assert rows(bc, entity_set, query) == []
    assert bc.get(entity_set, query).status == (200 if entity_set in SERVED["v2.0"] else 404)
    assert {"id", "lastModifiedDateTime"} <= SERVED[ROUTE][entity_set].fields.keys()


def test_only_customers_resources_and_shipping_agents_can_be_written(bc: BusinessCentral) -> None:
    written = {
        name
        for name in SETS
        if bc.call("POST", f"{OWN}/{bc.company}/{name}", body={"code": "A"}).status != 405
    }

    assert written == {"customers", "resources", "shippingAgents"}


def test_a_shipping_agent_is_created_changed_and_deleted(bc: BusinessCentral) -> None:
    path = f"{OWN}/{bc.company}/shippingAgents"

    created = bc.post(path, {"code": "dhl", "displayName": "DHL"}).json
    renamed = bc.patch(f"{path}({created['id']})", {"displayName": "DHL Express"}).json
    again = bc.post(path, {"code": "DHL"})
    deleted = bc.delete(f"{path}({created['id']})")

    assert (created["code"], renamed["displayName"]) == ("DHL", "DHL Express")
    assert again.code == "Internal_EntityWithSameKeyExists"
    assert deleted.status == 204


def test_an_item_has_a_unit_group_and_its_base_unit(bc: BusinessCentral) -> None:
    item = add_item(bc, number="1000")

    [group] = rows(bc, "unitGroups")
    [unit] = rows(bc, "itemUnitsOfMeasure")

    assert (group["sourceType"], group["sourceId"]) == ("Item", item["id"])
    assert (group["sourceNumber"], group["code"]) == ("1000", "ITEM 1000 UOM GR")
    assert (group["sourceName"], group["baseUnitOfMeasureCode"]) == ("Chair", "PCS")
    assert (unit["itemId"], unit["itemNumber"], unit["code"]) == (item["id"], "1000", "PCS")
    assert (unit["quantityPerUnitOfMeasure"], unit["unitGroupId"]) == (1, group["id"])


def test_a_renamed_item_renames_its_unit_group_and_units(bc: BusinessCentral) -> None:
    item = add_item(bc, number="1000")

    bc.patch(f"items({item['id']})", {"number": "2000", "displayName": "Armchair"})

    [group] = rows(bc, "unitGroups")
    assert (group["code"], group["sourceName"]) == ("ITEM 2000 UOM GR", "Armchair")
    assert rows(bc, "itemUnitsOfMeasure")[0]["itemNumber"] == "2000"


def test_a_deleted_item_takes_its_unit_group_along(bc: BusinessCentral) -> None:
    item = add_item(bc)

    bc.delete(f"items({item['id']})")

    assert rows(bc, "unitGroups") == rows(bc, "itemUnitsOfMeasure") == []


def test_another_base_unit_is_added_to_those_of_the_item(bc: BusinessCentral) -> None:
    item = add_item(bc)
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    bc.records.add("itemUnitsOfMeasure", box)

    bc.patch(f"items({item['id']})", {"baseUnitOfMeasureCode": "HOUR"})

    units = {row["code"]: row["quantityPerUnitOfMeasure"] for row in rows(bc, "itemUnitsOfMeasure")}
    assert units == {"PCS": 1, "BOX": 12, "HOUR": 1}


def test_a_resource_has_a_unit_group_and_its_base_unit(bc: BusinessCentral) -> None:
    body = {
        "displayName": "Ada",
        "type": "Person",
        "baseUnitOfMeasureCode": "HOUR",
        "unitPrice": 90,
    }

    resource = bc.post(f"{OWN}/{bc.company}/resources", body).json

    [group] = rows(bc, "unitGroups", "$filter=sourceType eq 'Resource'")
    [unit] = rows(bc, "resourceUnitsOfMeasure")
    assert group["code"] == f"RESOURCE {resource['number']} UOM GR"
    assert resource["unitGroupId"] == unit["unitGroupId"] == group["id"]
    assert (resource["baseUnitOfMeasureId"], unit["resourceId"]) == (unit["id"], resource["id"])


@pytest.fixture
def price_list(bc: BusinessCentral) -> Json:
    bc.records.add("customerPriceGroups", {"code": "retail", "displayName": "Retail"})
    header = {
        "code": "S00001",
        "displayName": "Retail 2026",
        "priceType": "Sale",
        "amountType": "Price",
        "sourceType": "Customer_x0020_Price_x0020_Group",
        "sourceNumber": "RETAIL",
        "currencyCode": "USD",
        "startingDate": "2026-01-01",
    }
    return bc.records.add("priceListHeaders", header)


def test_a_line_has_what_its_price_list_says(bc: BusinessCentral, price_list: Json) -> None:
    item = add_item(bc)
    line = {"priceListCode": "S00001", "assetNumber": item["number"], "unitPrice": Decimal("9.95")}

    bc.records.add("priceListLines", line | {"unitOfMeasureCode": "PCS"})
    bc.records.add("priceListLines", line | {"minimumQuantity": 10})

    first, second = rows(bc, "priceListLines", "$orderby=lineNumber")
    assert (first["lineNumber"], second["lineNumber"]) == (10000, 20000)
    assert (first["priceListId"], first["currencyCode"]) == (price_list["id"], "USD")
    assert first["currencyId"] == price_list["currencyId"] != NONE
    assert (first["priceType"], first["amountType"], first["status"]) == ("Sale", "Price", "Draft")
    assert (first["sourceNumber"], first["startingDate"]) == ("RETAIL", "2026-01-01")
    assert (first["assetType"], first["assetId"]) == ("Item", item["id"])
    assert first["description"] == "Chair"


def test_a_price_without_a_unit_is_in_the_base_unit(bc: BusinessCentral, price_list: Json) -> None:
    item = add_item(bc)
    line = {"priceListCode": price_list["code"], "assetNumber": item["number"]}
    bc.records.add("priceListLines", line)
    bc.records.add("priceListLines", line | {"unitOfMeasureCode": "PCS"})

    blank, named = rows(bc, "priceListLines", "$orderby=lineNumber")

    [unit] = rows(bc, "itemUnitsOfMeasure")
    assert (blank["unitOfMeasureCode"], named["unitOfMeasureCode"]) == ("", "PCS")
    assert [each["pricedUnitOfMeasureCode"] for each in (blank, named)] == ["PCS", "PCS"]
    assert [each["pricedUnitOfMeasureId"] for each in (blank, named)] == [unit["id"], unit["id"]]


def test_a_price_list_without_a_currency_is_in_the_local_one(bc: BusinessCentral) -> None:
    bc.records.add("priceListHeaders", {"code": "A"})

    [header] = rows(bc, "priceListHeaders")

    assert (header["currencyCode"], header["currencyId"]) == ("", NONE)


def test_lines_become_active_and_go_with_their_price_list(
    bc: BusinessCentral, price_list: Json
) -> None:
    resource = bc.records.add("resources", {"displayName": "Ada", "baseUnitOfMeasureCode": "HOUR"})
    line = {"priceListCode": "S00001", "assetType": "Resource", "assetNumber": resource["number"]}
    bc.records.add("priceListLines", line)

    bc.records.change("priceListHeaders", price_list["id"], {"status": "Active"})
    found = rows(bc, "priceListLines", "$filter=status eq 'Active' and assetType eq 'Resource'")
    expanded = rows(bc, "priceListHeaders", "$expand=priceListLines($select=assetNumber)")
    bc.records.delete("priceListHeaders", price_list["id"])

    assert [each["assetId"] for each in found] == [resource["id"]]
    assert [each["assetNumber"] for each in expanded[0]["priceListLines"]] == [resource["number"]]
    assert rows(bc, "priceListLines") == []


def test_the_lines_of_customer_price_groups_are_found(
    bc: BusinessCentral, price_list: Json
) -> None:
    item = add_item(bc)
    bc.records.add("priceListHeaders", {"code": "ALL", "sourceType": "All_x0020_Customers"})
    for code in ("ALL", price_list["code"]):
        bc.records.add("priceListLines", {"priceListCode": code, "assetNumber": item["number"]})

    group = "sourceType eq 'Customer_x0020_Price_x0020_Group' and sourceNumber ne ''"
    found = rows(bc, "priceListLines", f"$filter={group}")

    assert [line["priceListCode"] for line in found] == ["S00001"]


def test_stock_is_available_where_it_lies(bc: BusinessCentral) -> None:
    item = add_item(bc)
    entry = {"itemNumber": item["number"], "postingDate": "2026-01-05"}
    bc.records.add("itemLedgerEntries", entry | {"quantity": 5, "locationCode": "EAST"})
    bc.records.add("itemLedgerEntries", entry | {"quantity": 2, "locationCode": "EAST"})
    bc.records.add(
        "itemLedgerEntries", entry | {"quantity": 1, "locationCode": "WEST", "variantCode": "RED"}
    )

    assert available(bc, item) == [
        ("EAST", "", "2026-01-05", 7),
        ("WEST", "RED", "2026-01-05", 1),
    ]
    assert available(bc, item, " and locationCode eq 'WEST'") == [("WEST", "RED", "2026-01-05", 1)]


def test_what_is_ordered_and_sold_changes_what_will_be_available(bc: BusinessCentral) -> None:
    item = add_item(bc)
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    bc.records.add("itemUnitsOfMeasure", box)
    stock = {"itemNumber": item["number"], "quantity": 20, "postingDate": "2026-01-01"}
    bc.records.add("itemLedgerEntries", stock)
    customer = bc.records.add("customers", {"displayName": "Adatum"})
    sold = {"itemId": item["id"], "quantity": 2, "shipmentDate": "2026-02-01"}
    lines = [sold | {"unitOfMeasureCode": "BOX"}]
    bc.records.add("salesOrders", {"customerId": customer["id"], "salesOrderLines": lines})
    vendor = bc.records.add("vendors", {"displayName": "Fabrikam"})
    ordered = {"itemId": item["id"], "quantity": 10, "expectedReceiptDate": "2026-03-01"}
    order = {"vendorId": vendor["id"], "purchaseOrderLines": [ordered]}
    bc.records.add("purchaseOrders", order)

    assert available(bc, item) == [
        ("", "", "2026-01-01", 20),
        ("", "", "2026-02-01", -4),
        ("", "", "2026-03-01", 6),
    ]
    newest = f"$filter=itemNumber eq '{item['number']}' and date le 2026-02-15&$orderby=date desc"
    row = rows(bc, "itemAvailabilities", f"{newest}&$top=1")[0]
    assert (row["inventory"], row["grossRequirement"], row["scheduledReceipt"]) == (20, 24, 0)


def test_a_transfer_takes_from_one_place_and_brings_to_another(bc: BusinessCentral) -> None:
    item = add_item(bc)
    transfer = {
        "itemNumber": item["number"],
        "transferFromCode": "EAST",
        "transferToCode": "WEST",
        "outstandingQuantity": 3,
        "shipmentDate": "2026-02-01",
        "receiptDate": "2026-02-03",
    }

    bc.records.add("transferOrderLines", transfer)

    assert available(bc, item) == [
        ("EAST", "", "2026-02-01", -3),
        ("WEST", "", "2026-02-03", 3),
    ]


def test_goods_on_their_way_are_for_sale_once_they_arrive(bc: BusinessCentral) -> None:
    item = add_item(bc)
    entry = {"itemNumber": item["number"], "postingDate": "2026-01-05", "locationCode": "OWN LOG."}
    bc.records.add("itemLedgerEntries", entry | {"quantity": 2})
    bc.records.add("transferOrders", {"number": "1001", "inTransitCode": "OWN LOG."})
    transfer = {
        "documentNumber": "1001",
        "itemNumber": item["number"],
        "transferFromCode": "EAST",
        "transferToCode": "WEST",
        "quantityShipped": 2,
        "shipmentDate": "2026-01-05",
        "receiptDate": "2026-02-03",
    }

    bc.records.add("transferOrderLines", transfer)

    assert available(bc, item) == [
        ("OWN LOG.", "", "0001-01-01", -2),
        ("OWN LOG.", "", "2026-01-05", 0),
        ("WEST", "", "2026-02-03", 2),
    ]


def test_the_availability_of_everything_at_once_is_refused(bc: BusinessCentral) -> None:
    answer = bc.get(f"{OWN}/{bc.company}/itemAvailabilities")

    assert answer.code == "Application_DialogException"
