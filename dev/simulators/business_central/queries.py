"""The query options of a URL and of $expand's brackets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dev.simulators.business_central.errors import bad_request, not_implemented
from dev.simulators.business_central.filters import Condition, Dialect, compile_filter
from dev.simulators.business_central.model import EntitySet, Kind, Model, Navigation

SORT_ITEM = re.compile(r"\s*([A-Za-z_]\w*)(?:\s+(asc|desc))?\s*")
EXPAND_ITEM = re.compile(r"\s*([A-Za-z_]\w*)\s*(?:\((.*)\))?\s*", re.DOTALL)
KNOWN = {
    "$filter",
    "$select",
    "$expand",
    "$orderby",
    "$top",
    "$skip",
    "$count",
    "$skiptoken",
    "$schemaversion",
    "$format",
}


@dataclass(frozen=True)
class Order:
    name: str
    descending: bool = False


@dataclass(frozen=True)
class Expand:
    navigation: Navigation
    query: "Query"


@dataclass(frozen=True)
class Query:
    """What is asked of one entity set."""

    filter: Condition | None = None
    filtered: frozenset[str] = frozenset()
    """The names of the fields that the filter mentions."""
    select: frozenset[str] | None = None
    """None stands for all fields."""
    expand: tuple[Expand, ...] = ()
    orderby: tuple[Order, ...] = ()
    top: int | None = None
    skip: int = 0
    count: bool = False
    skiptoken: str | None = None


@dataclass(frozen=True)
class QueryReader:
    model: Model
    case_sensitive: bool

    def read(self, options: Mapping[str, str], entity_set: EntitySet) -> Query:
        """Understand the query options of a URL; those without a dollar sign are not looked at.

        :raises BusinessCentralError: an option is unknown, malformed or not supported.
        """
        if not any(name[:1] == "$" for name in options):
            return Query()
        unknown = next((name for name in options if name[:1] == "$" and name not in KNOWN), None)
        if unknown is not None:
            raise not_implemented(f"The query option {unknown} is not supported.")
        ordered = options.get("$orderby", "").split(",")[0].split()
        leading = ordered[0] if ordered and "$skiptoken" in options else ""
        dialect = Dialect(options.get("$schemaversion") == "2.1", self.case_sensitive, leading)
        query = self._common(options, entity_set, dialect)
        return replace(query, skiptoken=options.get("$skiptoken"))

    def _common(self, options: Mapping[str, str], entity_set: EntitySet, dialect: Dialect) -> Query:
        text = options.get("$filter")
        return Query(
            filter=None if text is None else compile_filter(text, entity_set, dialect),
            filtered=frozenset(re.findall(r"[A-Za-z_]\w*", text or "")) & entity_set.fields.keys(),
            select=_select(options.get("$select"), entity_set),
            expand=tuple(self._expand(options.get("$expand", ""), entity_set, dialect)),
            orderby=tuple(_orderby(options.get("$orderby", ""), entity_set)),
            top=_whole_number("$top", options.get("$top")),
            skip=_whole_number("$skip", options.get("$skip")) or 0,
            count=_boolean("$count", options.get("$count", "false")),
        )

    def _expand(self, text: str, entity_set: EntitySet, dialect: Dialect) -> Iterator[Expand]:
        for item in split(text, ","):
            match = EXPAND_ITEM.fullmatch(item)
            if match is None:
                raise bad_request(f"Syntax error in $expand at '{item.strip()}'.")
            name, inner = match.groups()
            navigation = entity_set.navigation.get(name)
            if navigation is None:
                raise _unknown(name, entity_set)
            target = self.model.sets[navigation.to]
            inside = replace(dialect, unindexed="")
            yield Expand(navigation, self._common(_inner_options(inner), target, inside))


def split(text: str, separator: str) -> list[str]:
    """Split outside brackets and quoted strings; nothing at all gives no parts."""
    parts, depth, quoted, start = [], 0, False, 0
    for position, character in enumerate(text):
        if character == "'":
            quoted = not quoted
        elif not quoted and character in "()":
            depth += 1 if character == "(" else -1
        elif character == separator and depth == 0 and not quoted:
            parts.append(text[start:position])
            start = position + 1
    if depth or quoted:
        raise bad_request(f"Unbalanced brackets or quotes in '{text}'.")
    return [*parts, text[start:]] if text.strip() else []


def _inner_options(text: str | None) -> dict[str, str]:
    options = {}
    for part in split(text or "", ";"):
        name, found, value = part.strip().partition("=")
        if not found or name not in KNOWN - {"$skiptoken", "$schemaversion", "$format"}:
            raise bad_request(f"'{part.strip()}' is not an option of $expand.")
        options[name] = value
    return options


def _select(text: str | None, entity_set: EntitySet) -> frozenset[str] | None:
    names = [name.strip() for name in (text or "*").split(",")]
    if names == ["*"]:
        return None
    for name in names:
        if name not in entity_set.fields and name not in entity_set.navigation:
            raise _unknown(name, entity_set)
    return frozenset(names)


def _orderby(text: str, entity_set: EntitySet) -> Iterator[Order]:
    for item in split(text, ","):
        match = SORT_ITEM.fullmatch(item)
        if match is None:
            raise bad_request(f"Syntax error in $orderby at '{item.strip()}'.")
        field = entity_set.fields.get(match[1])
        if field is None:
            raise _unknown(match[1], entity_set)
        if field.variable or field.kind is Kind.STREAM:
            raise bad_request(f"The field '{field.name}' cannot be sorted by.")
        yield Order(field.name, match[2] == "desc")


def _whole_number(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,9}", text.strip()):
        raise bad_request(f"{name} takes a whole number that is not negative.")
    return int(text)


def _boolean(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise bad_request(f"{name} takes true or false.")
    return text == "true"


def _unknown(name: str, entity_set: EntitySet) -> Exception:
    return bad_request(
        f"Could not find a property named '{name}' on type 'Microsoft.NAV.{entity_set.entity}'."
    )
