"""The mappings of what only the companion extension serves, which is installed here."""

import pytest

from tests.customizer import Customizer
from tests.mappings.alternative import assert_rest, carry, choose
from tests.mappings.books import Books
from tests.mappings.extension import (
    PRICES,
    RESOURCES,
    UNITS,
    ada,
    books,
    chair,
    price_list,
    stack,
    unit_of,
)

__all__ = ["books", "stack"]

SHIPPING = "account.address1_shippingmethodcode"


def test_a_resource_is_a_service_and_no_items_row(books: Books) -> None:
    item, resource = chair(books), ada(books)

    books.full_sync()

    product = books.row("product", producttypecode=3)
    assert product["productid"] == books.partner("resource-product", resource)
    assert (product["name"], product["productnumber"]) == ("Ada", resource["number"])
    assert (product["price"], product["standardcost"], product["currentcost"]) == (90, 40, 40)
    assert product["vendorid"] == resource["vendorNumber"]
    assert (product["statecode"], product["quantityonhand"]) == (0, 0)
    assert books.row("uom", uomid=product["_defaultuomid_value"])["name"] == "HOUR"
    assert books.row("product", producttypecode=1)["productid"] == books.partner(
        "item-product", item
    )
    assert_rest(books, *RESOURCES)


def test_a_changed_resource_and_its_renamed_product_agree(books: Books) -> None:
    resource = ada(books)
    books.full_sync()

    books.amend("resources", resource, unitPrice=95)
    books.change("product", books.row("product"), name="Ada Lovelace")
    carry(books, "resource-product")

    assert books.row("product")["price"] == 95
    assert books.record("resources")["displayName"] == "Ada Lovelace"
    assert_rest(books, *RESOURCES)


@pytest.mark.scenario(
    "CRMIntegrationMgtTest.BlockingResourceDeactivatesProductIfBlockedFilterIsRemoved",
    "CRMIntegrationMgtTest.UnblockingResourceActivatesProduct",
)
def test_a_blocked_resource_retires_its_product_until_it_is_unblocked(books: Books) -> None:
    resource = ada(books)
    books.full_sync()

    books.amend("resources", resource, blocked=True)
    carry(books, "resource-product")
    retired = books.row("product")["statecode"]
    books.amend("resources", resource, blocked=False)
    carry(books, "resource-product")

    assert (retired, books.row("product")["statecode"]) == (1, 0)
    assert_rest(books, *RESOURCES)


@pytest.mark.soak
def test_a_service_that_only_sales_knows_becomes_a_resource(books: Books) -> None:
    ada(books)
    books.full_sync()
    known = books.row("product")
    units = {
        "defaultuomid@odata.bind": f"/uoms({known['_defaultuomid_value']})",
        "defaultuomscheduleid@odata.bind": f"/uomschedules({known['_defaultuomscheduleid_value']})",
    }
    product = books.add(
        "product",
        name="Grace",
        productnumber="G1",
        producttypecode=3,
        quantitydecimal=2,
        **units,
    )
    books.change("product", product, statecode=0)

    books.full_sync()

    resource = books.record("resources", displayName="Grace")
    assert resource["baseUnitOfMeasureCode"] == "HOUR"
    assert [row for row in books.records("items") if row["displayName"] == "Grace"] == []
    carry(books, "resource-product")
    assert books.row("product", name="Grace")["productnumber"] == resource["number"]
    assert_rest(books, *RESOURCES)


@pytest.mark.soak
def test_shipping_agents_and_shipping_methods_are_each_others_values(books: Books) -> None:
    choices = Customizer(books.world.stack.fleet, SHIPPING)
    try:
        books.full_sync()
        agents = books.records("shippingAgents")
        assert {row["code"] for row in agents} == {
            label.upper()[:10] for label in choices.labels().values()
        }
        added = choices.add("Bicycle")

        carry(books, "shipping-agent")

        assert books.record("shippingAgents", code="BICYCLE")["displayName"] == "Bicycle"
        choices.rename(added, "Bike")
        carry(books, "shipping-agent")
        assert books.records("shippingAgents", code="BICYCLE") == []
        assert books.record("shippingAgents", code="BIKE")
        assert_rest(books, "shipping-agent")
    finally:
        choices.leave()


