"""Compare what both services hold, and with what the app says of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dev.demo.public_api import Json, PublicApi
from dev.demo.terms import FOLDER, Field, Table, Term, Terms, read_terms


@dataclass(frozen=True)
class Evidence:
    """Both services as read back through their public APIs; rows by id."""

    terms: Terms
    customers: dict[str, Json]
    accounts: dict[str, Json]
    open_customers: frozenset[str]
    """Those inside the mapping's filter."""
    open_accounts: frozenset[str]

    def etags(self) -> dict[str, str]:
        rows = {**self.customers, **self.accounts}
        return {id_: row["@odata.etag"] for id_, row in rows.items()}


@dataclass(frozen=True)
class Difference:
    customer: Json
    account: Json
    field: Field
    here: Term
    there: Term

    @property
    def sentence(self) -> str:
        column = self.field.bc or "the constant"
        return (
            f"{self.account['name']}: {column} is {self.here!r} in Business Central, and "
            f"{self.field.dataverse} is {self.there!r} in Dataverse"
        )


@dataclass(frozen=True)
class Verdict:
    pairs: int
    values: int
    """How many pairs of values were compared."""
    differences: tuple[Difference, ...]
    problems: tuple[str, ...]
    """Why the services do not agree; none if they do, but for what the app itself lists."""


def gather(bc: PublicApi, dataverse: PublicApi, folder: Path = FOLDER) -> Evidence:
    """Read all customers and accounts, and which of them the mapping's filters let through."""
    terms = read_terms("CUSTOMER", bc, dataverse, folder)
    key, accounts = terms.table.key, terms.table.entity_set
    columns = [_columns(terms.fields, side) for side in (0, 1)]
    return Evidence(
        terms,
        {row["id"]: row for row in bc.rows(terms.entity, select=f"id,{columns[0]}")},
        {row[key]: row for row in dataverse.rows(accounts, select=f"{key},{columns[1]}")},
        _ids(bc.rows(terms.entity, select="id", filter=terms.bc_filter), "id"),
        _ids(dataverse.rows(accounts, select=key, filter=terms.dataverse_filter), key),
    )


def examine(evidence: Evidence, couplings: Sequence[Json], pending: Sequence[Json]) -> Verdict:
    """Hold the evidence against the app's own lists, as its HTTP surface gives them."""
    not_in_order = {entry["record"] for entry in pending}
    pairs = [(c["bc_id"], c["dataverse_id"]) for c in couplings]
    present = [(c, a) for c, a in pairs if c in evidence.customers and a in evidence.accounts]
    differences = tuple(_differences(evidence, present))
    problems = [
        *_one_to_one(pairs),
        *_gone(evidence, pairs, not_in_order),
        *_left_out(evidence, pairs, not_in_order),
        *_strangers(evidence, pairs),
        *_unlisted(differences, evidence.terms.table, not_in_order),
        *_wrongly_listed(differences, evidence.terms.table, present, pending),
    ]
    values = len(present) * len(evidence.terms.fields)
    return Verdict(len(pairs), values, differences, tuple(problems))


def _columns(fields: Iterable[Field], side: int) -> str:
    return ",".join(column for field in fields for column in field.columns[side])


def _ids(rows: Iterable[Json], key: str) -> frozenset[str]:
    return frozenset(row[key] for row in rows)


def _differences(evidence: Evidence, pairs: Iterable[tuple[str, str]]) -> Iterable[Difference]:
    for customer_id, account_id in pairs:
        customer, account = evidence.customers[customer_id], evidence.accounts[account_id]
        for field in evidence.terms.fields:
            here, there = field.of_customer(customer), field.of_account(account)
            if here != there:
                yield Difference(customer, account, field, here, there)


def _one_to_one(pairs: Sequence[tuple[str, str]]) -> Iterable[str]:
    for side, ids in zip(("customer", "account"), zip(*pairs, strict=True), strict=False):
        for id_, number in Counter(ids).items():
            if number > 1:
                yield f"The {side} {id_} is in {number} couplings."


def _gone(
    evidence: Evidence, pairs: Iterable[tuple[str, str]], not_in_order: Collection[str]
) -> Iterable[str]:
    for customer, account in pairs:
        if customer in not_in_order or account in not_in_order:
            continue
        if customer not in evidence.customers:
            yield f"The customer {customer} is coupled, and does not exist."
        if account not in evidence.accounts:
            yield f"The account {account} is coupled, and does not exist."


def _left_out(
    evidence: Evidence, pairs: Sequence[tuple[str, str]], not_in_order: Collection[str]
) -> Iterable[str]:
    accounted = {id_ for pair in pairs for id_ in pair} | set(not_in_order)
    for id_ in evidence.open_customers - accounted:
        yield f"The customer {evidence.customers[id_]['displayName']} ({id_}) is not coupled."
    for id_ in evidence.open_accounts - accounted:
        yield f"The account {evidence.accounts[id_]['name']} ({id_}) is not coupled."


def _strangers(evidence: Evidence, pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Name what takes no part in the mapping, and has got a partner all the same."""
    for customer, account in pairs:
        if customer in evidence.customers and customer not in evidence.open_customers:
            yield f"The customer {customer} is coupled, and outside the filter."
        if account in evidence.accounts and account not in evidence.open_accounts:
            yield f"The account {account} is coupled, and outside the filter."


def _unlisted(
    differences: Iterable[Difference], table: Table, not_in_order: Collection[str]
) -> Iterable[str]:
    for difference in differences:
        ids = (difference.customer["id"], difference.account[table.key])
        if not any(id_ in not_in_order for id_ in ids):
            yield f"The app lists nothing, but {difference.sentence}."


def _wrongly_listed(
    differences: Iterable[Difference],
    table: Table,
    present: Iterable[tuple[str, str]],
    pending: Iterable[Json],
) -> Iterable[str]:
    """Name coupled records that the app lists although nothing about them differs."""
    differing = {id_ for d in differences for id_ in (d.customer["id"], d.account[table.key])}
    coupled = {id_ for pair in present for id_ in pair}
    for entry in pending:
        if entry["record"] in coupled - differing:
            yield f"The app lists {entry['title']} ({entry['cause']}), which agrees on both sides."
