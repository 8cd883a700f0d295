"""Bound actions, as far as their effects are documented.

Not simulated: partial shipments, other corrections than canceling, sending by mail, and what
posting does to ledgers other than the items' and the customers', which takes amounts as if they
were in the local currency.
"""

from dataclasses import dataclass
from decimal import Decimal

from dev.simulators.business_central.documents import Documents
from dev.simulators.business_central.errors import dialog, not_implemented
from dev.simulators.business_central.items import Ledger
from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.receivables import ENTRIES
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import (
    NO_GUID,
    decode_decimal,
    encode_decimal,
)
from dev.simulators.business_central.writing import Writer

OWN = {"id", "number", "status", "documentId", "documentNo", "lastModifiedDateTime"}
"""Fields that a new document does not take over from the one it is made of."""
POSTED_SERIES = ("salesInvoices posted", "103001")


@dataclass(frozen=True)
class Actions:
    model: Model
    store: Store
    writer: Writer
    ledger: Ledger
    documents: dict[str, Documents]

    def make_order(self, company: int, quote: Row) -> tuple[str, Row]:
        """Turn a quote into an order: the quote disappears."""
        order = self._copy(company, quote, "salesQuotes", "salesOrders", {})
        self.writer.delete(company, self.model.sets["salesQuotes"], quote)
        return "salesOrders", order

    def post_invoice(self, company: int, invoice: Row) -> tuple[str, Row]:
        """Post a draft: it keeps its id, gets a posted number, and the stock goes out."""
        documents = self.documents["salesInvoices"]
        if invoice["status"] != documents.status("Draft"):
            raise dialog("Only a draft can be posted.")
        self._check_lines(company, "salesInvoices", invoice)
        with self.store.transaction():
            number = self.writer.next_number(company, *POSTED_SERIES)
            changes: Row = {
                "number": number,
                "status": documents.status("Open"),
                "remainingAmount": invoice["totalAmountIncludingTax"],
            }
            entity_set = self.model.sets["salesInvoices"]
            posted = self.writer.rewrite(company, entity_set, invoice, changes)
            self._ship(company, "salesInvoices", posted)
            self._charge(company, posted)
        return "salesInvoices", posted

    def cancel_invoice(self, company: int, invoice: Row) -> tuple[str, Row]:
        """Credit all of a posted invoice, which is paid then as far as that goes [R]."""
        documents, entity_set = self.documents["salesInvoices"], self.model.sets["salesInvoices"]
        if invoice["status"] != documents.status("Open"):
            raise dialog("Only a posted invoice that is not paid can be canceled.")
        with self.store.transaction():
            nothing = encode_decimal(Decimal(0))
            changes: Row = {"status": documents.status("Canceled"), "remainingAmount": nothing}
            canceled = self.writer.rewrite(company, entity_set, invoice, changes)
            self._ship(company, "salesInvoices", canceled, back=True)
            self._charge(company, canceled, back=True)
        return "salesInvoices", canceled

    def ship_and_invoice(self, company: int, order: Row) -> tuple[str, Row]:
        """Ship and invoice all of an order: a shipment and a posted invoice appear in its place."""
        lines = self._check_lines(company, "salesOrders", order)
        for line in lines:
            for name in ("shipQuantity", "invoiceQuantity"):
                if decode_decimal(str(line[name])) and line[name] != line["quantity"]:
                    raise not_implemented("Shipping part of an order is not simulated.")
        link: Row = {"orderId": order["id"], "orderNumber": order["number"]}
        with self.store.transaction():
            self._copy_shipment(company, order)
            invoice = self._copy(company, order, "salesOrders", "salesInvoices", link)
            result = self.post_invoice(company, invoice)
            self.writer.delete(company, self.model.sets["salesOrders"], order)
        return result

    def _check_lines(self, company: int, name: str, header: Row) -> list[Row]:
        lines = self.documents[name].lines_of(company, header)
        if not any(decode_decimal(str(line["quantity"])) for line in lines):
            raise dialog("There is nothing to post.")
        return lines

    def _ship(self, company: int, name: str, header: Row, *, back: bool = False) -> None:
        items = self.model.sets["items"]
        for line in self.documents[name].lines_of(company, header):
            if line["itemId"] != NO_GUID:
                item = self.store.find(company, items, {"id": line["itemId"]})
                sold = decode_decimal(str(line["quantity"]))
                quantity = encode_decimal(sold if back else -sold)
                if item is not None:
                    self.ledger.post(
                        company,
                        item,
                        quantity,
                        "Sale",
                        documentNumber=header["number"],
                        locationCode=self._code(company, "locations", line["locationId"]),
                        variantCode=self._code(company, "itemVariants", line["itemVariantId"]),
                    )

    def _charge(self, company: int, invoice: Row, *, back: bool = False) -> None:
        sign = -1 if back else 1
        entry = {
            "customerNumber": invoice["billToCustomerNumber"],
            "documentType": "Credit_x0020_Memo" if back else "Invoice",
            "documentNumber": invoice["number"],
            "postingDate": invoice["postingDate"],
            "dueDate": invoice["dueDate"],
            "amount": sign * decode_decimal(str(invoice["totalAmountIncludingTax"])),
            "sales": sign * decode_decimal(str(invoice["totalAmountExcludingTax"])),
        }
        self.writer.create(company, self.model.sets[ENTRIES], entry, trusted=True)

    def _code(self, company: int, name: str, record_id: str | int) -> str:
        found = self.store.find(company, self.model.sets[name], {"id": record_id})
        return "" if found is None else str(found["code"])

    def _copy(self, company: int, source: Row, from_set: str, to_set: str, more: Row) -> Row:
        """Make a document of another kind with the same contents."""
        target = self.model.sets[to_set]
        with self.store.transaction():
            draft: Row = {"status": self.documents[to_set].status("Draft")}
            values = _shared(source, target) | draft | more
            header = self.writer.insert(company, target, values)
            for line in self.documents[from_set].lines_of(company, source):
                lines = self.documents[to_set].lines
                self.writer.insert(
                    company, lines, _shared(line, lines) | {"documentId": header["id"]}
                )
        return self.documents[to_set].find(company, header["id"]) or header

    def _copy_shipment(self, company: int, order: Row) -> None:
        shipments = self.model.sets["salesShipments"]
        lines = self.model.sets["salesShipmentLines"]
        number = self.writer.next_number(company, "salesShipments", "102001")
        values: Row = {"number": number, "orderNumber": order["number"]}
        header = self.writer.insert(company, shipments, _shared(order, shipments) | values)
        link: Row = {"documentId": header["id"], "documentNo": number}
        for line in self.documents["salesOrders"].lines_of(company, order):
            copied = _shared(line, lines)
            copied.pop("lineType", None)
            kind = self._shipped_type(line)
            self.writer.insert(company, lines, copied | link | {"lineType": kind})

    def _shipped_type(self, line: Row) -> int:
        """Posted shipments count line types otherwise: blank, G/L Account, Item and so on."""
        names = self.model.sets["salesShipmentLines"].fields["lineType"].members
        old = self.model.sets["salesOrderLines"].fields["lineType"].members[int(line["lineType"])]
        renamed = {"Comment": "_x0020_", "Account": "G_x002F_L_x0020_Account"}
        renamed["Charge"] = "Charge_x0020__x0028_Item_x0029_"
        return names.index(renamed.get(old, old))


def _shared(source: Row, target: EntitySet) -> Row:
    """Return the values that both kinds of record have."""
    names = {field.name for field in target.columns} - OWN
    return {name: value for name, value in source.items() if name in names}
