"""What the platform checks and fills in units, products, price lists and currencies."""

from collections.abc import Mapping

from dev.simulators.dataverse.errors import bad_argument, duplicate_name
from dev.simulators.dataverse.invoices import Invoices
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.storage import Row, Storage
from dev.simulators.dataverse.values import Stored

CURRENCY_AMOUNT = 1
"""The pricing method that needs an amount; the others need a percentage."""
_PRODUCT_NUMBER_EXISTS = "0x80043b06"
_DUPLICATE_PRICE = "0x80043b08"
_WRONG_UNIT = "0x80043b14"
_NAME_EXISTS = "0x80043b0f"
_CURRENCY_NOT_EQUAL = "0x80048cea"
_BASE_RATE_FIXED = "0x80048cf5"
_REQUIRED = "0x80048403"


class Catalogue:
    def __init__(self, schema: Schema, storage: Storage, rules: Rules) -> None:
        self._schema = schema
        self._storage = storage
        self._rules = rules
        self._invoices = Invoices(schema, storage, rules)

    def new(self, table: Table, values: Row, author: Author) -> None:
        """Complete a new row.

        :raises DataverseError: it does not go together with others.
        """
        match table.name:
            case "productpricelevel":
                values.setdefault("pricingmethodcode", CURRENCY_AMOUNT)
            case "pricelevel" if self._rules.default_currency:
                values.setdefault("transactioncurrencyid", self._base_currency())
            case "uom" if not author.is_platform and values.get("baseuom") is None:
                raise bad_argument("'baseuom' of uom is required.", _REQUIRED)
            case _:
                self._invoices.new(table, values)
        self._check(table, values, values, str(values[table.primary_id]))

    def changed(self, table: Table, values: Row, current: Mapping[str, Stored]) -> None:
        """Complete a change; *current* is the row before it.

        :raises DataverseError: the row would not go together with others, or may not change so.
        """
        row_id = str(current[table.primary_id])
        self._invoices.changed(table, values, current)
        match table.name:
            case "product":
                _check_kept(values, current, "defaultuomscheduleid", "product")
            case "transactioncurrency" if row_id == self._base_currency():
                self._check_base_rate(values, current)
            case _:
                pass
        self._check(table, values, {**current, **values}, row_id)

    def _check(self, table: Table, values: Row, after: Mapping[str, Stored], row_id: str) -> None:
        """:param values: what is written; *after* is the whole row with it."""
        match table.name:
            case "uom":
                self._check_unit(values, after, row_id)
            case "product":
                self._check_product(values, after, row_id)
            case "pricelevel":
                if "name" in values and self._rules.price_list_names_unique:
                    self._check_list_name(str(after["name"]), row_id)
                values.update(self._rate(values))
            case "productpricelevel":
                self._check_price(values, after, row_id)
            case _:
                return

    def _check_unit(self, values: Row, after: Mapping[str, Stored], row_id: str) -> None:
        quantity = after.get("quantity")
        if quantity is not None and float(quantity) <= 0:
            raise bad_argument("The quantity of a unit must be greater than 0.")
        base = after.get("baseuom")
        if base is not None and self._group_of(base) != after.get("uomscheduleid"):
            raise bad_argument("The base unit belongs to another unit group.", _WRONG_UNIT)
        if "name" not in values:
            return
        sql = "SELECT 1 FROM uom WHERE uomscheduleid = ? AND fold(name) = fold(?) AND uomid <> ?"
        given = [after.get("uomscheduleid"), after["name"], row_id]
        if self._storage.query(sql, given):
            raise duplicate_name("uom", str(after["name"]))

    def _check_product(self, values: Row, after: Mapping[str, Stored], row_id: str) -> None:
        unit = after.get("defaultuomid")
        if unit is not None and self._group_of(unit) != after.get("defaultuomscheduleid"):
            message = "The default unit of a product must belong to its unit group."
            raise bad_argument(message, _WRONG_UNIT)
        number = values.get("productnumber")
        sql = "SELECT 1 FROM product WHERE fold(productnumber) = fold(?) AND productid <> ?"
        if number is not None and self._storage.query(sql, [number, row_id]):
            message = f"There is a product with the number '{number}' already."
            raise bad_argument(message, _PRODUCT_NUMBER_EXISTS)

    def _check_list_name(self, name: str, row_id: str) -> None:
        sql = "SELECT 1 FROM pricelevel WHERE fold(name) = fold(?) AND pricelevelid <> ?"
        if self._storage.query(sql, [name, row_id]):
            raise bad_argument(f"There is a price list called '{name}' already.", _NAME_EXISTS)

    def _check_price(self, values: Row, after: Mapping[str, Stored], row_id: str) -> None:
        product = self._row("product", after.get("productid"))
        prices = self._row("pricelevel", after.get("pricelevelid"))
        unit = after.get("uomid")
        if product and unit is not None and self._group_of(unit) != product["defaultuomscheduleid"]:
            message = "The unit of a price must belong to the product's unit group."
            raise bad_argument(message, _WRONG_UNIT)
        if after.get("pricingmethodcode") == CURRENCY_AMOUNT and after.get("amount") is None:
            raise bad_argument("A price by currency amount needs an amount.", _REQUIRED)
        key = [after.get("pricelevelid"), after.get("productid"), unit]
        sql = (
            "SELECT 1 FROM productpricelevel"
            " WHERE pricelevelid = ? AND productid = ? AND uomid = ? AND productpricelevelid <> ?"
        )
        if self._storage.query(sql, [*key, row_id]):
            message = "The price list has a price for this product in this unit already."
            raise bad_argument(message, _DUPLICATE_PRICE)
        self._complete_price(values, product, prices)

    def _complete_price(self, values: Row, product: Row, prices: Row) -> None:
        if prices:
            currency = prices["transactioncurrencyid"]
            if values.get("transactioncurrencyid", currency) != currency:
                message = "The currency of a price is that of its price list."
                raise bad_argument(message, _CURRENCY_NOT_EQUAL)
            values["transactioncurrencyid"] = currency
        if product:
            values["productnumber"] = product["productnumber"]
            values["uomscheduleid"] = product["defaultuomscheduleid"]

    def _check_base_rate(self, values: Row, current: Mapping[str, Stored]) -> None:
        rate = values.get("exchangerate")
        if rate is not None and float(rate) != float(current["exchangerate"] or 0):
            message = "The exchange rate of the base currency cannot be changed."
            raise bad_argument(message, _BASE_RATE_FIXED)

    def _rate(self, values: Row) -> Row:
        """Return a price list's exchange rate, which is that of its currency when it is set."""
        currency = self._row("transactioncurrency", values.get("transactioncurrencyid"))
        return {"exchangerate": currency["exchangerate"]} if currency else {}

    def _group_of(self, unit: Stored) -> Stored:
        return self._row("uom", unit).get("uomscheduleid")

    def _row(self, table: str, row_id: Stored) -> Row:
        """Return a row, empty if there is none."""
        if row_id is None:
            return {}
        return self._storage.row(self._schema[table], str(row_id)) or {}

    def _base_currency(self) -> Stored:
        found = self._storage.query("SELECT basecurrencyid FROM organization")
        return found[0][0] if found else None


def _check_kept(values: Row, current: Mapping[str, Stored], name: str, table: str) -> None:
    if name in values and values[name] != current[name]:
        message = f"'{name}' of a {table} cannot be changed once it is set."
        raise bad_argument(message)
