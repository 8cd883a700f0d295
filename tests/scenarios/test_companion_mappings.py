"""The mappings that need the companion extension: their fields, scopes and order."""

from typing import Any

import pytest

from shared.domain.installation import Ownership
from shared.domain.sides import Side
from tests.mappings.alternative import choose
from tests.mappings.books import Books
from tests.mappings.extension import stack
from tests.surroundings import Json

__all__ = ["stack"]

TO, BACK, BOTH = "to_dataverse", "from_dataverse", "bidirectional"
PRICE = {"pricelevelid", "productid", "uomid", "amount", "pricingmethodcode", "quantitysellingcode"}
COLUMNS: dict[str, tuple[str, set[str]]] = {
    "resource-product": (
        BOTH,
        {"productnumber", "name", "statecode", "price", "standardcost", "currentcost"}
        | {"vendorid", "quantityonhand", "defaultuomid", "defaultuomscheduleid"}
        | {"transactioncurrencyid", "producttypecode", "productstructure", "quantitydecimal"},
    ),
    "plheader-price": (
        TO,
        {"name", "description", "transactioncurrencyid", "begindate", "enddate", "statecode"},
    ),
    "plline-prodprice": (TO, PRICE),
    "shipping-agent": (BOTH, {"label"}),
}
"""The direction of mappings that ship, and the columns of their fields."""
CHOSEN: dict[str, tuple[str, set[str]]] = {
    "custprcgrp-price": (TO, {"name", "transactioncurrencyid"}),
    "salesprc-prodprice": (TO, PRICE),
}
SALES = "priceType eq 'Sale' and amountType eq 'Price'"
SCOPES: dict[str, Json] = {
    "resource-product": {
        "only_coupled": True,
        "bc": None,
        "dataverse": "producttypecode eq 3 and (statecode eq 0 or statecode eq 1)",
        "company": "own_or_empty",
    },
    "plheader-price": {
        "only_coupled": True,
        "bc": f"{SALES} and allowUpdatingDefaults eq false",
        "dataverse": None,
        "company": "own_or_empty",
    },
    "plline-prodprice": {
        "only_coupled": False,
        "bc": f"{SALES} and (assetType eq 'Item' or assetType eq 'Resource') "
        "and variantCode eq '' and minimumQuantity eq 0",
        "dataverse": None,
        "company": None,
    },
}
"""Which records take part."""


def configuration(books: Books, mapping: str) -> Json:
    return dict(books.world.get(f"mappings/{mapping}")["configuration"])


def carried(books: Books, mapping: str) -> tuple[str, set[str]]:
    whole = configuration(books, mapping)
    return whole["direction"], {each["dataverse"] for each in whole["fields"] if each["enabled"]}


def scope(books: Books, mapping: str) -> dict[str, Any]:
    shown = configuration(books, mapping)
    bc, dataverse = shown["bc"], shown["dataverse"]
    return {
        "only_coupled": shown["only_coupled"],
        "bc": bc.get("filter"),
        "dataverse": dataverse.get("filter"),
        "company": dataverse.get("company"),
    }


def waits_for(books: Books) -> dict[str, set[str]]:
    review = books.world.get("sync/full")["review"]
    return {each["mapping"]: set(each["waits_for"]) for each in review}


@pytest.mark.scenario(
    "CRMIntegrationMapping.ResourceMappedToCRMProduct",
    "CRMIntegrationMapping.PriceListHeaderMappedToCRMPricelevel",
    "CRMIntegrationMapping.PriceListLineMappedToCRMProductpricelevel",
    "CRMIntegrationMapping.ShippingAgentMappedToShippingMethodCodeEnum",
    "CRMIntegrationMgtTest.DefaultTableMappingResource",
    "CRMIntegrationMgtTest.DefaultTableMappingPriceListHeader",
    "CRMIntegrationMgtTest.DefaultTableMappingPriceListLine",
)
def test_each_shipped_mapping_carries_its_fields_for_its_records_by_a_timer_of_its_own(
    books: Books,
) -> None:
    """Ours: a price list's state travels, too, and shipping agents travel both ways; blocked
    resources and retired services take part, so that each follows the other, but neither gets a
    new partner.
    """
    shown = {mapping: carried(books, mapping) for mapping in COLUMNS}
    scopes = {mapping: scope(books, mapping) for mapping in SCOPES}

    assert shown == COLUMNS
    assert scopes == SCOPES
    resources, agents = (
        configuration(books, each) for each in ("resource-product", "shipping-agent")
    )
    assert resources["bc"]["new_where"] == {"blocked": False}
    assert resources["dataverse"]["new_where"] == {"statecode": 0}
    assert agents["dataverse"]["choice"] == "address1_shippingmethodcode"
    for mapping, (direction, _) in COLUMNS.items():
        ways = {job["direction"] for job in books.tick_one(mapping)["jobs"]}
        assert ways == ({TO, BACK} if direction == BOTH else {TO})