def test_a_price_list_and_its_lines_travel_with_items_and_resources(books: Books) -> None:
    item, resource = chair(books), ada(books)
    header = price_list(
        books,
        displayName="Retail 2026",
        currencyCode="USD",
        startingDate="2026-01-01",
        endingDate="2026-12-31",
    )
    line = {"priceListCode": header["code"]}
    books.enter(
        "priceListLines", assetNumber=item["number"], unitOfMeasureCode="PCS", unitPrice=99, **line
    )
    books.enter(
        "priceListLines",
        assetType="Resource",
        assetNumber=resource["number"],
        unitPrice=80,
        **line,
    )

    books.full_sync()

    shown = books.row("pricelevel", name="S00001")
    assert shown["pricelevelid"] == books.partner("plheader-price", header)
    assert (shown["description"], shown["statecode"]) == ("Retail 2026", 0)
    assert (shown["begindate"][:10], shown["enddate"][:10]) == ("2026-01-01", "2026-12-31")
    dollars = books.world.accounts.currency("USD")["transactioncurrencyid"]
    assert shown["_transactioncurrencyid_value"] == dollars
    prices = books.rows("productpricelevel", _pricelevelid_value=shown["pricelevelid"])
    found = {price["productnumber"]: (price["amount"], unit_of(books, price)) for price in prices}
    assert found == {item["number"]: (99, "PCS"), resource["number"]: (80, "HOUR")}
    assert {price["_transactioncurrencyid_value"] for price in prices} == {dollars}
    assert_rest(books, *PRICES)


def test_a_changed_price_and_an_ended_price_list_reach_sales(books: Books) -> None:
    item = chair(books)
    header = price_list(books)
    line = books.enter(
        "priceListLines",
        priceListCode=header["code"],
        assetNumber=item["number"],
        unitOfMeasureCode="PCS",
        unitPrice=99,
    )
    books.full_sync()

    books.amend("priceListLines", line, unitPrice=89)
    books.amend("priceListHeaders", header, status="Inactive", endingDate="2026-06-30")
    carry(books, "plheader-price", "plline-prodprice")

    shown = books.row("pricelevel", name="S00001")
    [price] = books.rows("productpricelevel", _pricelevelid_value=shown["pricelevelid"])
    assert price["amount"] == 89
    assert (shown["statecode"], shown["enddate"][:10]) == (1, "2026-06-30")
    assert_rest(books, *PRICES)


def test_what_sales_has_no_place_for_is_left_alone(books: Books) -> None:
    item = chair(books)
    price_list(books, "BUY", priceType="Purchase")
    price_list(books, "OFF", amountType="Discount")
    price_list(books, "ANY", allowUpdatingDefaults=True)
    header = price_list(books)
    line = {"priceListCode": header["code"], "assetNumber": item["number"], "unitPrice": 1}
    books.enter("priceListLines", minimumQuantity=10, **line)
    books.enter("priceListLines", variantCode="RED", **line)

    books.full_sync()

    names = {row["name"] for row in books.rows("pricelevel")}
    assert "S00001" in names
    assert names.isdisjoint({"BUY", "OFF", "ANY"})
    amounts = [price["amount"] for price in books.rows("productpricelevel")]
    assert amounts == [120]
    assert_rest(books, *PRICES)


@pytest.mark.soak
def test_a_customer_price_group_is_a_price_list_with_the_prices_of_its_customers(
    books: Books,
) -> None:
    choose(books, "customer_price_groups")
    item = chair(books)
    group = books.enter("customerPriceGroups", code="RETAIL", displayName="Retail")
    header = price_list(
        books, sourceType="Customer_x0020_Price_x0020_Group", sourceNumber=group["code"]
    )
    line = {"priceListCode": header["code"], "assetNumber": item["number"]}
    kept = books.enter("priceListLines", unitPrice=70, **line)
    books.enter("priceListLines", unitPrice=50, minimumQuantity=10, **line)
    everybody = price_list(books, "ALL", sourceType="All_x0020_Customers")
    books.enter(
        "priceListLines",
        priceListCode=everybody["code"],
        assetNumber=item["number"],
        unitPrice=60,
    )

    books.full_sync()

    shown = books.row("pricelevel", name="RETAIL")
    assert shown["pricelevelid"] == books.partner("custprcgrp-price", group)
    [price] = books.rows("productpricelevel", _pricelevelid_value=shown["pricelevelid"])
    assert (price["amount"], unit_of(books, price)) == (70, "PCS")
    everywhere = {row["name"]: row["pricelevelid"] for row in books.rows("pricelevel")}
    assert header["code"] not in everywhere
    [general] = books.rows("productpricelevel", _pricelevelid_value=everywhere["ALL"])
    assert general["amount"] == 60
    books.amend("priceListLines", kept, unitPrice=75)
    carry(books, "salesprc-prodprice")
    [price] = books.rows("productpricelevel", _pricelevelid_value=shown["pricelevelid"])
    assert price["amount"] == 75
    assert_rest(books, "custprcgrp-price", "salesprc-prodprice")


