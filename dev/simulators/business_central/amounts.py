"""The arithmetic of document lines and their totals."""

from decimal import ROUND_HALF_UP, Decimal

from dev.simulators.business_central.store import Row
from dev.simulators.business_central.values import EXACT, decode_decimal, encode_decimal

CENT = Decimal("0.01")
PRICES = ("unitPrice", "directUnitCost", "unitCost")
"""What the price of a line is called, depending on the document."""


def number(row: Row, name: str) -> Decimal:
    return Decimal(decode_decimal(str(row[name])))


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP, context=EXACT)


def price_field(row: Row) -> str:
    return next(name for name in PRICES if name in row)


def line_amounts(row: Row, chosen: Row, tax_percent: int) -> Row:
    """Return the amounts that follow from a line's quantity, price and discount.

    :param row: the whole line, *chosen* included.
    :param chosen: what the caller has set just now: of discount amount and percentage, the one
        that was set decides, and the percentage if neither was.
    """
    gross = rounded(number(row, "quantity") * number(row, price_field(row)))
    if "discountAmount" in chosen and "discountPercent" not in chosen:
        discount = number(row, "discountAmount")
        percent = rounded(discount * 100 / gross) if gross else Decimal(0)
    else:
        percent = number(row, "discountPercent")
        discount = rounded(gross * percent / 100)
    net = gross - discount
    tax = rounded(net * tax_percent / 100)
    amounts = {
        "discountAmount": discount,
        "discountPercent": percent,
        "amountExcludingTax": net,
        "taxPercent": Decimal(tax_percent),
        "totalTaxAmount": tax,
        "amountIncludingTax": net + tax,
        "netAmount": net,
        "netTaxAmount": tax,
        "netAmountIncludingTax": net + tax,
    }
    return {name: encode_decimal(value) for name, value in amounts.items() if name in row}


def document_totals(lines: list[Row], header: Row) -> Row:
    """Return a header's totals: the sums of its lines, less the header's own discount."""
    net = sum((number(line, "netAmount") for line in lines), Decimal(0))
    tax = sum((number(line, "netTaxAmount") for line in lines), Decimal(0))
    net -= number(header, "discountAmount")
    totals = {
        "totalAmountExcludingTax": net,
        "totalTaxAmount": tax,
        "totalAmountIncludingTax": net + tax,
    }
    return {name: encode_decimal(value) for name, value in totals.items() if name in header}