@pytest.mark.scenario(
    "CRMFullSynchronization.T102_Wave1PlusHaveNotBlankDependencyFilterExtendePrices",
    "CRMFullSynchronization.T154_StartSyncWhenWave1And2ParentsAreFinishedExtendedPrices",
)
def test_price_lists_wait_for_currencies_and_lines_for_price_lists_and_products(
    books: Books,
) -> None:
    """Ours: a price list does not wait for items, which it does not point to."""
    books.only("PLLINE-PRODPRICE")
    found = waits_for(books)
    assert found["resource-product"] >= {"UNIT OF MEASURE"}
    assert found["plheader-price"] == {"CURRENCY"}
    assert found["plline-prodprice"] >= {"PLHEADER-PRICE", "ITEM-PRODUCT", "RESOURCE-PRODUCT"}

    states = held_up(books, "resources")

    finished = {mapping for mapping, state in states.items() if state == "finished"}
    assert finished == found.keys() - {"resource-product", "plline-prodprice"}
    assert (states["resource-product"], states["plline-prodprice"]) == ("running", "queued")


def held_up(books: Books, entity: str) -> dict[str, str]:
    """Begin a full synchronization in which Business Central is too busy for one kind of records,
    and return the states of its runs."""
    world = books.world
    world.fault(Side.BC, "status", status=503, retry_after=1, times=None, path=f"/{entity}")
    world.call("POST", "sync/full")
    world.stack.host.drain_queues()
    return {run["mapping"]: run["state"] for run in world.get("sync/full")["runs"]}


@pytest.mark.scenario(
    "CRMIntegrationMapping.CustomerPriceGroupMappedToCRMPricelevel",
    "CRMIntegrationMapping.SalesPriceMappedToCRMProductpricelevel",
    "CRMFullSynchronization.T158_StartSyncWhenWave1And2ParentsAreFinished",
)
def test_price_groups_bring_their_names_and_their_prices_follow_them_and_items(
    books: Books,
) -> None:
    """Ours: the group does not wait for items; and its list's currency is the local one."""
    books.only("ITEM-PRODUCT")
    choose(books, "customer_price_groups")
    assert {mapping: carried(books, mapping) for mapping in CHOSEN} == CHOSEN
    found = waits_for(books)
    assert found["custprcgrp-price"] == {"CURRENCY"}
    assert found["salesprc-prodprice"] >= {"CUSTPRCGRP-PRICE", "ITEM-PRODUCT"}

    states = held_up(books, "customerPriceGroups")

    finished = {mapping for mapping, state in states.items() if state == "finished"}
    assert finished == found.keys() - CHOSEN.keys()
    assert states["salesprc-prodprice"] == "queued"
    books.world.server(Side.BC).faults.clear()
    books.world.stack.host.drain_queues(include_delayed=True)
    for mapping in CHOSEN:
        jobs = books.world.get("jobs", mapping=mapping)["value"]
        assert [job["direction"] for job in jobs] == [TO]


@pytest.mark.scenario("CRMFullSynchronization.T103_Wave1PlusHaveNotBlankDependencyFilterUnitGroup")
def test_units_wait_for_their_groups_and_items_and_resources_for_their_units(
    books: Books,
) -> None:
    """Ours: an item's base unit is the group's, so that items wait for that instead of ITEM UOM."""
    books.only("ITEM-PRODUCT")
    choose(books, "unit_groups")

    found = waits_for(books)

    assert found["item-uom"] >= {"UNIT GROUP"}
    assert found["resource-uom"] >= {"UNIT GROUP"}
    assert found["item-product"] >= {"UNIT GROUP", "GROUP BASE UNIT"}
    assert found["resource-product"] >= {"UNIT GROUP", "RESOURCE UOM"}


def test_customers_with_details_wait_for_shipping_agents_and_people_for_customers(
    books: Books,
) -> None:
    """And customers do not wait for the people who are their primary contacts."""
    books.only("CONTACT", "SHIPPING AGENT")
    choose(books, "customer_details")

    found = waits_for(books)

    assert found["customer"] == {"CURRENCY", "PAYMENT TERMS", "SHIPMENT METHOD", "SHIPPING AGENT"}
    assert found["contact"] == {"CUSTOMER", "VENDOR"}


@pytest.mark.scenario("CRMFullSynchronization.T101_Wave1PlusHaveNotBlankDependencyFilter")
def test_all_mappings_wait_for_what_their_records_point_to(books: Books) -> None:
    """Ours: price groups wait for no item, since their prices are a mapping of their own."""
    books.world.install(ownership=Ownership.PERSON)
    choose(books, "customer_details")
    choose(books, "customer_price_groups")

    found = waits_for(books)

    terms = {"PAYMENT TERMS", "SHIPMENT METHOD", "SHIPPING AGENT"}
    assert found["customer"] == {"SALESPEOPLE", "CURRENCY", *terms}
    assert found["contact"] == {"CUSTOMER", "VENDOR"}
    assert found["opportunity"] >= {"CONTACT"}
    assert found["item-product"] >= {"UNIT OF MEASURE"}
    assert found["resource-product"] >= {"UNIT OF MEASURE"}
    assert found["custprcgrp-price"] >= {"CURRENCY"}
    assert found["salesprc-prodprice"] >= {"CUSTPRCGRP-PRICE", "ITEM-PRODUCT"}
    assert found["postedsalesinv-inv"] >= {"ITEM-PRODUCT", "RESOURCE-PRODUCT", "OPPORTUNITY"}
