"""Prices in other currencies than the local one, by today's exchange rates."""

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from dev.price_files import write_price_files
from tests.mappings.alternative import assert_rest, carry, choose
from tests.mappings.sample_products import catalogue
from tests.mappings.shop import Shop
from tests.surroundings import Json, Surroundings, counters

PRICES = "item-price-usd"
MAPPINGS = ("item-product", "item-price", "price-list-usd", PRICES)
REREAD = timedelta(minutes=61)


@pytest.fixture
def abroad(world: Surroundings) -> Iterator[Shop]:
    """Items, products, and their prices in euros and in dollars."""
    shop = Shop(world, "ITEM-PRICE")
    choose(shop, "further_currencies")
    catalogue(shop)
    for found in shop.records("currencyExchangeRates", currencyCode="USD"):
        shop.remove("currencyExchangeRates", found)
    rate(shop, "USD", 80)
    yield shop
    shop.clear()


def rate(shop: Shop, code: str, euros: object, *, ago: int = 9) -> Json:
    """Enter what 100 units of a currency are in euros."""
    day = shop.world.clock.now() - timedelta(days=ago)
    return shop.enter(
        "currencyExchangeRates",
        currencyCode=code,
        startingDate=f"{day:%Y-%m-%d}",
        exchangeRateAmount=100,
        relationalExchangeRateAmount=euros,
    )


def prices(shop: Shop, item: Json) -> dict[str, object]:
    """Return the item's prices by the name of their price list."""
    lists = {row["pricelevelid"]: row["name"] for row in shop.rows("pricelevel")}
    product = shop.product_of(item)["productid"]
    return {
        lists[row["_pricelevelid_value"]]: row["amount"]
        for row in shop.rows("productpricelevel", _productid_value=product)
    }


def in_dollars(shop: Shop, item: Json) -> object:
    return prices(shop, item)["USD default price list"]


def test_each_item_has_a_price_in_each_currencys_list_and_then_all_is_silent(abroad: Shop) -> None:
    shop = abroad
    chair = shop.item("Chair", unitPrice=120)
    odd, free = shop.item("Odd", unitPrice=Decimal("99.99")), shop.item("Free")

    shop.full_sync()

    assert prices(shop, chair) == {
        "CRONUS International Ltd. default price list": 120,
        "USD default price list": 150,
    }
    assert in_dollars(shop, odd) == Decimal("124.99")
    assert in_dollars(shop, free) == 0
    dollar = shop.row("transactioncurrency", isocurrencycode="USD")["transactioncurrencyid"]
    price_list = shop.row("pricelevel", name="USD default price list")
    assert price_list["_transactioncurrencyid_value"] == dollar
    rows = shop.rows("productpricelevel", _pricelevelid_value=price_list["pricelevelid"])
    assert {row["_transactioncurrencyid_value"] for row in rows} == {dollar}
    assert_rest(shop, *MAPPINGS)


def test_a_new_price_arrives_at_once_and_a_new_rate_within_the_hour(abroad: Shop) -> None:
    shop = abroad
    chair = shop.item("Chair", unitPrice=120)
    shop.full_sync()
    shop.amend("items", chair, unitPrice=100)
    carry(shop, *MAPPINGS)
    assert in_dollars(shop, chair) == 125

    rate(shop, "USD", 50, ago=0)
    carry(shop, *MAPPINGS)
    shop.world.clock.advance(REREAD)
    carry(shop, *MAPPINGS)

    assert in_dollars(shop, chair) == 200
    assert prices(shop, chair)["CRONUS International Ltd. default price list"] == 100
    assert_rest(shop, *MAPPINGS)


def test_a_price_is_rounded_to_the_decimal_places_of_its_currency(abroad: Shop) -> None:
    shop = abroad
    dollar = shop.record("currencies", code="USD")
    shop.amend("currencies", dollar, amountDecimalPlaces="0:0")
    chair = shop.item("Chair", unitPrice=Decimal("99.60"))  # 124.50 dollars

    shop.full_sync()

    assert in_dollars(shop, chair) == 125


@pytest.mark.soak(but=[3])
@pytest.mark.scenario("CRMSynchHelperTest.TestGetBaseCurrencyPrecision")
@pytest.mark.parametrize(
    ("places", "price"),
    [("0:0", "125"), ("1:1", "124.6"), ("2:2", "124.56"), ("2:10", "124.5555555556")],
)
def test_the_decimal_places_of_a_currency_decide_what_a_price_is_rounded_to(
    abroad: Shop, places: str, price: str
) -> None:
    shop = abroad
    rate(shop, "USD", 90, ago=0)
    dollar = shop.record("currencies", code="USD")
    shop.amend("currencies", dollar, amountDecimalPlaces=places)
    shop.item("Chair", unitPrice=Decimal("112.10"))  # 124.555... dollars
    shop.world.sync("item-product", full=True)
    shop.world.sync("price-list-usd", full=True)

    asked = {"dry_run": True, "full": True}
    answer = shop.world.call("POST", f"mappings/{PRICES}/sync", json=asked)

    [shown] = json.loads(answer.text, parse_float=Decimal)["value"]
    assert Decimal(shown["after"]["amount"]) == Decimal(price)


