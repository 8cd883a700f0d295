"""What values rows take, and what the platform makes of them."""

import pytest

from dev.simulators.dataverse.rules import Rules
from tests.simulators.dataverse_driver import NOBODY, Driver, code


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


@pytest.mark.wire("B.9")
def test_an_unknown_property_is_refused(dataverse: Driver) -> None:
    response = dataverse.call("POST", "accounts", {"nmae": "Adatum"})

    assert (response.status, code(response)) == (400, "0x80048d19")


@pytest.mark.wire("B.11")
@pytest.mark.parametrize(
    "body",
    [
        {"accountnumber": "x" * 21},
        {"accountnumber": "😀" * 11},
        {"name": 5},
        {"numberofemployees": -1},
        {"numberofemployees": 1.5},
        {"numberofemployees": True},
        {"numberofemployees": "3"},
        {"creditlimit": 100_000_000_000_001},
        {"creditlimit": "10"},
        {"creditonhold": "true"},
        {"customertypecode": 99},
        {"lastonholdtime": "yesterday"},
        {"lastonholdtime": "1600-01-01T00:00:00Z"},
        {"accountid": "not-a-guid"},
        {"statuscode": 2},
        {"primarycontactid": NOBODY},
        {"_primarycontactid_value": NOBODY},
        {"createdon": "2020-01-01T00:00:00Z"},
        {"versionnumber": 5},
        {"statecode": 1},
    ],
)
def test_a_value_that_does_not_fit_is_refused(dataverse: Driver, body: object) -> None:
    response = dataverse.call("POST", "accounts", body)

    assert response.status == 400
    assert dataverse.simulator.rows("account") == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"5"])
def test_a_body_that_is_no_object_is_refused(dataverse: Driver, body: bytes) -> None:
    assert dataverse.call("POST", "accounts", body).status == 400


def test_read_only_columns_can_be_made_to_be_ignored() -> None:
    dataverse = Driver(Rules(refuse_unwritable=False))

    dataverse.create("accounts", {"name": "Adatum", "createdon": "2020-01-01T00:00:00Z"})

    assert dataverse.names("", "createdon") == ["2026-03-01T12:00:00Z"]


@pytest.mark.wire("B.11")
def test_a_choice_whose_values_are_not_known_takes_any_number(dataverse: Driver) -> None:
    opportunity = dataverse.create("opportunities", {"name": "Chairs"})
    bind = {"opportunityid@odata.bind": f"opportunities({opportunity})"}

    row_id = dataverse.create("opportunityproducts", {"opportunitystatecode": 4711, **bind})

    row = dataverse.get(f"opportunityproducts({row_id})?$select=opportunitystatecode")
    assert row["opportunitystatecode"] == 4711


@pytest.mark.wire("B.11")
def test_a_create_only_column_cannot_be_updated(dataverse: Driver) -> None:
    body = {"isocurrencycode": "USD", "currencyname": "Dollar", "currencysymbol": "$"}
    rates = {"exchangerate": 1.25, "currencyprecision": 2}
    row_id = dataverse.create("transactioncurrencies", body | rates)

    address = f"transactioncurrencies({row_id})"

    assert dataverse.call("PATCH", address, {"isocurrencycode": "CHF"}).status == 400
    assert dataverse.call("PATCH", address, {"exchangerate": 1.5}).status == 204


@pytest.mark.wire("B.11")
@pytest.mark.parametrize("missing", ["isocurrencycode", "exchangerate", "currencyname"])
def test_a_currency_needs_its_columns(dataverse: Driver, missing: str) -> None:
    body = {
        "isocurrencycode": "USD",
        "currencyname": "Dollar",
        "currencysymbol": "$",
        "exchangerate": 1.25,
        "currencyprecision": 2,
    }
    del body[missing]

    assert dataverse.call("POST", "transactioncurrencies", body).status == 400


def test_forms_insist_on_an_account_name_the_service_only_when_told_to(dataverse: Driver) -> None:
    strict = Driver(Rules(insist_on_business_required=True))

    assert dataverse.call("POST", "accounts", {"fax": "1"}).status == 204
    assert strict.call("POST", "accounts", {"fax": "1"}).status == 400


@pytest.mark.wire("B.3")
def test_state_and_status_reason_change_together(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})
    address = f"accounts({row_id})"

    mismatched = dataverse.call("PATCH", address, {"statecode": 1, "statuscode": 1})
    alone = dataverse.call("PATCH", address, {"statecode": 1})
    row = dataverse.simulator.read("account", row_id)
    both = dataverse.call("PATCH", address, {"statecode": 0, "statuscode": 1})

    assert (mismatched.status, alone.status, both.status) == (400, 204, 204)
    assert (row["statecode"], row["statuscode"]) == (1, 2)


@pytest.mark.wire("B.9")
def test_products_follow_their_life_cycle(dataverse: Driver) -> None:
    group = dataverse.create("uomschedules", {"name": "Default", "baseuomname": "Piece"})
    unit = dataverse.simulator.rows("uom")[0]["uomid"]
    body = {
        "name": "Bicycle",
        "productnumber": "1000",
        "quantitydecimal": 2,
        "defaultuomscheduleid@odata.bind": f"uomschedules({group})",
        "defaultuomid@odata.bind": f"uoms({unit})",
    }
    address = f"products({dataverse.create('products', body)})"

    draft = dataverse.get(f"{address}?$select=statecode,statuscode")
    retired = dataverse.call("PATCH", address, {"statecode": 1})
    active = dataverse.call("PATCH", address, {"statecode": 0})
    back = dataverse.call("PATCH", address, {"statecode": 2})

    assert (draft["statecode"], draft["statuscode"]) == (2, 0)
    assert (retired.status, code(retired)) == (400, "0x8004F978")
    assert active.status == 204
    assert (back.status, code(back)) == (400, "0x8004F912")


@pytest.mark.wire("B.9")
def test_a_product_needs_a_number_and_a_unit_group(dataverse: Driver) -> None:
    response = dataverse.call("POST", "products", {"name": "Bicycle"})

    assert (response.status, code(response)) == (400, "0x80043b05")


def test_the_full_name_is_composed(dataverse: Driver) -> None:
    row_id = dataverse.create("contacts", {"firstname": "Ada", "lastname": "Adams"})

    renamed = dataverse.simulator.change("contact", row_id, {"lastname": "Byron"})

    assert renamed["fullname"] == "Ada Byron"


@pytest.mark.wire("B.11")
def test_amounts_are_converted_into_the_base_currency(dataverse: Driver) -> None:
    dollar = dataverse.simulator.add(
        "transactioncurrency",
        {"isocurrencycode": "USD", "currencyname": "Dollar", "exchangerate": 1.25},
    )["transactioncurrencyid"]
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({dollar})"}

    in_dollars = dataverse.create("accounts", {"creditlimit": 100, **bind})
    in_base = dataverse.create("accounts", {"creditlimit": 100})
    without = dataverse.create("accounts", {"name": "No amount"})

    def read(row_id: str) -> tuple[object, object]:
        row = dataverse.simulator.read("account", row_id)
        return row["creditlimit_base"], row["exchangerate"]

    assert read(in_dollars) == (80, 1.25)
    assert read(in_base) == (100, 1)
    assert read(without) == (None, None)


@pytest.mark.wire("B.9")
def test_the_currency_cannot_be_taken_from_an_amount(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"creditlimit": 100})

    response = dataverse.call("PATCH", f"accounts({row_id})", {"transactioncurrencyid": None})

    assert (response.status, code(response)) == (400, "0x80048cfb")
