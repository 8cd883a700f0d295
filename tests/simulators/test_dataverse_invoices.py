"""Invoices and their lines: made together, worked out, and closed to changes."""

from typing import Any

import pytest

from dev.simulators.dataverse.rules import Rules
from tests.simulators.dataverse_driver import Driver, change_set, code, part, statuses

Json = dict[str, Any]
ACTIVE = {"statecode": 0, "statuscode": 4}
PAID = {"statecode": 2, "statuscode": 100001}
CANCELED = {"statecode": 3, "statuscode": 100003}


class Office(Driver):
    """An organisation with an account and a price list."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.adatum = self.create("accounts", {"name": "Adatum"})
        self.prices = self.create("pricelevels", {"name": "Prices"})

    def invoice(self, *lines: Json, **values: Any) -> str:
        return self.create("invoices", self.body(*lines, **values))

    def body(self, *lines: Json, **values: Any) -> Json:
        body: Json = {
            "name": "103001",
            "customerid_account@odata.bind": f"/accounts({self.adatum})",
            "pricelevelid@odata.bind": f"/pricelevels({self.prices})",
            **values,
        }
        return body | ({"invoice_details": list(lines)} if lines else {})

    def change(self, invoice: str, **values: Any) -> tuple[int, str]:
        answer = self.call("PATCH", f"invoices({invoice})", values, {"If-Match": "*"})
        return answer.status, "" if answer.status == 204 else code(answer)

    def row(self, invoice: str) -> Json:
        return dict(self.simulator.read("invoice", invoice) or {})


def written_in(text: str = "Freight", quantity: float = 1, price: float = 10, **more: Any) -> Json:
    return {
        "isproductoverridden": True,
        "productdescription": text,
        "ispriceoverridden": True,
        "quantity": quantity,
        "priceperunit": price,
        **more,
    }


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.mark.wire("B.3")
@pytest.mark.wire("B.11")
def test_an_invoice_is_made_together_with_its_lines(office: Office) -> None:
    chosen = "11111111-0000-4000-8000-000000000001"

    office.invoice(written_in(), written_in("Chairs", 2, 50), invoiceid=chosen)

    lines = office.simulator.rows("invoicedetail")
    assert {line["productdescription"] for line in lines} == {"Freight", "Chairs"}
    assert {line["_invoiceid_value"] for line in lines} == {chosen}


@pytest.mark.wire("B.3")
def test_a_line_that_is_refused_leaves_no_invoice(office: Office) -> None:
    wrong = written_in() | {"quantity": "many"}

    answer = office.call("POST", "invoices", office.body(written_in(), wrong))

    assert answer.status == 400
    assert office.simulator.rows("invoice") == office.simulator.rows("invoicedetail") == []


@pytest.mark.wire("B.11")
@pytest.mark.scenario("CRMBusLogicSimulatorTest.InvoiceDetailGetsBlankAmountsOnInsert")
def test_what_a_line_and_its_invoice_come_to_is_worked_out(office: Office) -> None:
    """Ours: base and extended amount cannot be sent at all, and are left to Dataverse."""
    invoice = office.invoice(written_in("Chairs", 2, 50, manualdiscountamount=10, tax=18))
    sent = office.call("POST", "invoices", office.body(written_in(baseamount=5)))

    [line] = office.simulator.rows("invoicedetail")
    assert (line["baseamount"], line["extendedamount"]) == (100, 108)
    row = office.row(invoice)
    assert (row["totallineitemamount"], row["totaltax"]) == (100, 18)
    assert (row["totalamountlessfreight"], row["totalamount"]) == (90, 108)
    assert sent.status == 400


@pytest.mark.wire("B.11")
@pytest.mark.parametrize(
    "line",
    [
        {"quantity": 1},
        {"isproductoverridden": True, "quantity": 1},
    ],
)
def test_a_line_says_what_it_is_about(office: Office, line: Json) -> None:
    answer = office.call("POST", "invoices", office.body(line))

    assert (answer.status, code(answer)) == (400, "0x80048403")


@pytest.mark.wire("B.11")
def test_totals_take_a_value_only_in_a_change(office: Office) -> None:
    created = office.call("POST", "invoices", office.body(totalamount=5))
    invoice = office.invoice()

    assert (created.status, code(created)) == (400, "0x80040209")
    assert office.change(invoice, totalamount=5) == (204, "")
    attributes = office.get("EntityDefinitions(LogicalName='invoice')/Attributes")["value"]
    [total] = [each for each in attributes if each["LogicalName"] == "totalamount"]
    assert (total["IsValidForCreate"], total["IsValidForUpdate"]) == (False, True)


@pytest.mark.wire("B.11")
@pytest.mark.scenario("CRMBusLogicSimulatorTest.InvoiceIsReadOnlyIfStateIsPaid")
@pytest.mark.scenario("CRMBusLogicSimulatorTest.InvoiceIsReadOnlyIfStateIsCancelled")
@pytest.mark.parametrize("closed", [PAID, CANCELED])
def test_a_closed_invoice_takes_no_change_but_to_be_made_active(
    office: Office, closed: Json
) -> None:
    invoice = office.invoice(written_in())
    assert office.change(invoice, **closed) == (204, "")

    assert office.change(invoice, name="Other")[0] == 400
    assert office.change(invoice, statuscode=100002)[0] == 400
    assert office.change(invoice, **(PAID if closed is CANCELED else CANCELED))[0] == 400
    assert office.change(invoice, **ACTIVE, name="Other")[0] == 400
    lines = f"invoices({invoice})/invoice_details"
    assert office.call("POST", lines, written_in()).status == 400

    assert office.change(invoice, **ACTIVE) == (204, "")
    assert office.change(invoice, name="Other") == (204, "")


@pytest.mark.wire("B.4")
@pytest.mark.wire("B.11")
def test_a_change_set_opens_changes_and_closes_an_invoice_or_does_nothing(office: Office) -> None:
    invoice = office.invoice(written_in())
    office.change(invoice, **PAID)
    etag = office.row(invoice)["@odata.etag"]
    place = f"invoices({invoice})"

    def sent(name: str, version: str) -> list[int]:
        parts = [
            part("PATCH", place, {"statecode": 0}, "1", If_Match=version),
            part("PATCH", place, {"name": name}, "2", If_Match="*"),
            part("PATCH", place, PAID, "3", If_Match="*"),
        ]
        return statuses(office.batch([change_set(*parts)], Prefer="odata.continue-on-error"))

    assert sent("Other", etag) == [204, 204, 204]
    assert sent("Late", etag) == [412]
    row = office.row(invoice)
    assert (row["name"], row["statecode"], row["statuscode"]) == ("Other", 2, 100001)


def test_closed_invoices_can_be_left_open_to_changes() -> None:
    office = Office(rules=Rules(closed_invoices_are_locked=False))
    invoice = office.invoice(written_in())
    office.change(invoice, **PAID)

    assert office.change(invoice, name="Other") == (204, "")


@pytest.mark.wire("B.7")
def test_a_tables_relationships_tell_what_a_row_calls_those_that_belong_to_it(
    office: Office,
) -> None:
    address = "EntityDefinitions(LogicalName='invoicedetail')/ManyToOneRelationships"
    select = "$select=ReferencedEntity,ReferencedEntityNavigationPropertyName"

    [found] = office.get(f"{address}?{select}&$filter=ReferencedEntity eq 'invoice'")["value"]

    assert found["ReferencedEntityNavigationPropertyName"] == "invoice_details"
