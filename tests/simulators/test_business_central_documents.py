from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.simulators.business_central import Answer, BusinessCentral

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Shop(BusinessCentral):
    """A customer and an item to sell to them."""

    def __init__(self) -> None:
        super().__init__()
        self.clock.set(NOON)
        values: dict[str, Any] = {"displayName": "Adatum", "addressLine1": "Road 1", "city": "Ulm"}
        self.adatum = self.records.add("customers", values | {"currencyCode": "USD"})
        values = {"displayName": "Chair", "unitPrice": Decimal("10.50"), "inventory": 5}
        self.chair = self.records.add("items", values | {"baseUnitOfMeasureCode": "PCS"})

    def order(self, *lines: dict[str, Any]) -> Answer:
        body = {"customerId": self.adatum["id"], "salesOrderLines": list(lines)}
        return self.post("salesOrders", body)

    def chairs(self, quantity: int, **values: Any) -> dict[str, Any]:
        return {"itemId": self.chair["id"], "quantity": quantity} | values


@pytest.mark.wire("A.3")
def test_an_order_takes_over_what_the_customer_card_says() -> None:
    shop = Shop()

    order = shop.post("salesOrders", {"customerNumber": shop.adatum["number"]}).json

    assert order["customerId"] == order["billToCustomerId"] == shop.adatum["id"]
    assert order["customerName"] == order["billToName"] == order["shipToName"] == "Adatum"
    assert order["sellToAddressLine1"] == order["shipToAddressLine1"] == "Road 1"
    assert order["currencyCode"] == "USD"
    assert order["orderDate"] == "2026-01-01"
    assert order["status"] == "Draft"
    assert order["number"]


@pytest.mark.wire("A.3")
def test_an_order_without_a_customer_is_refused() -> None:
    shop = Shop()

    answer = shop.post("salesOrders", {"externalDocumentNumber": "X"})

    assert answer.code == "Application_DialogException"


@pytest.mark.wire("A.3")
def test_a_number_and_a_bill_to_address_cannot_be_set() -> None:
    shop = Shop()

    for name in ("number", "billToAddressLine1"):
        answer = shop.post("salesOrders", {"customerId": shop.adatum["id"], name: "X"})
        assert answer.code == "BadRequest_InvalidOperation"


@pytest.mark.wire("A.3")
def test_lines_are_numbered_described_and_summed_up() -> None:
    shop = Shop()
    order = shop.order(shop.chairs(2, discountPercent=10), {"description": "a note"}).json

    lines = shop.get(f"salesOrders({order['id']})/salesOrderLines").value

    chair, note = lines
    assert [line["sequence"] for line in lines] == [10000, 20000]
    assert (chair["lineType"], chair["lineObjectNumber"]) == ("Item", shop.chair["number"])
    assert (chair["description"], chair["unitOfMeasureCode"]) == ("Chair", "PCS")
    assert (chair["discountAmount"], chair["netAmount"]) == (Decimal("2.1"), Decimal("18.9"))
    assert (note["lineType"], note["netAmount"]) == ("Comment", 0)
    assert order["totalAmountIncludingTax"] == Decimal("18.9")


@pytest.mark.wire("A.3")
def test_lines_are_only_read_by_their_document_or_their_id() -> None:
    shop = Shop()
    order = shop.order(shop.chairs(2)).json

    of_all = shop.get("salesOrderLines")
    of_one = shop.get("salesOrderLines", f"$filter=documentId eq {order['id']}")
    by_id = shop.get(f"salesOrderLines({of_one.value[0]['id']})")

    assert of_all.code == "Application_DialogException"
    assert by_id.json["quantity"] == 2


@pytest.mark.wire("A.3")
def test_the_document_and_sequence_of_a_line_stay() -> None:
    shop = Shop()
    shop.order(shop.chairs(2))
    line = shop.records.rows("salesOrderLines")[0]

    for change in ({"documentId": shop.chair["id"]}, {"sequence": 5}):
        answer = shop.patch(f"salesOrderLines({line['id']})", change)
        assert answer.code == "Application_DialogException"


@pytest.mark.wire("A.3")
def test_item_and_account_exclude_each_other() -> None:
    shop = Shop()
    account = shop.records.rows("accounts")[0]

    both = shop.order(shop.chairs(1, accountId=account["id"]))
    typed = shop.order({"lineType": "Account", "lineObjectNumber": account["number"]})
    comment = shop.order({"lineType": "Comment", "lineObjectNumber": account["number"]})

    assert both.code == comment.code == "Application_DialogException"
    assert typed.status == 201
    assert shop.records.rows("salesOrderLines")[0]["accountId"] == account["id"]


def test_amounts_beyond_what_the_database_holds_are_refused() -> None:
    shop = Shop()

    answer = shop.order(shop.chairs(10**17, unitPrice=10**17))

    assert answer.status == 400
    assert shop.records.rows("salesOrders") == []


