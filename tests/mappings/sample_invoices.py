"""Samples of posted invoices, their lines, and price lists in other currencies."""

from decimal import Decimal

from tests.coupling import create
from tests.mappings.books import Books
from tests.mappings.sample_people import NO_ID, in_euro
from tests.mappings.sample_products import catalogue
from tests.mappings.samples import Enter, Field, In, Pair, Row, Sample, constant, same
from tests.surroundings import Json

INVOICES = "salesInvoices"
NO_DATE = "0001-01-01"
WORTH_OF_A_DOLLAR = 80
SALESPEOPLE = (
    Pair("JO", Row("systemuser", {"fullname": "Jim Olive"})),
    Pair("LT", Row("systemuser", {"fullname": "Linda Taylor"})),
)


def rated(books: Books, code: object) -> None:
    """Let a currency have an exchange rate, without which it has no row."""
    if not books.records("currencyExchangeRates", currencyCode=code):
        books.enter(
            "currencyExchangeRates",
            currencyCode=code,
            startingDate=f"{books.world.clock.now():%Y-%m-%d}",
            exchangeRateAmount=100,
            relationalExchangeRateAmount=WORTH_OF_A_DOLLAR,
        )


def rename(books: Books, currency: Json, code: object) -> None:
    rated(books, code)
    books.amend("currencies", currency, code=code)
    books.world.sync("currency")


CURRENCY_PRICE = Sample(
    (
        Field(
            "code",
            "name",
            "to",
            (Pair("X{n}", "Price List in X{n}"), Pair("Y{n}", "Price List in Y{n}")),
            enter=rename,
        ),
        Field(
            "id",
            "transactioncurrencyid",
            "new",
            (
                Pair(
                    In("currencies", {"code": "X{n}"}),
                    Row("transactioncurrency", {"isocurrencycode": "X{n}"}),
                ),
            ),
            entered=False,
        ),
    ),
    record={"code": "X{n}", "displayName": "Crown {n}"},
    asked=True,
)


def worked_out(name: str) -> Enter:
    """Let an amount of a posted invoice come to a value, and somebody touch the invoice."""

    def enter(books: Books, invoice: Json, value: object) -> None:
        books.calculate(INVOICES, invoice, **{name: value})
        books.amend(INVOICES, invoice)

    return enter


def total(books: Books, invoice: Json, value: object) -> None:
    """Nothing of it is paid."""
    values = {"totalAmountIncludingTax": value, "remainingAmount": value}
    books.calculate(INVOICES, invoice, **values)
    books.amend(INVOICES, invoice)


def settle(books: Books, invoice: Json, value: object) -> None:
    books.calculate(INVOICES, invoice, status=value)
    books.amend(INVOICES, invoice)


def amount(bc: str, dataverse: str) -> Field:
    values = (Pair(200, 200), Pair(Decimal("99.95"), Decimal("99.95")))
    return Field(bc, dataverse, "to", values, Pair(0, 0), worked_out(bc))


ADATUM = Pair(In("customers", {"displayName": "Adatum"}), Row("account", {"name": "Adatum"}))
DOLLARS = In("currencies", {"code": "USD"})


def priced(books: Books, line: Json, value: object) -> None:
    books.calculate("salesInvoiceLines", line, unitPrice=value)


def told_by_item(books: Books, line: Json, value: object) -> None:
    """Whether a line is written in follows from its item."""


def off(books: Books, line: Json, value: object) -> None:
    books.calculate("salesInvoiceLines", line, discountAmount=value)


def debtors(books: Books) -> None:
    """A customer who is an account, terms of payment, and a price list in dollars."""
    catalogue(books)
    for code in ("NET 45", "NET 60"):
        books.enter("paymentTerms", code=code)
    books.world.sync("payment-terms", full=True)
    adatum = books.enter("customers", displayName="Adatum")
    create(books.world, "customer", records=[adatum["id"]])
    dollar = books.record("currencies", code="USD")
    create(books.world, "currency-price", records=[dollar["id"]])