@pytest.fixture
def grouped(books: Books) -> Books:
    """Unit groups are chosen instead of units of measure."""
    choose(books, "unit_groups")
    return books


def test_items_and_resources_have_unit_groups_with_their_units(grouped: Books) -> None:
    books = grouped
    item, resource = chair(books), ada(books)
    books.enter(
        "itemUnitsOfMeasure", itemNumber=item["number"], code="BOX", quantityPerUnitOfMeasure=12
    )
    books.enter(
        "resourceUnitsOfMeasure",
        resourceNumber=resource["number"],
        code="BOX",
        quantityPerUnitOfMeasure=8,
    )

    books.full_sync()

    for record, kind, expected in (
        (item, "ITEM", {"PCS": 1, "BOX": 12}),
        (resource, "RESOURCE", {"HOUR": 1, "BOX": 8}),
    ):
        group = books.row("uomschedule", name=f"{kind} {record['number']} UOM GR")
        units = books.rows("uom", _uomscheduleid_value=group["uomscheduleid"])
        assert {unit["name"]: unit["quantity"] for unit in units} == expected
        product = books.row("product", productnumber=record["number"])
        assert product["_defaultuomscheduleid_value"] == group["uomscheduleid"]
        base = books.row("uom", uomid=product["_defaultuomid_value"])
        assert base["isschedulebaseuom"]
        assert expected[base["name"]] == 1
    [price] = books.rows("productpricelevel")
    assert (price["amount"], unit_of(books, price)) == (120, "PCS")
    assert_rest(books, *UNITS)


def test_a_changed_quantity_and_a_new_unit_reach_the_unit_group(grouped: Books) -> None:
    books = grouped
    item = chair(books)
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    unit = books.enter("itemUnitsOfMeasure", **box)
    books.full_sync()

    books.amend("itemUnitsOfMeasure", unit, quantityPerUnitOfMeasure=10)
    books.enter(
        "itemUnitsOfMeasure", itemNumber=item["number"], code="HOUR", quantityPerUnitOfMeasure=2
    )
    carry(books, "item-uom")

    group = books.row("uomschedule", name=f"ITEM {item['number']} UOM GR")
    units = books.rows("uom", _uomscheduleid_value=group["uomscheduleid"])
    assert {unit["name"]: unit["quantity"] for unit in units} == {"PCS": 1, "BOX": 10, "HOUR": 2}
    assert_rest(books, *UNITS)


@pytest.mark.scenario("CRMEntitySynchTest.SyncNewPriceListHeaderWithTwoLinesWithUnitGroupEnabled")
def test_prices_of_a_list_are_for_the_units_of_the_group(grouped: Books) -> None:
    books = grouped
    item, resource = chair(books), ada(books)
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    books.enter("itemUnitsOfMeasure", **box)
    line = {"priceListCode": price_list(books)["code"]}
    books.enter("priceListLines", assetNumber=item["number"], unitPrice=110, **line)
    books.enter(
        "priceListLines",
        assetNumber=item["number"],
        unitOfMeasureCode="BOX",
        unitPrice=1200,
        **line,
    )
    books.enter(
        "priceListLines",
        assetType="Resource",
        assetNumber=resource["number"],
        unitPrice=80,
        **line,
    )

    books.full_sync()

    shown = books.row("pricelevel", name="S00001")
    prices = books.rows("productpricelevel", _pricelevelid_value=shown["pricelevelid"])
    assert {unit_of(books, price): price["amount"] for price in prices} == {
        "PCS": 110,
        "BOX": 1200,
        "HOUR": 80,
    }
    assert_rest(books, *PRICES)


def test_without_unit_groups_a_price_for_another_unit_says_why_it_cannot_travel(
    books: Books,
) -> None:
    item = chair(books)
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    books.enter("itemUnitsOfMeasure", **box)
    line = {"priceListCode": price_list(books)["code"], "assetNumber": item["number"]}
    books.enter("priceListLines", unitOfMeasureCode="BOX", unitPrice=1200, **line)

    books.full_sync()

    [entry] = books.pending()
    assert "unit" in entry["message"]
