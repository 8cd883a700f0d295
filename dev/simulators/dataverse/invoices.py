"""What the platform checks and works out in invoices and their lines, as far as it is recalled.

Unverified: which refusals a closed invoice has, and how amounts are rounded. Lines price nothing:
they take the price that they are given.
"""

from collections.abc import Mapping
from decimal import Decimal

from dev.simulators.dataverse.errors import bad_argument
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.storage import Row, Storage
from dev.simulators.dataverse.values import Stored, exact

HEADER, LINE = "invoice", "invoicedetail"
_OPEN = 0
_OF_STATE = {"statecode", "statuscode"}
_CLOSED = "0x80048408"
_REQUIRED = "0x80048403"
_NO_PRICE_LIST = "0x80100010"


class Invoices:
    def __init__(self, schema: Schema, storage: Storage, rules: Rules) -> None:
        self._schema, self._storage, self._rules = schema, storage, rules

    def new(self, table: Table, values: Row) -> None:
        """Complete a new line.

        :raises DataverseError: its invoice takes none, or it does not say what it is about.
        """
        if table.name != LINE:
            return
        header = self._header(values)
        self._check_open(header)
        if values.get("isproductoverridden"):
            _need(values, "productdescription")
        else:
            _need(values, "productid", "uomid")
            if header.get("pricelevelid") is None:
                raise bad_argument("The invoice has no price list.", _NO_PRICE_LIST)
        values["transactioncurrencyid"] = header.get("transactioncurrencyid")
        self._work_out(table, values, values)

    def changed(self, table: Table, values: Row, current: Mapping[str, Stored]) -> None:
        """:raises DataverseError: the invoice is closed, and is not just made active."""
        match table.name:
            case "invoice" if not _activates(values):
                self._check_open(current)
            case "invoicedetail":
                self._check_open(self._header(current))
                self._work_out(table, values, {**current, **values})
            case _:
                return

    def written(self, table: Table, values: Mapping[str, Stored]) -> None:
        """Sum the lines of an invoice up, once one of them was written."""
        if table.name != LINE:
            return
        header = self._schema[HEADER]
        lines = self._storage.query(
            f'SELECT baseamount, extendedamount, tax FROM "{LINE}" WHERE invoiceid = ?',
            [values["invoiceid"]],
        )
        base, extended, tax = (
            sum(map(_number, each), Decimal(0)) for each in zip(*lines, strict=True)
        )
        row = self._header(values)
        off = _number(row.get("discountamount"))
        totals = {
            "totallineitemamount": base,
            "totaltax": tax,
            "totalamountlessfreight": extended - tax - off,
            "totalamount": extended - off,
        }
        new: Row = {name: exact(header.columns[name], value) for name, value in totals.items()}
        new["versionnumber"] = self._storage.next_version()
        self._storage.update(header, str(values["invoiceid"]), new)

    def _header(self, line: Mapping[str, Stored]) -> Row:
        return self._storage.row(self._schema[HEADER], str(line["invoiceid"])) or {}

    def _check_open(self, header: Mapping[str, Stored]) -> None:
        if self._rules.closed_invoices_are_locked and header.get("statecode") != _OPEN:
            raise bad_argument("The invoice is closed: make it active first.", _CLOSED)

    @staticmethod
    def _work_out(table: Table, values: Row, after: Mapping[str, Stored]) -> None:
        base = _number(after.get("priceperunit")) * _number(after.get("quantity"))
        off, tax = (_number(after.get(name)) for name in ("manualdiscountamount", "tax"))
        amounts = {"baseamount": base, "extendedamount": base - off + tax}
        values.update({name: exact(table.columns[name], each) for name, each in amounts.items()})


def _activates(values: Mapping[str, Stored]) -> bool:
    return values.keys() <= _OF_STATE and values.get("statecode") == _OPEN


def _need(values: Row, *names: str) -> None:
    for name in names:
        if values.get(name) is None:
            raise bad_argument(f"'{name}' of {LINE} is required.", _REQUIRED)


def _number(value: Stored) -> Decimal:
    return Decimal(str(value or 0))