@pytest.mark.scenario("CRMSynchHelperTest.TestGetEmptytoEmptyExchangeRate")
def test_an_amount_from_no_currency_to_none_is_a_mistake_that_is_named(abroad: Shop) -> None:
    """Ours: a mapping names the one currency, the company's setup the other."""
    shop = abroad
    [setup] = shop.records("generalLedgerSetup")
    shop.item("Chair", unitPrice=120)
    shop.amend("generalLedgerSetup", setup, localCurrencyCode="")

    run = shop.world.sync(PRICES)
    own = shop.world.folder / "own" / f"{PRICES}.yaml"
    own.write_text(own.read_text("utf-8").replace("currency: USD", "currency: ''"), "utf-8")
    shop.world.start_app()
    listed = shop.world.get("mappings")["value"]
    shop.amend("generalLedgerSetup", setup, localCurrencyCode="EUR")

    assert run["state"] == "failed"
    assert "has no local currency code" in run["message"]
    [mistake] = [each["mistake"] for each in listed if not each["usable"]]
    assert "bc.computed[0].currency: " in mistake


@pytest.mark.soak
def test_a_price_list_and_prices_in_dollars_that_are_there_are_adopted(abroad: Shop) -> None:
    shop = abroad
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync("item-product", full=True)
    product = shop.product_of(chair)
    dollar = shop.row("transactioncurrency", isocurrencycode="USD")["transactioncurrencyid"]
    price_list = shop.add(
        "pricelevel",
        name="USD default price list",
        **{"transactioncurrencyid@odata.bind": f"transactioncurrencies({dollar})"},
    )
    price = shop.add(
        "productpricelevel",
        amount=5,
        **{
            "pricelevelid@odata.bind": f"pricelevels({price_list['pricelevelid']})",
            "productid@odata.bind": f"products({product['productid']})",
            "uomid@odata.bind": f"uoms({product['_defaultuomid_value']})",
        },
    )

    shop.full_sync()

    [adopted] = shop.rows("productpricelevel", _pricelevelid_value=price_list["pricelevelid"])
    assert adopted["productpricelevelid"] == price["productpricelevelid"]
    assert adopted["amount"] == 150
    assert_rest(shop, *MAPPINGS)


def test_without_a_rate_all_prices_stand_still_for_one_reason_until_there_is_one(
    abroad: Shop,
) -> None:
    shop = abroad
    old = shop.item("Chair", unitPrice=120)
    shop.full_sync()
    for found in shop.records("currencyExchangeRates", currencyCode="USD"):
        shop.remove("currencyExchangeRates", found)
    shop.amend("items", old, unitPrice=130)
    new = shop.item("Desk", unitPrice=300)
    shop.world.sync("item-product", full=True)
    shop.world.clock.advance(REREAD)

    runs = [shop.world.sync(PRICES) for _ in range(2)]

    for run in runs:
        assert (run["state"], counters(run)) == ("failed", {})
        assert "Business Central has no exchange rate of USD that has begun" in run["message"]
        assert not shop.world.errors(run)
    # What has become a product meanwhile was noted then; nothing was listed by these runs.
    listed = shop.world.get("pending", mapping=PRICES)["value"]
    assert {entry["record"] for entry in listed} <= {new["id"]}
    assert in_dollars(shop, old) == 150
    assert "USD default price list" not in prices(shop, new)
    told = shop.world.get(f"mappings/{PRICES}/explain/bc/{old['id']}")["reasons"]
    assert [reason["code"] for reason in told] == ["not_worked_out", "changed"]
    assert "no exchange rate of USD" in told[0]["text"]

    rate(shop, "USD", 75)
    shop.world.sync(PRICES)
    assert in_dollars(shop, old) == Decimal("173.33")
    assert in_dollars(shop, new) == 400
    assert_rest(shop, *MAPPINGS)


def test_a_currency_without_a_rate_is_listed_itself(abroad: Shop) -> None:
    shop = abroad
    for found in shop.records("currencyExchangeRates", currencyCode="USD"):
        shop.remove("currencyExchangeRates", found)

    shop.world.sync("currency", full=True)

    [entry] = shop.world.get("pending", mapping="currency")["value"]
    assert entry["record"] == shop.record("currencies", code="USD")["id"]
    assert "no exchange rate of USD that has begun" in entry["message"]


def test_another_currency_is_two_written_files_with_its_code(abroad: Shop) -> None:
    shop = abroad
    write_price_files("GBP", shop.world.folder / "own")
    shop.world.start_app()
    for found in shop.records("currencyExchangeRates", currencyCode="GBP"):
        shop.remove("currencyExchangeRates", found)
    rate(shop, "GBP", 125)
    chair = shop.item("Chair", unitPrice=120)

    shop.full_sync()

    assert prices(shop, chair) == {
        "CRONUS International Ltd. default price list": 120,
        "USD default price list": 150,
        "GBP default price list": 96,
    }
    assert_rest(shop, *MAPPINGS)


def test_a_price_is_explained_with_its_converted_amount_at_hand(abroad: Shop) -> None:
    shop = abroad
    chair = shop.item("Chair", unitPrice=120)
    shop.full_sync()

    told = shop.world.get(f"mappings/{PRICES}/explain/bc/{chair['id']}")

    assert [reason["code"] for reason in told["reasons"]] == ["in_step"]
