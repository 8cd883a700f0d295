"""What customers owe and have ordered: the API v2.0, in one round of requests.

What is open belongs to who pays: documents are found by the customer that is billed, as Business
Central itself adds them up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from shared.adapters import odata
from shared.adapters.business_central.asking import Asking, Query, number_of
from shared.adapters.business_central.customer_movements import moved, newest
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.values import decoder, encode_member
from shared.domain.records import Value
from shared.domain.statistics import LOCAL, CustomerFigures, Open, OrderLine, open_of
from shared.ports.statistics import Movements, Position

_NO_CURRENCY = UUID(int=0)
_ORDERS = 200
"""In one answer, each with its lines."""
_NOT_POSTED = ("Draft", "In Review")


@dataclass(frozen=True)
class _Customer:
    id: UUID
    number: str
    name: str
    blocked: str | None
    credit_limit: Decimal


@dataclass(frozen=True)
class _Owed:
    id: UUID
    balance: Decimal
    overdue: Decimal
    sales: Decimal


@dataclass(frozen=True)
class _Document:
    customer: UUID
    currency: str
    open: Open


_Told = _Customer | _Owed | _Document
_blocked = decoder("NAV.customerBlocked", is_lookup=False)


def _customer(row: Any) -> Iterator[_Told]:
    blocked = _blocked(row["blocked"])
    yield _Customer(
        UUID(row["id"]),
        row["number"],
        row["displayName"],
        str(blocked) if blocked else None,
        number_of(row["creditLimit"]),
    )


def _owed(row: Any) -> Iterator[_Told]:
    names = ("balance", "overdueAmount", "totalSalesExcludingTax")
    yield _Owed(UUID(row["id"]), *(number_of(row[name]) for name in names))


def _order(row: Any) -> Iterator[_Told]:
    if "salesOrderLines@odata.nextLink" in row:
        raise ValueError("an order with more lines than came along")
    yield _document(row, open_of(map(_line, row["salesOrderLines"])))


def _line(row: Any) -> OrderLine:
    names = ("quantity", "shippedQuantity", "invoicedQuantity", "netAmountIncludingTax")
    return OrderLine(*(number_of(row[name]) for name in names))


def _invoice(row: Any) -> Iterator[_Told]:
    yield _document(row, Open(invoices=number_of(row["totalAmountIncludingTax"])))


def _document(row: Any, open_: Open) -> _Document:
    is_local = UUID(row["currencyId"]) == _NO_CURRENCY
    currency = LOCAL if is_local else row["currencyCode"]
    return _Document(UUID(row["billToCustomerId"]), currency, open_)


_OF_A_DOCUMENT = ("id", "billToCustomerId", "currencyId", "currencyCode")
_QUERIES: tuple[Query[_Told], ...] = (
    Query("customers", ("id", "number", "displayName", "blocked", "creditLimit"), "id", _customer),
    Query(
        "customerFinancialDetails",
        ("id", "balance", "overdueAmount", "totalSalesExcludingTax"),
        "id",
        _owed,
    ),
    Query(
        "salesOrders",
        _OF_A_DOCUMENT,
        "billToCustomerId",
        _order,
        expand="salesOrderLines($select=quantity,shippedQuantity,invoicedQuantity,"
        "netAmountIncludingTax)",
        size=_ORDERS,
    ),
    Query(
        "salesInvoices",
        (*_OF_A_DOCUMENT, "totalAmountIncludingTax"),
        "billToCustomerId",
        _invoice,
        only=" or ".join(f"status eq {odata.literal(encode_member(s))}" for s in _NOT_POSTED),
    ),
)


class CustomerFiguresSource:
    """See :class:`CustomerSource`."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._currency: str | None = None

    def read(self, ids: Sequence[UUID]) -> Mapping[UUID, CustomerFigures | None]:
        asking = Asking(self._environment)
        try:
            as_of = self._environment.session.clock.now()
            currency = self._local_currency(asking)
            values: list[Value] = [*ids]
            told = asking.all((query, values) for query in _QUERIES)
        finally:
            asking.release()
        owed = {each.id: each for each in told if isinstance(each, _Owed)}
        open_ = _by_customer(each for each in told if isinstance(each, _Document))
        found = {
            each.id: CustomerFigures(
                each.id,
                each.number,
                each.name,
                each.blocked,
                currency,
                each.credit_limit,
                owed[each.id].balance,
                owed[each.id].overdue,
                owed[each.id].sales,
                as_of,
                open_.get(each.id, {}),
            )
            for each in told
            if isinstance(each, _Customer) and each.id in owed
        }
        return {id_: found.get(id_) for id_ in ids}

    def numbered(self, numbers: Sequence[str]) -> Mapping[str, UUID | None]:
        asking = Asking(self._environment)
        query = Query("customers", ("id", "number"), "number", _numbered)
        try:
            wanted: list[Value] = [number.strip().upper() for number in numbers]
            found = dict(asking.all([(query, wanted)]))
        finally:
            asking.release()
        return {number: found.get(number.strip().upper()) for number in numbers}

    def newest(self) -> Position:
        asking = Asking(self._environment)
        try:
            return newest(asking)
        finally:
            asking.release()

    def moved(self, since: Position) -> Movements:
        asking = Asking(self._environment)
        try:
            return moved(asking, since)
        finally:
            asking.release()

    def _local_currency(self, asking: Asking) -> str:
        """Return the code, which no company ever changes."""
        if self._currency is None:
            address = asking.environment.url("generalLedgerSetup")
            url = odata.url(address, {"$select": "localCurrencyCode"})
            row = asking.reading.single(url, "generalLedgerSetup")
            self._currency = str(row.get("localCurrencyCode") or "")
        return self._currency


def _by_customer(documents: Iterable[_Document]) -> Mapping[UUID, Mapping[str, Open]]:
    sums: dict[UUID, dict[str, Open]] = {}
    for each in documents:
        of_one = sums.setdefault(each.customer, {})
        of_one[each.currency] = of_one.get(each.currency, Open()) + each.open
    return sums


def _numbered(row: Any) -> Iterator[tuple[str, UUID]]:
    yield row["number"].upper(), UUID(row["id"])
