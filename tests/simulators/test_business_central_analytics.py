"""The queries of Microsoft's app for Power BI: ledger and orders, seen from another side."""

from typing import Any

import pytest

from tests.simulators.business_central import ROOT, BusinessCentral

ROUTE = f"{ROOT.removesuffix('v2.0')}microsoft/analytics/v1.0"
SETS = (
    "itemLedgerEntries", "outstandingSalesLines", "outstandingPurchaseLines", "transferLines",
    "orderServiceLines", "itemJobPlanningLines", "assemblyLines", "assemblyHeaders",
    "inventoryProdOrderComponentLines", "inventoryProdOrderLines", "customerLedgerEntries",
)  # fmt: skip

Json = dict[str, Any]


@pytest.fixture
def bc() -> BusinessCentral:
    return BusinessCentral()


def rows(bc: BusinessCentral, entity_set: str, query: str = "") -> list[Json]:
    answer = bc.get(f"{ROUTE}/{bc.company}/{entity_set}", query)
    assert answer.status == 200, answer.body
    return answer.value


def add_item(bc: BusinessCentral, **values: Any) -> Json:
    return bc.records.add(
        "items", {"displayName": "Chair", "baseUnitOfMeasureCode": "PCS"} | values
    )


def of(item: Json) -> str:
    return f"$filter=itemNo eq '{item['number']}'"


def box_of_12(bc: BusinessCentral, item: Json) -> None:
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    bc.records.add("itemUnitsOfMeasure", box)


@pytest.mark.wire("A.1")
def test_without_the_app_its_route_is_unknown() -> None:
    answer = BusinessCentral(analytics=False).get(f"{ROUTE}/$metadata")

    assert (answer.status, answer.code) == (404, "BadRequest_ResourceNotFound")


@pytest.mark.wire("A.1")
@pytest.mark.parametrize("entity_set", SETS)
def test_a_query_is_read_on_its_own_route_and_described_there(
    bc: BusinessCentral, entity_set: str
) -> None:
    assert rows(bc, entity_set) == []
    assert f'EntitySet Name="{entity_set}"' in bc.get(f"{ROUTE}/$metadata").body.decode()


@pytest.mark.wire("A.4")
def test_a_query_has_an_order_of_its_own_and_pages(bc: BusinessCentral) -> None:
    item = add_item(bc)
    for quantity in (1, 2, 3):
        bc.records.add("itemLedgerEntries", {"itemNumber": item["number"], "quantity": quantity})
    path = f"{ROUTE}/{bc.company}/itemLedgerEntries"

    ordered = bc.get(path, "$orderby=entryNo")
    first = bc.get(path, of(item), {"prefer": "odata.maxpagesize=2"})

    assert ordered.status == 501
    assert [row["quantity"] for row in first.value] == [1, 2]
    assert [row["quantity"] for row in bc.follow(first).value] == [3]


@pytest.mark.wire("A.10")
def test_what_remains_of_open_entries_adds_up_to_the_stock(bc: BusinessCentral) -> None:
    item = add_item(bc)
    for quantity, place in ((5, "EAST"), (-3, "EAST"), (4, "WEST"), (-6, "WEST"), (1, "EAST")):
        entry = {"itemNumber": item["number"], "quantity": quantity, "locationCode": place}
        bc.records.add("itemLedgerEntries", entry)

    open_ones = rows(bc, "itemLedgerEntries", f"{of(item)} and open eq true")

    assert [(row["locationCode"], row["remainingQuantity"]) for row in open_ones] == [
        ("EAST", 2),
        ("WEST", -2),
        ("EAST", 1),
    ]
    stock = bc.records.read("items", item["id"])
    assert stock is not None
    assert stock["inventory"] == 1


@pytest.mark.wire("A.10")
def test_outstanding_lines_are_those_of_the_orders_in_the_base_unit(bc: BusinessCentral) -> None:
    item = add_item(bc)
    box_of_12(bc, item)
    north = bc.records.add("locations", {"code": "NORTH", "displayName": "North"})
    customer = bc.records.add("customers", {"displayName": "Adatum"})
    line = {"itemId": item["id"], "quantity": 3, "shipmentDate": "2026-02-01"}
    sold = [
        line | {"unitOfMeasureCode": "BOX", "shippedQuantity": 1, "locationId": north["id"]},
        line | {"shippedQuantity": 3},
    ]
    bc.records.add("salesOrders", {"customerId": customer["id"], "salesOrderLines": sold})
    vendor = bc.records.add("vendors", {"displayName": "Fabrikam"})
    ordered = [{"itemId": item["id"], "quantity": 10, "expectedReceiptDate": "2026-03-01"}]
    bc.records.add("purchaseOrders", {"vendorId": vendor["id"], "purchaseOrderLines": ordered})

    [sales] = rows(bc, "outstandingSalesLines", of(item))
    [purchase] = rows(bc, "outstandingPurchaseLines", of(item))

    assert (sales["outstandingQtyBase"], sales["shipmentDate"]) == (24, "2026-02-01")
    assert (sales["documentType"], sales["locationCode"]) == ("Order", "NORTH")
    assert (sales["unitOfMeasureCode"], sales["qtyPerUnitOfMeasure"]) == ("BOX", 12)
    assert (purchase["outstandingQtyBase"], purchase["expectedReceiptDate"]) == (10, "2026-03-01")


