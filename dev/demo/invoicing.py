"""Posted invoices: some open, some paid in part, some paid; and whether Sales sees them so."""

from decimal import Decimal
from typing import Any

from dev.demo.stage import Stage
from dev.simulators.fleet import Fleet

Json = dict[str, Any]

_SHARE, _FEWEST = 50, 4
"""One customer of so many has an invoice, and so many have one at least."""
_SOLD = 4
"""Kinds of items, the last ones: the first are for quotes."""
_ENOUGH = 1000
_NOT_BLOCKED = (" ", "_x0020_")
_STATES = {"Open": (0, 4), "Partial": (2, 100002), "Paid": (2, 100001)}
"""State and status reason of an invoice in Sales, by what is paid of it."""
_PAID = tuple(_STATES)


def post_invoices(fleet: Fleet, customers: int) -> int:
    """Post invoices in the local currency, let some be paid, and return how many there are.

    :param customers: how many there are.
    """
    bc = fleet.business_central
    at_home = [row for row in bc.rows("customers") if row["currencyCode"] in ("", "EUR")]
    buyers = [row for row in at_home if row["blocked"] in _NOT_BLOCKED]
    items = [row for row in bc.rows("items") if not row["blocked"]][-_SOLD:]
    stock = [{"itemNumber": item["number"], "quantity": _ENOUGH} for item in items]
    bc.add_many("itemLedgerEntries", stock)
    chosen = buyers[: max(_FEWEST, customers // _SHARE)]
    for number, buyer in enumerate(chosen):
        _invoice(fleet, buyer, items[number % len(items)], _PAID[number % len(_PAID)])
    return len(chosen)


def _invoice(fleet: Fleet, buyer: Json, item: Json, paid: str) -> None:
    bc = fleet.business_central
    lines = [{"itemId": item["id"], "quantity": 2}, {"description": "Thank you for your order."}]
    draft = bc.add("salesInvoices", {"customerId": buyer["id"], "salesInvoiceLines": lines})
    posted = bc.act("salesInvoices", draft["id"], "post")
    total = Decimal(str(posted["totalAmountIncludingTax"]))
    amount = {"Open": Decimal(0), "Partial": Decimal(1), "Paid": total}[paid]
    if amount:
        entry = {"customerNumber": buyer["number"], "documentType": "Payment"}
        applied = {"appliesToNumber": posted["number"], "amount": -amount}
        bc.add("customerEntries", entry | applied)


def check_invoices(stage: Stage) -> None:
    """Hold the invoices of Sales against what was posted."""
    lines = [row["_invoiceid_value"] for row in stage.dataverse.rows("invoicedetails")]
    found = sorted(
        (
            row["invoicenumber"],
            (row["statecode"], row["statuscode"]),
            row["totalamount"],
            lines.count(row["invoiceid"]),
        )
        for row in stage.dataverse.rows("invoices")
    )
    posted = stage.bc.rows("salesInvoices")
    wanted = sorted(
        (row["number"], _STATES[_paid(row)], row["totalAmountIncludingTax"], 2) for row in posted
    )
    told = (
        f"{len(posted)} posted invoices are in Sales, each with its lines and what is paid of it."
    )
    stage.narrator.equal(told, found, wanted)


def _paid(invoice: Json) -> str:
    if invoice["status"] == "Paid":
        return "Paid"
    is_whole = invoice["remainingAmount"] == invoice["totalAmountIncludingTax"]
    return "Open" if is_whole else "Partial"