@pytest.mark.wire("A.3")
def test_a_line_moves_the_order_when_amounts_change_and_not_when_the_text_does() -> None:
    shop = Shop()
    order = shop.order(shop.chairs(2)).json
    line = shop.records.rows("salesOrderLines")[0]
    path = f"salesOrderLines({line['id']})"
    times = []
    changes: list[dict[str, object]] = [{"description": "x"}, {"shipmentDate": "2026-02-01"}]
    for hour, change in enumerate([*changes, {"quantity": 3}]):
        shop.clock.set(NOON.replace(hour=13 + hour))
        assert shop.patch(path, change).status == 200
        times.append(shop.get(f"salesOrders({order['id']})").json["lastModifiedDateTime"])

    assert times[0] == times[1] == order["lastModifiedDateTime"]
    assert times[2] == "2026-01-01T15:00:00.000Z"


@pytest.mark.wire("A.3")
def test_new_and_deleted_lines_always_move_the_order() -> None:
    shop = Shop()
    order = shop.order().json
    place = f"salesOrders({order['id']})"

    shop.clock.set(NOON.replace(hour=13))
    line = shop.post(f"{place}/salesOrderLines", {"description": "a note"}).json
    inserted = shop.get(place).json["lastModifiedDateTime"]
    shop.clock.set(NOON.replace(hour=14))
    shop.delete(f"salesOrderLines({line['id']})")
    deleted = shop.get(place).json["lastModifiedDateTime"]

    assert inserted == "2026-01-01T13:00:00.000Z"
    assert deleted == "2026-01-01T14:00:00.000Z"


@pytest.mark.wire("A.3")
def test_a_deleted_order_takes_its_lines_along() -> None:
    shop = Shop()
    order = shop.order(shop.chairs(2)).json

    shop.delete(f"salesOrders({order['id']})")

    assert shop.records.rows("salesOrderLines") == []


@pytest.mark.wire("A.4")
def test_ship_and_invoice_replaces_the_order_by_an_invoice_and_takes_the_stock() -> None:
    shop = Shop()
    order = shop.order(shop.chairs(2)).json

    answer = shop.post(f"salesOrders({order['id']})/Microsoft.NAV.shipAndInvoice")

    [invoice] = shop.records.rows("salesInvoices")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["Location"].endswith(f"/salesInvoices({invoice['id']})")
    assert shop.get(f"salesOrders({order['id']})").status == 404
    assert (invoice["status"], invoice["orderNumber"]) == ("Open", order["number"])
    assert invoice["remainingAmount"] == 21
    stock = shop.get(f"items({shop.chair['id']})").json
    assert stock["inventory"] == 3
    assert stock["lastModifiedDateTime"] == shop.chair["lastModifiedDateTime"]


@pytest.mark.wire("A.4")
def test_make_order_turns_a_quote_into_an_order() -> None:
    shop = Shop()
    body = {"customerId": shop.adatum["id"], "salesQuoteLines": [shop.chairs(2)]}
    quote = shop.post("salesQuotes", body).json

    answer = shop.post(f"salesQuotes({quote['id']})/Microsoft.NAV.makeOrder")

    [order] = shop.records.rows("salesOrders")
    assert answer.headers["Location"].endswith(f"/salesOrders({order['id']})")
    assert order["totalAmountExcludingTax"] == 21
    assert shop.records.rows("salesQuotes") == shop.records.rows("salesQuoteLines") == []


def test_a_posted_invoice_keeps_its_id_and_can_no_longer_be_changed() -> None:
    shop = Shop()
    body = {"customerId": shop.adatum["id"], "salesInvoiceLines": [shop.chairs(1)]}
    place = f"salesInvoices({shop.post('salesInvoices', body).json['id']})"

    answer = shop.post(f"{place}/Microsoft.NAV.post")

    assert answer.headers["Location"].endswith(place)
    assert shop.get(place).json["status"] == "Open"
    assert shop.patch(place, {"email": "a@b.c"}).code == "Application_DialogException"
    assert shop.post(f"{place}/salesInvoiceLines", shop.chairs(1)).status == 400


@pytest.mark.wire("A.4")
def test_an_action_that_is_not_simulated_says_so_and_an_unknown_one_is_not_found() -> None:
    shop = Shop()
    place = f"salesQuotes({shop.post('salesQuotes', {'customerId': shop.adatum['id']}).json['id']})"

    assert shop.post(f"{place}/Microsoft.NAV.send").code == "BadRequest_MethodNotImplemented"
    assert shop.post(f"{place}/Microsoft.NAV.sing").status == 404
    assert shop.get(f"{place}/Microsoft.NAV.makeOrder").status == 405


