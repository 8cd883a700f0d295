"""The lines of quotes, orders and opportunities, as their products are asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from shared.domain.records import Record, Value
from shared.domain.tables import Table
from shared.errors import ConfigurationError, RequestError
from shared.ports import RecordStore
from shared.ports.availability import SalesRecords

_PRODUCT, _UNIT = "productid", "uomid"
_WANTED = "requestdeliveryby"


class DocumentKind(StrEnum):
    QUOTE = "quote"
    ORDER = "order"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True)
class _Tables:
    header: str
    lines: str
    parent: str
    """The column of a line that leads to its header."""
    dated: bool
    """Whether headers and lines say when they are to be delivered."""
    done: tuple[str, ...] = ()
    """Columns of a line with what of its quantity is not wanted any more."""


_TABLES = {
    DocumentKind.QUOTE: _Tables("quote", "quotedetail", "quoteid", dated=True),
    DocumentKind.ORDER: _Tables(
        "salesorder",
        "salesorderdetail",
        "salesorderid",
        dated=True,
        done=("quantityshipped", "quantitycancelled"),
    ),
    DocumentKind.OPPORTUNITY: _Tables(
        "opportunity", "opportunityproduct", "opportunityid", dated=False
    ),
}


@dataclass(frozen=True)
class DocumentLine:
    id: UUID
    number: int | None
    product: UUID | None
    """None for what was written in without a product."""
    description: str
    quantity: Decimal
    unit: str | None
    day: date | None


def lines_of(
    records: SalesRecords, kind: DocumentKind, document: UUID, caller: UUID
) -> list[DocumentLine]:
    """Return a document's lines in their order, if *caller* may see it.

    Lines are seen by whoever sees their document.

    :raises RequestError: there is no such document for them.
    """
    tables = _TABLES[kind]
    theirs, own = records.open(caller), records.open()
    try:
        wanted = _wanted(theirs, tables, kind, document)
        rows = own.find(_lines_table(tables), tables.parent, [document])
        units = _units(own, rows)
    finally:
        theirs.release()
        own.release()
    lines = [_line(tables, row, units, wanted) for row in rows]
    return sorted(lines, key=lambda line: (line.number is None, line.number or 0, line.id))


def _wanted(store: RecordStore, tables: _Tables, kind: DocumentKind, document: UUID) -> date | None:
    """Return when the whole document is to be delivered, if it says so."""
    columns = (_WANTED,) if tables.dated else ()
    try:
        found = store.read_by_id(Table(tables.header, columns), [document], within_filter=False)
    except ConfigurationError as error:
        if error.code != "access_denied":
            raise
        raise _unknown(kind, document, error.message) from error
    if not found:
        raise _unknown(kind, document)
    return _day(found[0].values.get(_WANTED))


def _unknown(kind: DocumentKind, document: UUID, refusal: str = "") -> RequestError:
    """Return the same error whether a document is not there or not for the caller's eyes."""
    return RequestError(
        f"There is no {kind.value} {document} in Dataverse that you may see. {refusal}".rstrip(),
        code="document_unknown",
        status=404,
    )


def _lines_table(tables: _Tables) -> Table:
    columns = (
        _PRODUCT,
        "productdescription",
        "quantity",
        _UNIT,
        "lineitemnumber",
        *((_WANTED,) if tables.dated else ()),
        *tables.done,
    )
    return Table(tables.lines, columns, lookups={_PRODUCT: "product", _UNIT: "uom"})


def _units(store: RecordStore, rows: Sequence[Record]) -> Mapping[Value, str]:
    """Return the names of the units, which are the codes of Business Central."""
    ids = {unit for row in rows if isinstance(unit := row.values[_UNIT], UUID)}
    found = store.read_by_id(Table("uom", ("name",)), sorted(ids), within_filter=False)
    return {row.id: str(row.values["name"] or "") for row in found}


def _line(
    tables: _Tables, row: Record, units: Mapping[Value, str], wanted: date | None
) -> DocumentLine:
    values = row.values
    done = sum((_number(values[name]) for name in tables.done), Decimal(0))
    product, number = values[_PRODUCT], values["lineitemnumber"]
    return DocumentLine(
        row.id,
        number if isinstance(number, int) else None,
        product if isinstance(product, UUID) else None,
        str(values["productdescription"] or ""),
        max(Decimal(0), _number(values["quantity"]) - done),
        units.get(values[_UNIT]),
        _day(values.get(_WANTED)) or wanted,
    )


def _number(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _day(value: Value) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else None
