"""Salespeople see on products and quotes whether there is enough, and when there will be."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from shared.domain.sides import Side
from tests.availability.test_documents import Documents
from tests.availability.warehouse import Warehouse, in_days
from tests.browser.salesperson import Salesperson
from tests.mappings.sample_products import units
from tests.mappings.shop import Shop
from tests.surroundings import Json, Surroundings

HOSTILE = "<img src=x onerror=document.title='taken'>"


@pytest.fixture
def warehouse(world: Surroundings) -> Warehouse:
    return Warehouse(world.stack.fleet.business_central, world.customers.company)


@pytest.fixture
def shop(world: Surroundings) -> Iterator[Shop]:
    shop = Shop(world, "ITEM-PRODUCT")
    yield shop
    shop.clear()


@pytest.fixture
def chair(shop: Shop, warehouse: Warehouse) -> Json:
    """Ten chairs in EAST, and five that come in four days; they are a product."""
    shop.world.start_app()  # What comes in four days, comes by its clock.
    units(shop)
    chair = shop.item(HOSTILE)
    warehouse.put(chair, 10, "EAST")
    warehouse.order(chair, 5, in_days(4), locationId=warehouse.location("EAST"))
    shop.world.sync("item-product", full=True)
    return chair


def test_a_quote_says_whether_there_is_enough_and_when_what_is_lacking_comes(
    shop: Shop, warehouse: Warehouse, chair: Json, sales: Salesperson
) -> None:
    documents, product = Documents(shop), shop.product_of(chair)
    quote = documents.quote(documents.line(product, 8), documents.line(product, 4))

    shown = sales.open("quote", quote)

    expect(shown.get_by_role("heading", name="Not enough", exact=True)).to_be_visible()
    expect(shown.get_by_text("1 of 2 lines lacks something.")).to_be_visible()
    expect(shown.get_by_text("2 PCS short.")).to_be_visible()
    expect(shown.get_by_role("img", name="Projected balance in PCS. 2 on")).to_be_visible()
    expect(shown.get_by_role("row", name="EAST")).to_be_visible()
    expect(shown.get_by_text(HOSTILE).first).to_be_visible()
    assert shown.locator("img").count() == 0
    assert sales.barriers() == []

    warehouse.put(chair, 2, "EAST")
    shop.world.clock.advance(timedelta(minutes=1))
    shown.get_by_role("button", name="Refresh").click()
    expect(shown.get_by_role("heading", name="Enough for everything")).to_be_visible()
    documents.leave()


def test_a_product_says_what_can_be_promised_and_answers_how_many_for_when(
    shop: Shop, chair: Json, sales: Salesperson
) -> None:
    shown = sales.open("product", shop.product_of(chair)["productid"])
    expect(shown.get_by_role("heading", name="10 PCS can be promised")).to_be_visible()
    assert sales.barriers() == []

    shown.get_by_label("How many?").fill("12")
    shown.get_by_label("How many?").press("Enter")
    expect(shown.get_by_role("heading", name="Not enough for 12 PCS")).to_be_visible()
    expect(shown.get_by_text("2 PCS short. All of it from")).to_be_visible()

    shown.get_by_label("For when?").fill(in_days(4).isoformat())
    shown.get_by_role("button", name="Ask").click()
    expect(shown.get_by_role("heading", name="Enough: 12 PCS")).to_be_visible()


def test_a_product_is_not_asked_for_with_a_number_that_means_nothing(
    shop: Shop, chair: Json, sales: Salesperson
) -> None:
    shown = sales.open("product", shop.product_of(chair)["productid"])
    how_many = shown.get_by_label("How many?")

    for nothing in ("0", "-3"):
        how_many.fill(nothing)
        shown.get_by_role("button", name="Ask").click()
        expect(shown.get_by_role("heading", name="10 PCS can be promised")).to_be_visible()
        assert how_many.evaluate("input => input.validity.rangeUnderflow")

    how_many.fill("3")
    shown.get_by_role("button", name="Ask").click()
    expect(shown.get_by_role("heading", name="Enough: 3 PCS")).to_be_visible()


PAINTED = """canvas => {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = getComputedStyle(document.documentElement)
    .getPropertyValue("--colorStatusSuccessForeground1").trim();
  probe.fillRect(0, 0, 1, 1);
  const wanted = probe.getImageData(0, 0, 1, 1).data;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let most = 0;
  for (let row = Math.floor(canvas.height / 4); row < canvas.height; row += 1) {
    let found = 0;
    for (let at = row * canvas.width * 4; at < (row + 1) * canvas.width * 4; at += 4) {
      if ([0, 1, 2].every((i) => Math.abs(data[at + i] - wanted[i]) < 16)) found += 1;
    }
    most = Math.max(most, found);
  }
  return most / canvas.width;
}"""
"""Which part of its longest line below the legend has the colour of what can be promised."""


def test_what_can_be_promised_is_seen_where_less_can_than_lies_there(
    shop: Shop, warehouse: Warehouse, chair: Json, sales: Salesperson
) -> None:
    warehouse.sell(chair, 4, in_days(6))

    shown = sales.open("product", shop.product_of(chair)["productid"])

    expect(shown.get_by_role("heading", name="PCS can be promised")).to_be_visible()
    canvas = shown.locator("canvas")
    expect(canvas).to_be_visible()
    assert canvas.evaluate(PAINTED) > 0.15


def test_while_business_central_is_down_the_last_known_figures_are_shown_as_such(
    shop: Shop, chair: Json, sales: Salesperson
) -> None:
    shown = sales.open("product", shop.product_of(chair)["productid"])
    expect(shown.get_by_role("heading", name="10 PCS can be promised")).to_be_visible()
    shop.world.fault(Side.BC, "status", status=503, times=None)
    shop.world.clock.advance(timedelta(minutes=2))

    shown.get_by_role("button", name="Refresh").click()

    expect(shown.get_by_text("these are the last known figures")).to_be_visible()
    expect(shown.get_by_role("heading", name="10 PCS can be promised")).to_be_visible()


def test_a_product_that_business_central_does_not_know_says_so(
    shop: Shop, chair: Json, sales: Salesperson
) -> None:
    product = shop.product("Stool")

    shown = sales.open("product", product["productid"])

    expect(shown.get_by_text("This product has no item in Business Central yet.")).to_be_visible()
    assert sales.barriers() == []
