"""How stored rows are written as JSON: ETags, decoded values, the local currency."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from dev.simulators.business_central.model import EntitySet, Field
from dev.simulators.business_central.values import decoder

Json: TypeAlias = dict[str, Any]

VERSION_FACTOR = 6_364_136_223_846_793_005
"""Odd, so that distinct versions stay distinct modulo 2**64 and look as unordered as real ones."""


def etag_of(version: int) -> str:
    """Return the ETag of a row version: opaque to clients, shaped as the service's newer ones."""
    number = str(version * VERSION_FACTOR % 2**64)
    return 'W/"' + b64encode(f"'{len(number)};{number}1;00;'".encode()).decode() + '"'


@dataclass(frozen=True)
class Shape:
    """Which columns are read, and how they become JSON."""

    columns: tuple[str, ...]
    """Of the table: _version, the fields that the caller sees, those that are only needed."""
    shown: int
    """How many of the columns the caller sees."""
    decoders: tuple[tuple[str, Callable[[Any], Any]], ...]

    def write(self, values: Sequence[Any]) -> Json:
        """Return the JSON of a row, given the values of the columns."""
        row: Json = dict(zip(self.columns[: self.shown], values, strict=False))
        for name, decode in self.decoders:
            row[name] = decode(row[name])
        return {"@odata.etag": etag_of(row.pop("_version")), **row}

    def position(self, name: str) -> int:
        return self.columns.index(name)


class Shapes:
    """Makes shapes, each once."""

    def __init__(self, local_currency: str, blank_member: str) -> None:
        self._local_currency = local_currency
        self._blank_member = blank_member
        self._known: dict[tuple[str, str, frozenset[str] | None, frozenset[str]], Shape] = {}

    def of(
        self, entity_set: EntitySet, select: frozenset[str] | None, needed: Iterable[str] = ()
    ) -> Shape:
        """Return the shape that shows the *select* fields (None: all) and reads *needed* too."""
        key = entity_set.route, entity_set.name, select, frozenset(needed)
        shape = self._known.get(key)
        if shape is None:
            shape = self._known[key] = self._make(entity_set, select, key[3])
        return shape

    def _make(
        self, entity_set: EntitySet, select: frozenset[str] | None, needed: frozenset[str]
    ) -> Shape:
        fields = [each for each in entity_set.shown if select is None or each.name in select]
        shown = ("_version", *(field.name for field in fields))
        found = ((field.name, self._decoder(field)) for field in fields)
        decoders = tuple((name, decode) for name, decode in found if decode is not None)
        return Shape((*shown, *sorted(needed - set(shown))), len(shown), decoders)

    def _decoder(self, field: Field) -> Callable[[Any], Any] | None:
        if field.filter_only:
            return _nothing
        if field.variable and field.name == "currencyCode":
            return self._currency_code
        return decoder(field, self._blank_member)

    def _currency_code(self, stored: str) -> str:
        """The local currency is stored as blank and shown by its code."""
        return stored or self._local_currency


def _nothing(_: object) -> None:
    """What a field that exists for filters only shows."""
