"""Customers, items and posted invoices: what tests of them begin with."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.coupling import create
from tests.mappings.shop import Shop
from tests.surroundings import Json

SLUG = "postedsalesinv-inv"
OPEN, PAID, CANCELED = 0, 2, 3
NEW, BILLED, COMPLETE, PARTIAL, VOID = 1, 4, 100001, 100002, 100003


class Invoices(Shop):
    """Business Central's bookkeepers, and the invoices that Sales people see."""

    def customer(self, name: str = "Adatum", **values: Any) -> Json:
        """Enter a customer who is coupled."""
        found = self.enter("customers", displayName=name, **values)
        create(self.world, "customer", records=[found["id"]])
        return found

    def chair(self, name: str = "Chair", **values: Any) -> Json:
        """Enter an item that is a product."""
        found = self.item(name, unitPrice=50, **values)
        create(self.world, "item-product", records=[found["id"]])
        return found

    def draft(self, customer: Json, *lines: Json, **values: Any) -> Json:
        body = {"customerId": customer["id"], "salesInvoiceLines": list(lines), **values}
        return self.enter("salesInvoices", **body)

    def post_invoice(self, customer: Json, *lines: Json, **values: Any) -> Json:
        return self.act(self.draft(customer, *lines, **values), "post")

    def act(self, invoice: Json, action: str) -> Json:
        company = self.world.customers.company
        return dict(self._bc.act("salesInvoices", invoice["id"], action, company=company))

    def pay(self, invoice: Json, amount: int) -> None:
        """Apply a payment, which leaves no trace in the invoice."""
        self.enter(
            "customerEntries",
            customerNumber=invoice["billToCustomerNumber"],
            documentType="Payment",
            appliesToNumber=invoice["number"],
            amount=-amount,
        )

    def unapply(self, invoice: Json, amount: int) -> None:
        self.pay(invoice, -amount)
        self.calculate("salesInvoices", invoice, status="Open")

    def tax(self, invoice: Json, amount: int) -> None:
        """Let the only line of an invoice be taxed, and the invoice with it."""
        [line] = self.records("salesInvoiceLines", documentId=invoice["id"])
        taxed = line["amountExcludingTax"] + amount
        sums = {"netTaxAmount": amount, "totalTaxAmount": amount, "amountIncludingTax": taxed}
        self.calculate("salesInvoiceLines", line, **sums)
        totals = {"totalTaxAmount": amount, "totalAmountIncludingTax": taxed}
        self.calculate("salesInvoices", invoice, **totals, remainingAmount=taxed)

    def include_tax(self, invoice: Json, net: Decimal, tax: Decimal) -> None:
        """Let the price of the only line of an invoice include its tax."""
        [line] = self.records("salesInvoiceLines", documentId=invoice["id"])
        sums = {"amountExcludingTax": net, "netTaxAmount": tax, "amountIncludingTax": net + tax}
        self.calculate("salesInvoiceLines", line, **sums)

    def next_day(self) -> Json:
        """Fire the timer once all invoices are due to be read again."""
        self.world.clock.advance(timedelta(days=1))
        return self.tick_one(SLUG)

    def invoice_of(self, invoice: Json) -> Json:
        return self.row("invoice", invoiceid=self.partner(SLUG, invoice))

    def lines_of(self, invoice: Json) -> list[Json]:
        lines = self.rows("invoicedetail", _invoiceid_value=self.partner(SLUG, invoice))
        return sorted(lines, key=lambda line: int(line["sequencenumber"]))

    def standing(self, invoice: Json) -> tuple[int, int]:
        row = self.invoice_of(invoice)
        return row["statecode"], row["statuscode"]


def of(item: Json, quantity: int = 1, **values: Any) -> Json:
    return {"itemId": item["id"], "quantity": quantity, **values}


def send(invoices: Invoices, *posted: Json) -> Json:
    return create(invoices.world, SLUG, records=[each["id"] for each in posted])
