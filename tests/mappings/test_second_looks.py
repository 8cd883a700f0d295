"""Records that travel only after something else has happened, and keep what they have till then."""

from datetime import timedelta

import pytest

from tests.mappings.books import Books
from tests.mappings.shop import Shop
from tests.mappings.test_opportunities import prospect, prospects

__all__ = ["prospects"]


def uncouple(shop: Shop, mapping: str, bc_id: str) -> None:
    answer = shop.world.call("DELETE", f"mappings/{mapping}/couplings/{bc_id}")
    assert answer.status_code < 300, answer.text
    shop.world.stack.host.drain_queues(include_delayed=True)


def test_an_opportunity_of_sales_keeps_what_business_central_has_no_value_for(
    prospects: Books,
) -> None:
    contact = prospects.row("contact", lastname="Abercrombie")["contactid"]
    prospects.add(
        "opportunity",
        name="Dated",
        estimatedclosedate="2027-03-01",
        estimatedvalue=5000,
        **{"parentcontactid@odata.bind": f"contacts({contact})"},
    )

    prospects.tick_one("opportunity")
    prospects.tick_one("opportunity")

    row = prospects.row("opportunity", name="Dated")
    assert (row["estimatedclosedate"], row["estimatedvalue"]) == ("2027-03-01", 5000)
    assert prospects.records("opportunities", description="Dated")


def test_a_product_of_sales_keeps_its_price_until_its_item_has_one(priced: Shop) -> None:
    priced.full_sync()
    priced.product("Lamp", price=50, standardcost=20)
    priced.full_sync()
    priced.tick()

    assert priced.row("product", name="Lamp")["price"] == 50
    [lamp] = priced.records("items", displayName="Lamp")
    priced.amend("items", lamp, unitPrice=60)
    priced.tick()
    assert priced.row("product", name="Lamp")["price"] == 60


def test_an_opportunity_of_sales_follows_once_its_contact_is_coupled(prospects: Books) -> None:
    account = prospects.row("account", name="Adatum")["accountid"]
    bind = {"parentcustomerid_account@odata.bind": f"accounts({account})"}
    newcomer = prospects.add("contact", lastname="Newcomer", **bind)
    prospect(prospects, "Later", "Newcomer")
    prospects.world.clock.advance(timedelta(minutes=5))
    prospect(prospects, "Another one")
    prospects.tick_one("opportunity")
    assert not prospects.records("opportunities", description="Later")

    chosen = {"records": [newcomer["contactid"]], "direction": "from_dataverse"}
    prospects.world.sync("contact", full=True, **chosen)
    prospects.world.clock.advance(timedelta(minutes=61))
    prospects.tick_one("opportunity")

    assert prospects.records("opportunities", description="Later")


@pytest.mark.soak(but=[0])
@pytest.mark.parametrize("ticks", [1, 2])
def test_a_price_that_was_deleted_stays_listed_when_its_item_is_coupled_anew(
    priced: Shop, ticks: int
) -> None:
    chair = priced.item("Chair", unitPrice=120)
    priced.full_sync()
    [price] = priced.rows("productpricelevel")
    priced.delete("productpricelevel", price)
    for _ in range(ticks):
        priced.tick_one("item-price")
    assert [entry["cause"] for entry in priced.pending()] == ["deleted"]

    uncouple(priced, "item-product", chair["id"])
    chosen = {"records": [chair["id"]], "direction": "to_dataverse"}
    priced.world.sync("item-product", full=True, **chosen)
    priced.tick_one("item-price")
    priced.tick_one("item-price")

    listed = [entry["cause"] for entry in priced.pending()]
    assert listed == ["deleted"] or priced.rows("productpricelevel")


def test_a_price_follows_the_product_that_its_item_is_coupled_with(priced: Shop) -> None:
    chair = priced.item("Chair", unitPrice=120)
    priced.full_sync()
    old = priced.product_of(chair)
    uncouple(priced, "item-product", chair["id"])
    priced.change("product", old, productnumber="OLD")
    other = priced.product("Other", productnumber=chair["number"])

    chosen = {"records": [chair["id"]], "direction": "to_dataverse"}
    priced.world.sync("item-product", full=True, **chosen)
    priced.full_sync()

    assert priced.product_of(chair)["productid"] == other["productid"]
    assert priced.price_of(chair) == 120


def test_a_new_product_becomes_active_where_dataverse_wins(priced: Shop) -> None:
    file = priced.world.folder / "item_product.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("conflict: fail", "conflict: dataverse_wins"), "utf-8")
    priced.world.start_app()
    chair = priced.item("Chair", unitPrice=120)

    priced.full_sync()

    assert priced.state(chair) == 0


def test_a_record_that_is_left_alone_says_so_when_asked(prospects: Books) -> None:
    account = prospects.row("account", name="Adatum")["accountid"]
    bind = {"parentcustomerid_account@odata.bind": f"accounts({account})"}
    prospects.add("contact", lastname="Newcomer", **bind)
    later = prospect(prospects, "Later", "Newcomer")

    path = f"mappings/opportunity/explain/dataverse/{later['opportunityid']}"
    [reason] = prospects.world.get(path)["reasons"]

    assert reason["code"] == "left_alone"
    assert "not coupled in CONTACT" in reason["text"]