@pytest.mark.wire("A.3")
def test_discounts_of_a_line_by_amount_and_of_a_whole_order_lower_the_total() -> None:
    shop = Shop()
    order = shop.order(shop.chairs(2, discountAmount=1)).json

    line = shop.records.rows("salesOrderLines")[0]
    after = shop.patch(f"salesOrders({order['id']})", {"discountAmount": 5}).json

    assert (line["discountPercent"], line["netAmount"]) == (Decimal("4.76"), 20)
    assert (order["totalAmountExcludingTax"], after["totalAmountExcludingTax"]) == (20, 15)


@pytest.mark.wire("A.3")
def test_a_line_without_a_document_or_below_another_one_is_refused() -> None:
    shop = Shop()
    first, second = (shop.order().json["id"] for _ in range(2))

    homeless = shop.post("salesOrderLines", {"description": "x"})
    misplaced = shop.post(
        f"salesOrders({first})/salesOrderLines", {"description": "x", "documentId": second}
    )

    assert homeless.code == "Application_DialogException"
    assert misplaced.code == "BadRequest"


def test_nothing_is_posted_where_there_is_nothing_or_only_a_part_to_ship() -> None:
    shop = Shop()
    empty = shop.order({"description": "a note"}).json["id"]
    partial = shop.order(shop.chairs(2, shipQuantity=1)).json["id"]

    answers = [
        shop.post(f"salesOrders({order})/Microsoft.NAV.shipAndInvoice")
        for order in (empty, partial)
    ]

    assert [answer.status for answer in answers] == [400, 501]
    assert len(shop.records.rows("salesOrders")) == 2
    assert shop.records.rows("salesInvoices") == []


def test_a_posted_invoice_cannot_be_posted_again() -> None:
    shop = Shop()
    body = {"customerId": shop.adatum["id"], "salesInvoiceLines": [shop.chairs(1)]}
    action = f"salesInvoices({shop.post('salesInvoices', body).json['id']})/Microsoft.NAV.post"

    answers = [shop.post(action).status for _ in range(2)]

    assert answers == [204, 400]
    assert shop.get(f"items({shop.chair['id']})").json["inventory"] == 4


# Invoices that are posted


def invoiced(shop: Shop, *lines: dict[str, Any]) -> dict[str, Any]:
    """Return a posted invoice."""
    body = {"customerId": shop.adatum["id"], "salesInvoiceLines": list(lines)}
    place = f"salesInvoices({shop.post('salesInvoices', body).json['id']})"
    assert shop.post(f"{place}/Microsoft.NAV.post").status == 204
    return dict(shop.get(place).json)


@pytest.mark.wire("A.3")
def test_documents_are_read_with_their_lines_several_at_once() -> None:
    shop = Shop()
    first, second = invoiced(shop, shop.chairs(1), shop.chairs(2)), invoiced(shop, shop.chairs(3))

    of = f"id eq {first['id']} or id eq {second['id']}"
    answer = shop.get("salesInvoices", f"$select=id&$expand=salesInvoiceLines&$filter={of}")

    quantities = {
        row["id"]: [line["quantity"] for line in row["salesInvoiceLines"]] for row in answer.value
    }
    assert quantities == {first["id"]: [1, 2], second["id"]: [3]}
    assert "lastModifiedDateTime" not in answer.value[0]["salesInvoiceLines"][0]


@pytest.mark.wire("A.11")
def test_a_payment_lowers_what_remains_of_an_invoice_and_leaves_no_other_trace() -> None:
    shop = Shop()
    invoice = invoiced(shop, shop.chairs(2))
    entry = {"customerNumber": shop.adatum["number"], "documentType": "Payment"}

    shop.records.add(
        "customerEntries", {**entry, "appliesToNumber": invoice["number"], "amount": -1}
    )
    partly = shop.get(f"salesInvoices({invoice['id']})").json
    shop.records.add(
        "customerEntries", {**entry, "appliesToNumber": invoice["number"], "amount": -20}
    )
    paid = shop.get(f"salesInvoices({invoice['id']})").json

    assert (partly["status"], partly["remainingAmount"]) == ("Open", 20)
    assert (paid["status"], paid["remainingAmount"]) == ("Paid", 0)
    for name in ("@odata.etag", "lastModifiedDateTime"):
        assert invoice[name] == partly[name] == paid[name]


@pytest.mark.wire("A.4")
def test_a_posted_invoice_is_canceled_once_and_a_draft_is_not() -> None:
    shop = Shop()
    invoice = invoiced(shop, shop.chairs(2))
    body = {"customerId": shop.adatum["id"], "salesInvoiceLines": [shop.chairs(1)]}
    draft = shop.post("salesInvoices", body).json
    cancel = "Microsoft.NAV.cancel"

    answers = [
        shop.post(f"salesInvoices({id_})/{cancel}").status
        for id_ in (invoice["id"], invoice["id"], draft["id"])
    ]

    canceled = shop.get(f"salesInvoices({invoice['id']})").json
    assert answers == [204, 400, 400]
    assert (canceled["status"], canceled["remainingAmount"]) == ("Canceled", 0)
    assert shop.get(f"items({shop.chair['id']})").json["inventory"] == 5
