"""Currency, exchange rate and amounts in the organisation's base currency."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from dev.simulators.dataverse.errors import bad_argument
from dev.simulators.dataverse.schema import Table
from dev.simulators.dataverse.storage import Row
from dev.simulators.dataverse.values import Stored, exact


def convert_amounts(
    table: Table,
    values: Row,
    current: Mapping[str, Stored],
    base_currency: str | None,
    rate_of: Callable[[str], Stored],
) -> None:
    """Fill currency, exchange rate and the base amounts of a create or change.

    The exchange rate is units of the currency per unit of the base currency [R].

    :param base_currency: for rows with an amount and no currency; None to leave them without.
    :raises DataverseError: an amount stands, and the currency is taken away.
    """
    touched = [name for name in table.money if name in values]
    if not touched and "transactioncurrencyid" not in values:
        return
    after = {**current, **values}
    amounts = [name for name in table.money if after.get(name) is not None]
    currency = after.get("transactioncurrencyid")
    if amounts and currency is None:
        if "transactioncurrencyid" in values and current:
            message = "The currency cannot be empty while amounts stand."
            raise bad_argument(message, "0x80048cfb")
        if base_currency is None:
            return
        currency = values["transactioncurrencyid"] = base_currency
    if currency is None:
        rate = None
    elif current.get("transactioncurrencyid") == currency:
        rate = current.get("exchangerate")
    else:
        rate = rate_of(str(currency))
    values["exchangerate"] = rate
    for name in touched if rate == current.get("exchangerate") else {*touched, *amounts}:
        values[f"{name}_base"] = _base_amount(table, name, after.get(name), rate)


def _base_amount(table: Table, name: str, amount: Stored, rate: Stored) -> Stored:
    if amount is None or not rate:
        return None
    column = table.columns[f"{name}_base"]
    return exact(column, (Decimal(str(amount)) / Decimal(str(rate))).quantize(Decimal("0.0001")))
