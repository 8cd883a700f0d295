"""Unit groups, products, price lists and currencies: what goes together, and what stays."""

from decimal import Decimal
from typing import Any

import pytest

from dev.simulators.dataverse.rules import Rules
from dev.simulators.http import Response
from tests.simulators.dataverse_driver import Driver, code

Json = dict[str, Any]


class Shop(Driver):
    """An organisation with a unit group of pieces and boxes."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.group, self.piece = self.add_group("Pieces", "Piece")
        self.box = self.create("uoms", self.unit("Box", self.group, self.piece, 12))

    def add_group(self, name: str, base: str) -> tuple[str, str]:
        """Return the ids of a new unit group and of its base unit."""
        group = self.create("uomschedules", {"name": name, "baseuomname": base})
        [unit] = self.simulator.rows("uom", f"_uomscheduleid_value eq {group}")
        return group, str(unit["uomid"])

    @staticmethod
    def unit(name: str, group: str, base: str, quantity: float) -> Json:
        return {
            "name": name,
            "quantity": quantity,
            "uomscheduleid@odata.bind": f"/uomschedules({group})",
            "baseuom@odata.bind": f"/uoms({base})",
        }

    def product(self, **values: Any) -> Json:
        return {
            "name": "Chair",
            "productnumber": "1000",
            "quantitydecimal": 2,
            "defaultuomscheduleid@odata.bind": f"/uomschedules({self.group})",
            "defaultuomid@odata.bind": f"/uoms({self.piece})",
            **values,
        }

    def price(self, prices: str, product: str, unit: str, **values: Any) -> Json:
        return {
            "pricelevelid@odata.bind": f"/pricelevels({prices})",
            "productid@odata.bind": f"/products({product})",
            "uomid@odata.bind": f"/uoms({unit})",
            "amount": 9.95,
            **values,
        }

    def dollar(self) -> str:
        return self.create("transactioncurrencies", currency("USD"))


def currency(iso: str, **values: Any) -> Json:
    return {
        "isocurrencycode": iso,
        "currencyname": iso,
        "currencysymbol": iso,
        "currencyprecision": 2,
        "exchangerate": 1.25,
        **values,
    }


def without(body: Json, name: str) -> Json:
    return {key: value for key, value in body.items() if key.partition("@")[0] != name}


def refusal(response: Response) -> tuple[int, str]:
    return response.status, code(response)


@pytest.fixture
def shop() -> Shop:
    return Shop()


# Units


@pytest.mark.wire("B.11")
def test_the_base_unit_of_a_group_counts_one(shop: Shop) -> None:
    unit = shop.simulator.read("uom", shop.piece)

    assert (unit["name"], unit["quantity"], unit["isschedulebaseuom"]) == ("Piece", 1, True)
    assert unit["_baseuom_value"] is None


@pytest.mark.wire("B.11")
def test_what_is_said_only_on_create_stays(shop: Shop) -> None:
    other, _ = shop.add_group("Hours", "Hour")
    bind = {"uomscheduleid@odata.bind": f"/uomschedules({other})"}

    assert shop.call("PATCH", f"uomschedules({shop.group})", {"baseuomname": "X"}).status == 400
    assert shop.call("PATCH", f"uoms({shop.box})", bind).status == 400


@pytest.mark.wire("B.11")
@pytest.mark.parametrize("missing", ["name", "quantity", "uomscheduleid", "baseuom"])
def test_a_unit_needs_a_group_a_base_unit_and_a_quantity(shop: Shop, missing: str) -> None:
    body = shop.unit("Pallet", shop.group, shop.piece, 100)

    assert shop.call("POST", "uoms", body).status == 204
    assert shop.call("POST", "uoms", without(body | {"name": "B"}, missing)).status == 400


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_unit_is_more_than_nothing(shop: Shop, quantity: int) -> None:
    body = shop.unit("Pallet", shop.group, shop.piece, quantity)

    assert shop.call("POST", "uoms", body).status == 400


@pytest.mark.wire("B.9")
def test_the_name_of_a_unit_is_unique_in_its_group(shop: Shop) -> None:
    other, base = shop.add_group("Other", "Piece")

    again = shop.call("POST", "uoms", shop.unit("box", shop.group, shop.piece, 6))
    renamed = shop.call("PATCH", f"uoms({shop.box})", {"name": "PIECE"})
    elsewhere = shop.call("POST", "uoms", shop.unit("Box", other, base, 6))
    itself = shop.call("PATCH", f"uoms({shop.box})", {"name": "BOX"})

    assert refusal(again) == refusal(renamed) == (412, "0x80040237")
    assert (elsewhere.status, itself.status) == (204, 204)


def test_the_base_unit_of_a_unit_is_in_the_same_group(shop: Shop) -> None:
    _, hour = shop.add_group("Hours", "Hour")

    assert shop.call("POST", "uoms", shop.unit("Day", shop.group, hour, 8)).status == 400


@pytest.mark.wire("B.11")
def test_a_deleted_group_takes_its_units_along_unless_a_product_is_measured_in_them(
    shop: Shop,
) -> None:
    product = shop.create("products", shop.product())

    used = shop.call("DELETE", f"uomschedules({shop.group})")
    base = shop.call("DELETE", f"uoms({shop.piece})")
    shop.call("DELETE", f"products({product})")
    free = shop.call("DELETE", f"uomschedules({shop.group})")

    assert refusal(used) == refusal(base) == (405, "0x80040227")
    assert free.status == 204
    assert shop.simulator.rows("uom") == []


# Products


@pytest.mark.wire("B.9")
@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("productnumber", "0x80043b05"),
        ("defaultuomscheduleid", "0x80043b13"),
        ("defaultuomid", "0x80043b14"),
        ("quantitydecimal", "0x80043b07"),
        ("name", "0x80048403"),
    ],
)
def test_a_product_says_what_it_lacks(shop: Shop, missing: str, expected: str) -> None:
    response = shop.call("POST", "products", without(shop.product(), missing))

    assert refusal(response) == (400, expected)


@pytest.mark.wire("B.9")
@pytest.mark.parametrize(("decimals", "status"), [(-1, 400), (0, 204), (5, 204), (6, 400)])
def test_the_quantity_of_a_product_has_up_to_five_decimals(
    shop: Shop, decimals: int, status: int
) -> None:
    response = shop.call("POST", "products", shop.product(quantitydecimal=decimals))

    assert response.status == status
    assert status == 204 or code(response) == "0x80043b07"


@pytest.mark.wire("B.9")
def test_the_default_unit_of_a_product_is_of_its_group(shop: Shop) -> None:
    _, hour = shop.add_group("Hours", "Hour")
    bind = {"defaultuomid@odata.bind": f"/uoms({hour})"}
    product = shop.create("products", shop.product())

    created = shop.call("POST", "products", shop.product(productnumber="2") | bind)
    changed = shop.call("PATCH", f"products({product})", bind)
    box = {"defaultuomid@odata.bind": f"/uoms({shop.box})"}

    assert refusal(created) == refusal(changed) == (400, "0x80043b14")
    assert shop.call("PATCH", f"products({product})", box).status == 204


def test_a_product_stays_in_its_unit_group(shop: Shop) -> None:
    other, hour = shop.add_group("Hours", "Hour")
    product = shop.create("products", shop.product())
    bind = {
        "defaultuomscheduleid@odata.bind": f"/uomschedules({other})",
        "defaultuomid@odata.bind": f"/uoms({hour})",
    }
    same = {"defaultuomscheduleid@odata.bind": f"/uomschedules({shop.group})"}

    assert shop.call("PATCH", f"products({product})", bind).status == 400
    assert shop.call("PATCH", f"products({product})", same).status == 204


@pytest.mark.wire("B.9")
def test_the_number_of_a_product_is_unique(shop: Shop) -> None:
    shop.create("products", shop.product(productnumber="a-1"))
    other = shop.create("products", shop.product())

    created = shop.call("POST", "products", shop.product(productnumber="A-1"))
    renamed = shop.call("PATCH", f"products({other})", {"productnumber": "A-1"})

    assert refusal(created) == refusal(renamed) == (400, "0x80043b06")


@pytest.mark.parametrize("state", [{"statecode": 0}, {"statuscode": 1}, {"statecode": 2}])
def test_a_product_begins_as_a_draft_whatever_its_create_says(state: Json) -> None:
    strict, lenient = Shop(), Shop(Rules(product_state_on_create="ignore"))

    refused = strict.call("POST", "products", strict.product(**state))
    row_id = lenient.create("products", lenient.product(**state))

    assert refused.status == 400
    row = lenient.simulator.read("product", row_id)
    assert (row["statecode"], row["statuscode"]) == (2, 0)


@pytest.mark.wire("B.3")
def test_a_retired_product_can_only_be_activated_again(shop: Shop) -> None:
    address = f"products({shop.create('products', shop.product())})"
    for state in (0, 1):
        assert shop.call("PATCH", address, {"statecode": state}).status == 204

    price = shop.call("PATCH", address, {"price": 5})
    both = shop.call("PATCH", address, {"price": 5, "statecode": 0, "statuscode": 1})
    draft = shop.call("PATCH", address, {"statecode": 2})
    active = shop.call("PATCH", address, {"statecode": 0, "statuscode": 1})

    assert refusal(price) == refusal(both) == (400, "0x8004F995")
    assert refusal(draft) == (400, "0x8004F979")
    assert active.status == 204
    assert shop.call("PATCH", address, {"price": 5}).status == 204


def test_a_retired_product_may_be_gone_for_good() -> None:
    shop = Shop(Rules(retired_products_return=False))
    address = f"products({shop.create('products', shop.product())})"
    for state in (0, 1):
        shop.call("PATCH", address, {"statecode": state})

    response = shop.call("PATCH", address, {"statecode": 0})

    assert refusal(response) == (400, "0x8004F977")


@pytest.mark.wire("B.11")
@pytest.mark.parametrize("entity_set", ["products", "uoms", "uomschedules", "pricelevels"])
def test_the_catalogue_belongs_to_the_organisation_and_to_nobody(
    shop: Shop, entity_set: str
) -> None:
    bodies = {
        "products": shop.product(),
        "uoms": shop.unit("Pallet", shop.group, shop.piece, 100),
        "uomschedules": {"name": "Hours", "baseuomname": "Hour"},
        "pricelevels": {"name": "Retail"},
    }
    bind = {"ownerid@odata.bind": f"/systemusers({shop.app_user})"}

    assert shop.call("POST", entity_set, bodies[entity_set] | bind).status == 400
    assert shop.call("POST", entity_set, bodies[entity_set]).status == 204


# Price lists


@pytest.mark.wire("B.9")
def test_the_name_of_a_price_list_is_unique(shop: Shop) -> None:
    lenient = Shop(Rules(price_list_names_unique=False))
    lenient.create("pricelevels", {"name": "Retail"})
    shop.create("pricelevels", {"name": "Retail"})
    other = shop.create("pricelevels", {"name": "Other"})

    created = shop.call("POST", "pricelevels", {"name": "retail"})
    renamed = shop.call("PATCH", f"pricelevels({other})", {"name": "RETAIL"})
    nameless = shop.call("POST", "pricelevels", {})

    assert refusal(created) == refusal(renamed) == (400, "0x80043b0f")
    assert code(nameless) == "0x80043b0e"
    assert lenient.call("POST", "pricelevels", {"name": "Retail"}).status == 204


@pytest.mark.wire("B.11")
def test_a_price_list_keeps_its_currency(shop: Shop) -> None:
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({shop.dollar()})"}
    in_dollars = shop.create("pricelevels", {"name": "Dollars", **bind})
    in_euros = shop.create("pricelevels", {"name": "Euros"})

    response = shop.call("PATCH", f"pricelevels({in_euros})", bind)

    assert response.status == 400
    assert str(shop.simulator.read("pricelevel", in_dollars)["exchangerate"]) == "1.25"
    euro = shop.simulator.read("pricelevel", in_euros)["_transactioncurrencyid_value"]
    assert shop.simulator.read("transactioncurrency", euro)["isocurrencycode"] == "EUR"


@pytest.mark.wire("B.11")
@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("pricelevelid", "0x80100010"),
        ("productid", "0x80048403"),
        ("uomid", "0x80048403"),
        ("amount", "0x80048403"),
    ],
)
def test_a_price_says_what_it_lacks(shop: Shop, missing: str, expected: str) -> None:
    product = shop.create("products", shop.product())
    prices = shop.create("pricelevels", {"name": "Retail"})
    body = shop.price(prices, product, shop.piece, pricingmethodcode=1)

    assert refusal(shop.call("POST", "productpricelevels", without(body, missing))) == (
        400,
        expected,
    )


@pytest.mark.wire("B.11")
def test_a_price_has_the_currency_of_its_list_and_the_number_of_its_product(shop: Shop) -> None:
    dollar = shop.dollar()
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({dollar})"}
    prices = shop.create("pricelevels", {"name": "Dollars", **bind})
    product = shop.create("products", shop.product())

    row_id = shop.create("productpricelevels", shop.price(prices, product, shop.box))

    row = shop.simulator.read("productpricelevel", row_id)
    assert row["_transactioncurrencyid_value"] == dollar
    assert (row["productnumber"], row["_uomscheduleid_value"]) == ("1000", shop.group)
    assert (row["pricingmethodcode"], row["amount_base"]) == (1, Decimal("7.96"))


@pytest.mark.wire("B.9")
def test_a_price_list_has_one_price_for_a_product_in_a_unit(shop: Shop) -> None:
    product = shop.create("products", shop.product())
    retail, other = (shop.create("pricelevels", {"name": name}) for name in ("Retail", "Other"))
    first = shop.create("productpricelevels", shop.price(retail, product, shop.piece))

    again = shop.call("POST", "productpricelevels", shop.price(retail, product, shop.piece))

    assert refusal(again) == (400, "0x80043b08")
    shop.create("productpricelevels", shop.price(retail, product, shop.box))
    shop.create("productpricelevels", shop.price(other, product, shop.piece))
    changed = shop.call("PATCH", f"productpricelevels({first})", {"amount": 8})
    assert changed.status == 204


@pytest.mark.wire("B.9")
def test_the_unit_of_a_price_is_of_the_products_group(shop: Shop) -> None:
    _, hour = shop.add_group("Hours", "Hour")
    product = shop.create("products", shop.product())
    prices = shop.create("pricelevels", {"name": "Retail"})

    response = shop.call("POST", "productpricelevels", shop.price(prices, product, hour))

    assert refusal(response) == (400, "0x80043b14")


@pytest.mark.wire("B.9")
def test_a_price_takes_no_other_currency(shop: Shop) -> None:
    product = shop.create("products", shop.product())
    prices = shop.create("pricelevels", {"name": "Retail"})
    row = shop.create("productpricelevels", shop.price(prices, product, shop.piece))
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({shop.dollar()})"}

    response = shop.call("PATCH", f"productpricelevels({row})", bind)

    assert refusal(response) == (400, "0x80048cea")


# Currencies


@pytest.mark.wire("B.9")
@pytest.mark.parametrize(
    "values",
    [
        {"exchangerate": None},
        {"exchangerate": 0},
        {"exchangerate": -1},
        {"currencyprecision": -1},
        {"currencyprecision": 5},
        {"isocurrencycode": None},
    ],
)
def test_a_currency_needs_a_code_a_rate_and_a_sensible_precision(shop: Shop, values: Json) -> None:
    assert shop.call("POST", "transactioncurrencies", currency("USD", **values)).status == 400
    assert shop.call("POST", "transactioncurrencies", currency("USD")).status == 204


@pytest.mark.wire("B.11")
def test_the_code_of_a_currency_is_unique_and_stays(shop: Shop) -> None:
    dollar = shop.dollar()

    again = shop.call("POST", "transactioncurrencies", currency("usd"))
    changed = shop.call("PATCH", f"transactioncurrencies({dollar})", {"isocurrencycode": "CAD"})

    assert refusal(again) == (412, "0x80040237")
    assert changed.status == 400


@pytest.mark.wire("B.9")
def test_the_rate_of_the_base_currency_is_fixed(shop: Shop) -> None:
    [base] = shop.simulator.rows("transactioncurrency")
    address = f"transactioncurrencies({base['transactioncurrencyid']})"

    changed = shop.call("PATCH", address, {"exchangerate": 2})
    same = shop.call("PATCH", address, {"exchangerate": 1, "currencyname": "Euro (EU)"})
    other = shop.call("PATCH", f"transactioncurrencies({shop.dollar()})", {"exchangerate": 2})

    assert refusal(changed) == (400, "0x80048cf5")
    assert (same.status, other.status) == (204, 204)


def test_a_currency_stays_while_anything_is_in_it(shop: Shop) -> None:
    [base] = shop.simulator.rows("transactioncurrency")
    dollar = shop.dollar()
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({dollar})"}
    prices = shop.create("pricelevels", {"name": "Dollars", **bind})
    address = f"transactioncurrencies({dollar})"

    used = shop.call("DELETE", address)
    shop.call("DELETE", f"pricelevels({prices})")

    assert refusal(used) == (405, "0x80040227")
    assert shop.call("DELETE", address).status == 204
    own = shop.call("DELETE", f"transactioncurrencies({base['transactioncurrencyid']})")
    assert own.status == 405


# Opportunities


def test_an_opportunity_needs_a_name_and_is_its_parents(shop: Shop) -> None:
    account = shop.create("accounts", {"name": "Adatum"})
    contact = shop.create("contacts", {"lastname": "Adams"})
    of_contact = {"parentcontactid@odata.bind": f"/contacts({contact})"}
    of_both = of_contact | {"parentaccountid@odata.bind": f"/accounts({account})"}
    other = {"customerid_contact@odata.bind": f"/contacts({contact})"}

    def customer(body: Json) -> object:
        row = shop.create("opportunities", {"name": "Chairs", **body})
        return shop.simulator.read("opportunity", row)["_customerid_value"]

    assert shop.call("POST", "opportunities", of_both).status == 400
    assert (customer({}), customer(of_contact), customer(of_both)) == (None, contact, account)
    assert customer(of_both | other) == contact