@pytest.mark.wire("A.10")
def test_a_transfer_line_says_what_has_left_and_not_arrived(bc: BusinessCentral) -> None:
    item = add_item(bc)
    bc.records.add("transferOrders", {"number": "1001", "inTransitCode": "OWN LOG."})
    line = {
        "documentNumber": "1001",
        "itemNumber": item["number"],
        "quantity": 5,
        "quantityShipped": 2,
        "outstandingQuantity": 3,
        "transferFromCode": "EAST",
        "transferToCode": "WEST",
    }
    bc.records.add("transferOrderLines", line)

    [row] = rows(bc, "transferLines", of(item))

    assert (row["qtyInTransitBase"], row["outstandingQtyBase"]) == (2, 3)
    assert row["inTransitLocationCode"] == "OWN LOG."


@pytest.mark.wire("A.10")
def test_assembly_orders_bring_one_item_and_take_others(bc: BusinessCentral) -> None:
    set_, chair = add_item(bc), add_item(bc)
    order = {"number": "A1", "itemNumber": set_["number"], "remainingQuantity": 2}
    bc.records.add("assemblyOrders", order | {"dueDate": "2026-02-01"})
    line = {"documentNumber": "A1", "lineType": "Item", "lineObjectNumber": chair["number"]}
    bc.records.add("assemblyOrderLines", line | {"remainingQuantity": 8})

    [header] = rows(bc, "assemblyHeaders", of(set_))
    [component] = rows(bc, "assemblyLines", of(chair))

    assert (header["remainingQtyBase"], header["dueDate"]) == (2, "2026-02-01")
    assert component["remainingQuantity"] == 8


def test_what_no_other_route_shows_is_what_set_up_has_put_there(bc: BusinessCentral) -> None:
    item = add_item(bc)
    line = {"itemNo": item["number"], "outstandingQtyBase": 2, "neededByDate": "2026-02-01"}
    bc.records.add("orderServiceLines", line)

    [row] = rows(bc, "orderServiceLines", of(item))

    assert row["outstandingQtyBase"] == 2


@pytest.mark.wire("A.11")
def test_what_customers_owe_is_told_entry_by_entry_and_can_be_asked_for_from_a_number_on(
    bc: BusinessCentral,
) -> None:
    adatum = bc.records.add("customers", {"displayName": "Adatum"})
    for amount in (119, -19, 5):
        bc.records.add("customerEntries", {"customerNumber": adatum["number"], "amount": amount})

    later = rows(bc, "customerLedgerEntries", "$filter=dcleEntryNo gt 1")
    one = rows(bc, "customerLedgerEntries", "$filter=dcleEntryNo gt 1&$top=1")

    assert [(row["dcleEntryNo"], row["dcleAmountLCY"]) for row in later] == [(2, -19), (3, 5)]
    assert {row["dcleCustomerNo"] for row in later} == {adatum["number"]}
    assert len(one) == 1


@pytest.mark.wire("A.11")
def test_an_invoice_that_is_posted_is_owed(bc: BusinessCentral) -> None:
    adatum = bc.records.add("customers", {"displayName": "Adatum"})
    line = {"itemId": add_item(bc)["id"], "quantity": 2, "unitPrice": 50}
    invoice = bc.records.add(
        "salesInvoices",
        {"customerId": adatum["id"], "dueDate": "2999-01-01", "salesInvoiceLines": [line]},
    )

    posted = bc.post(f"salesInvoices({invoice['id']})/Microsoft.NAV.post")

    assert posted.status == 204
    details = bc.get(f"customerFinancialDetails({adatum['id']})").json
    assert details["balance"] == invoice["totalAmountIncludingTax"] > 0
    assert (details["totalSalesExcludingTax"], details["overdueAmount"]) == (100, 0)