INVOICE = Sample(
    (
        Field("number", "invoicenumber", "new", (Pair("R{n}", "R{n}"),)),
        Field("number", "name", "to", (Pair("R{n}", "R{n}"), Pair("S{n}", "S{n}"))),
        Field("customerId", "customerid", "to", (ADATUM,)),
        Field("currencyId", "transactioncurrencyid", "new", (Pair(DOLLARS, in_euro("USD")),)),
        Field(
            "currencyId",
            "pricelevelid",
            "new",
            (Pair(DOLLARS, Row("pricelevel", {"name": "Price List in USD"})),),
        ),
        Field(
            "dueDate",
            "duedate",
            "to",
            (Pair("2026-03-31", "2026-03-31"), Pair("2026-04-30", "2026-04-30")),
            Pair(NO_DATE, None),
            worked_out("dueDate"),
        ),
        Field(
            "paymentTermsId",
            "paymenttermscode",
            "to",
            (
                Pair(In("paymentTerms", {"code": "NET 45"}), 3),
                Pair(In("paymentTerms", {"code": "NET 60"}), 4),
            ),
            Pair(NO_ID, None),
        ),
        *(
            same(f"{to}{bc}", f"{to.lower()}_{dataverse}", first, second, "to")
            for to in ("shipTo", "billTo")
            for bc, dataverse, first, second in (
                ("Name", "name", "Adatum", "Adatum, stores"),
                ("AddressLine1", "line1", "Station Road, 21", "192 Market Square"),
                ("AddressLine2", "line2", "Suite 4", "2nd floor"),
                ("PostCode", "postalcode", "CB3 7GG", "B27 4KT"),
                ("City", "city", "Cambridge", "Zürich"),
                ("State", "stateorprovince", "Cambs", "WY"),
                ("Country", "country", "GB", "DE"),
            )
        ),
        amount("discountAmount", "discountamount"),
        amount("totalAmountExcludingTax", "totalamountlessfreight"),
        amount("totalTaxAmount", "totaltax"),
        Field(
            "totalAmountIncludingTax",
            "totalamount",
            "to",
            (Pair(250, 250), Pair(Decimal("1200.5"), Decimal("1200.5"))),
            enter=total,
        ),
        Field(
            "paymentStatus", "statecode", "to", (Pair("Open", 0), Pair("Canceled", 3)), enter=settle
        ),
        Field(
            "paymentStatus",
            "statuscode",
            "to",
            (Pair("Open", 4), Pair("Canceled", 100003)),
            enter=settle,
        ),
    ),
    owner=(Field("salesperson", "ownerid", "to", SALESPEOPLE),),
    record={"status": "Open"},
    prepare=debtors,
)
CHAIR, PIECE = {"displayName": "Chair"}, {"name": "PCS"}
LINES = (
    Field("sequence", "sequencenumber", "new", (Pair(10000, 10000), Pair(20000, 20000))),
    Field(
        "itemId",
        "productid",
        "new",
        (Pair(In("items", CHAIR), Row("product", {"name": "Chair"})), Pair(NO_ID, None)),
    ),
    Field(
        "isWrittenIn",
        "isproductoverridden",
        "new",
        (Pair(False, False), Pair(True, True)),
        enter=told_by_item,
    ),
    Field("description", "productdescription", "new", (Pair("A chair", "A chair"), Pair("", "-"))),
    Field(
        "unitOfMeasureId",
        "uomid",
        "new",
        (Pair(In("unitsOfMeasure", {"code": "PCS"}), Row("uom", PIECE)), Pair(NO_ID, None)),
    ),
    Field("quantity", "quantity", "new", (Pair(Decimal("2.5"), Decimal("2.5")), Pair(0, 0))),
    Field("unitPriceWithoutTax", "priceperunit", "new", (Pair(50, 50), Pair(0, 0)), enter=priced),
    constant("ispriceoverridden", True, "new"),
    Field("discountWithoutTax", "manualdiscountamount", "new", (Pair(5, 5), Pair(0, 0)), enter=off),
    Field("netTaxAmount", "tax", "new", (Pair(24, 24), Pair(0, 0))),
)
"""What an item's line has, and one that is nothing but a line."""
