"""Samples of currencies, units, products and prices."""

from datetime import timedelta
from decimal import Decimal

from tests.mappings.books import Books
from tests.mappings.sample_people import LOCAL_CURRENCY, currencies
from tests.mappings.samples import Field, In, Pair, Row, Sample, constant
from tests.surroundings import Json


def rate(books: Books, currency: Json, value: object) -> None:
    """Enter what 100 units of a currency are in the local one, today."""
    world = books.world
    world.clock.advance(timedelta(hours=25))
    books.enter(
        "currencyExchangeRates",
        currencyCode=currency["code"],
        startingDate=f"{world.clock.now():%Y-%m-%d}",
        exchangeRateAmount=100,
        relationalExchangeRateAmount=value,
    )


def symbol(books: Books, currency: Json, value: object) -> None:
    books.amend("currencies", currency, symbol=value)


CURRENCY = Sample(
    (
        Field("code", "isocurrencycode", "new", (Pair("X{n}", "X{n}"),)),
        Field(
            "displayName",
            "currencyname",
            "to",
            (Pair("Crown {n}", "Crown {n}"), Pair("Taler {n}", "Taler {n}")),
            Pair("", "(no name)"),
        ),
        Field(
            "symbolOrCode",
            "currencysymbol",
            "to",
            (Pair("¤", "¤"), Pair("T", "T")),
            Pair("", "X{n}"),
            symbol,
        ),
        Field(
            "exchangeRate",
            "exchangerate",
            "to",
            (Pair(50, 2), Pair(80, Decimal("1.25"))),
            enter=rate,
        ),
        Field(
            "amountDecimalPlaces",
            "currencyprecision",
            "to",
            (Pair("0:0", 0), Pair("2:3", 3)),
            Pair("", 2),
        ),
    ),
)
UNIT_OF_MEASURE = Sample(
    (
        Field("code", "name", "to", (Pair("PALLET{n}", "PALLET{n}"), Pair("CRATE{n}", "CRATE{n}"))),
        Field("code", "baseuomname", "new", (Pair("PALLET{n}", "PALLET{n}"),)),
    ),
)
BASE_UNIT = Sample(
    (
        Field(
            "id",
            "uomscheduleid",
            "new",
            (
                Pair(
                    In("unitsOfMeasure", {"code": "PALLET{n}"}),
                    Row("uomschedule", {"name": "PALLET{n}"}),
                ),
            ),
            entered=False,
        ),
        Field("code", "name", "to", (Pair("PALLET{n}", "PALLET{n}"), Pair("CRATE{n}", "CRATE{n}"))),
    ),
)
PIECES = In("unitsOfMeasure", {"code": "PCS"})


def units(books: Books) -> None:
    currencies(books)
    books.world.tick("unit-of-measure")
    books.world.tick("base-unit")


def stock(books: Books, item: Json, value: object) -> None:
    """Post what brings the stock of an item to a value, and wait until stock is read again."""
    before = books.record("items", id=item["id"])
    books.enter(
        "itemLedgerEntries", itemNumber=before["number"], quantity=value - before["inventory"]
    )
    books.world.clock.advance(timedelta(minutes=61))


ITEM_PRODUCT = Sample(
    (
        Field(
            "number",
            "productnumber",
            "to",
            (Pair("CHAIR-{n}", "CHAIR-{n}"), Pair("DESK-{n}", "DESK-{n}")),
        ),
        Field(
            "displayName",
            "name",
            "both",
            (Pair("Chair {n}", "Chair {n}"), Pair("Desk {n}", "Desk {n}")),
        ),
        Field("blocked", "statecode", "both", (Pair(False, 0), Pair(True, 1)), entered=False),
        Field(
            "unitPrice",
            "price",
            "to",
            (Pair(120, 120), Pair(Decimal("99.95"), Decimal("99.95"))),
            Pair(0, 0),
        ),
        Field(
            "unitCost",
            "standardcost",
            "to",
            (Pair(80, 80), Pair(Decimal("71.5"), Decimal("71.5"))),
            Pair(0, 0),
        ),
        Field(
            "unitCost",
            "currentcost",
            "to",
            (Pair(80, 80), Pair(Decimal("71.5"), Decimal("71.5"))),
            Pair(0, 0),
        ),
        Field(
            "inventory",
            "quantityonhand",
            "to",
            (Pair(7, 7), Pair(Decimal("3.5"), Decimal("3.5"))),
            Pair(0, 0),
            stock,
        ),
        Field(
            "baseUnitOfMeasureId",
            "defaultuomid",
            "both",
            (Pair(PIECES, Row("uom", {"name": "PCS"})),),
        ),
        Field(
            "baseUnitOfMeasureId",
            "defaultuomscheduleid",
            "to",
            (Pair(PIECES, Row("uomschedule", {"name": "PCS"})),),
        ),
        Field(None, "transactioncurrencyid", "new", (Pair(None, LOCAL_CURRENCY),)),
        constant("producttypecode", 1),
        constant("productstructure", 1, "new"),
        constant("quantitydecimal", 2, "new"),
    ),
    row={
        "producttypecode": 1,
        "productnumber": "P-{n}",
        "statecode": 0,
        "defaultuomscheduleid": Row("uomschedule", {"name": "PCS"}),
    },
    prepare=units,
)


def catalogue(books: Books) -> None:
    units(books)
    books.world.tick("default-price-list")


DEFAULT_PRICE_LIST = Sample(
    (
        Field(
            "displayName",
            "name",
            "to",
            (
                Pair("CRONUS International Ltd.", "CRONUS International Ltd. default price list"),
                Pair("CRONUS & Söhne", "CRONUS & Söhne default price list"),
            ),
        ),
        Field(None, "transactioncurrencyid", "new", (Pair(None, LOCAL_CURRENCY),)),
    ),
    prepare=currencies,
    only_record=True,
)
ITEM_PRICE = Sample(
    (
        Field(
            "id",
            "productid",
            "to",
            (
                Pair(
                    In("items", {"number": "CHAIR-{n}"}),
                    Row("product", {"productnumber": "CHAIR-{n}"}),
                ),
            ),
            entered=False,
        ),
        Field("baseUnitOfMeasureId", "uomid", "to", (Pair(PIECES, Row("uom", {"name": "PCS"})),)),
        Field(
            None,
            "pricelevelid",
            "new",
            (
                Pair(
                    None,
                    Row("pricelevel", {"name": "CRONUS International Ltd. default price list"}),
                ),
            ),
        ),
        Field(
            "unitPrice",
            "amount",
            "to",
            (Pair(120, 120), Pair(Decimal("99.95"), Decimal("99.95"))),
            Pair(0, 0),
        ),
        constant("pricingmethodcode", 1),
        constant("quantitysellingcode", 1, "new"),
    ),
    record={"number": "CHAIR-{n}", "displayName": "Chair {n}"},
    prepare=catalogue,
)
