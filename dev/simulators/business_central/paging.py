"""Server-driven paging: where a page ends and how the next one finds the place again.

The place is kept as the values by which the rows are ordered, not as a number of rows, so that
inserts, changes and deletes between two pages act as on a real scan of an index: nothing is skipped
because of them, and a row that has moved behind the place comes (again).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent

import msgspec

from dev.simulators.business_central.errors import bad_url
from dev.simulators.business_central.filters import Condition
from dev.simulators.business_central.model import EntitySet
from dev.simulators.business_central.queries import Order
from dev.simulators.business_central.store import quote
from dev.simulators.business_central.values import GUID, Stored

MAXIMUM_PAGE = 20_000
REPLACED = {"aid", "$skiptoken", "$skip", "$top"}
"""The options that a nextLink sets anew or no longer needs."""


@dataclass(frozen=True)
class Sequencing:
    """The order of the rows of one read, made total by the key."""

    orders: tuple[Order, ...]
    asked: bool
    """False if the caller left the order open: then document lines come by their sequence, all else
    by id (a guess, but it fits the tokens seen, which are a single id)."""

    @classmethod
    def of(cls, entity_set: EntitySet, asked: Sequence[Order]) -> "Sequencing":
        if not asked and entity_set.rules.line is not None:
            asked = [Order("sequence")]
        named = {order.name for order in asked}
        key = [Order(name) for name in entity_set.key or ("_row",) if name not in named]
        return cls((*asked, *key), bool(asked))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(order.name for order in self.orders)

    @property
    def sql(self) -> str:
        words = (quote(each.name) + (" DESC" if each.descending else "") for each in self.orders)
        return ", ".join(words)

    def token(self, values: Sequence[Stored]) -> str:
        if not self.asked and len(values) == 1 and isinstance(values[0], str):
            return values[0]
        return urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")

    def after(self, token: str) -> Condition:
        """Return the condition of the rows behind the one that *token* stands for."""
        values = self._read(token)
        if len({order.descending for order in self.orders}) == 1:
            sign = "<" if self.orders[0].descending else ">"
            names = ", ".join(map(quote, self.names))
            return Condition(f"({names}) {sign} ({', '.join('?' * len(values))})", tuple(values))
        return self._after_mixed(values)

    def _after_mixed(self, values: Sequence[Stored]) -> Condition:
        parts, parameters = [], list[Stored]()
        for depth, order in enumerate(self.orders):
            equal = [f"{quote(name)} = ?" for name in self.names[:depth]]
            sign = "<" if order.descending else ">"
            parts.append("(" + " AND ".join([*equal, f"{quote(order.name)} {sign} ?"]) + ")")
            parameters += values[: depth + 1]
        return Condition("(" + " OR ".join(parts) + ")", tuple(parameters))

    def _read(self, token: str) -> list[Stored]:
        if not self.asked and len(self.orders) == 1 and GUID.fullmatch(token):
            return [token.lower()]
        try:
            padded = token + "=" * (-len(token) % 4)
            values = msgspec.json.decode(urlsafe_b64decode(padded), type=list[str | int])
        except ValueError as error:
            raise bad_url("The $skiptoken is not one that was given out.") from error
        if len(values) != len(self.orders):
            raise bad_url("The $skiptoken belongs to another query.")
        return values


def next_link(url: str, query_string: str, token: str, top: int | None) -> str:
    """Return the address of the page behind *token*, with the caller's own options kept.

    :param top: how many rows remain of those that the caller asked for.
    """
    parts = [part for part in query_string.split("&") if part]
    kept = [part for part in parts if _name(part) not in REPLACED]
    remaining = [] if top is None else [f"$top={top}"]
    options = ["aid=FIN", *kept, *remaining, f"$skiptoken={percent(token)}"]
    return f"{url}?{'&'.join(options)}"


def _name(part: str) -> str:
    return part.partition("=")[0].replace("%24", "$")
