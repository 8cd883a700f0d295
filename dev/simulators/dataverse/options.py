"""Reads the query options and preferences of a request."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dev.simulators.dataverse.cookies import Cookie, parse_cookie
from dev.simulators.dataverse.errors import bad_query, no_property, not_built
from dev.simulators.dataverse.schema import Column, Table

LARGEST_PAGE = 5000
_KNOWN = {
    "$select", "$filter", "$orderby", "$top", "$count", "$expand", "$skiptoken", "$deltatoken",
}  # fmt: skip
_NOT_BUILT = {"$apply", "fetchXml", "savedQuery", "userQuery", "sql"}
_PREFERENCE = re.compile(r'\s*([\w.-]+)\s*(?:=\s*(?:"([^"]*)"|([^,]*)))?\s*(?:,|$)')


@dataclass(frozen=True)
class Preferences:
    """The Prefer header; every member is off unless asked for."""

    representation: bool = False
    page_size: int | None = None
    track_changes: bool = False
    continue_on_error: bool = False
    annotations: tuple[str, ...] = ()
    """Patterns such as * or OData.Community.Display.V1.FormattedValue."""

    def wants(self, annotation: str) -> bool:
        return any(
            pattern in ("*", annotation)
            or (pattern.endswith("*") and annotation.startswith(pattern[:-1]))
            for pattern in self.annotations
        )

    def applied(self) -> str:
        """Return what Preference-Applied says of a read."""
        parts = []
        if self.page_size is not None:
            parts.append(f"odata.maxpagesize={self.page_size}")
        if self.annotations:
            parts.append(f'odata.include-annotations="{",".join(self.annotations)}"')
        if self.track_changes:
            parts.append("odata.track-changes")
        return ",".join(parts)


NO_PREFERENCES = Preferences()


def parse_preferences(header: str | None) -> Preferences:
    if not header:
        return NO_PREFERENCES
    found = {
        match[1].lower(): match[2] if match[2] is not None else (match[3] or "").strip()
        for match in _PREFERENCE.finditer(header)
    }
    size = found.get("odata.maxpagesize", "")
    annotations = found.get("odata.include-annotations", "")
    return Preferences(
        representation=found.get("return") == "representation",
        page_size=int(size) if size.isdecimal() and int(size) > 0 else None,
        track_changes="odata.track-changes" in found,
        continue_on_error="odata.continue-on-error" in found,
        annotations=tuple(part.strip() for part in annotations.split(",") if part.strip()),
    )


@dataclass(frozen=True)
class Expansion:
    navigation: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Options:
    """The query options of a read of one table."""

    select: tuple[Column, ...] | None = None
    """In the order asked for; None for all."""
    filter: str | None = None
    order: tuple[tuple[Column, bool], ...] = ()
    """Column and whether descending."""
    top: int | None = None
    count: bool = False
    expansions: tuple[Expansion, ...] = ()
    cookie: Cookie | None = None
    delta_token: str | None = None
    aliases: dict[str, str] = field(default_factory=dict)
    """Parameter values by name with @."""


def parse_options(table: Table, query: Mapping[str, str]) -> Options:
    """:raises DataverseError: an option is unknown, malformed or not supported by Dataverse."""
    for name in query:
        if name == "$skip":
            raise bad_query("$skip is not supported: follow @odata.nextLink.")
        if name in _NOT_BUILT:
            raise not_built(f"the query option {name}")
        if name not in _KNOWN and name != "tag" and not name.startswith("@"):
            raise bad_query(f"The query option '{name}' is not supported.")
    return Options(
        select=parse_select(table, query["$select"]) if query.get("$select") else None,
        filter=query.get("$filter"),
        order=tuple(_parse_order(table, query.get("$orderby", ""))),
        top=_parse_top(query.get("$top")),
        count=query.get("$count", "false").lower() == "true",
        expansions=tuple(_parse_expansions(query.get("$expand", ""))),
        cookie=parse_cookie(query["$skiptoken"]) if "$skiptoken" in query else None,
        delta_token=query.get("$deltatoken"),
        aliases={name: value for name, value in query.items() if name.startswith("@")},
    )


def parse_select(table: Table, text: str) -> tuple[Column, ...] | None:
    names = [name.strip() for name in text.split(",")]
    if "*" in names:
        return None
    columns = []
    for name in dict.fromkeys(names):
        column = table.by_wire_name.get(name)
        if column is None:
            raise no_property(name, table.name)
        columns.append(column)
    return tuple(columns)


def _parse_order(table: Table, text: str) -> Iterator[tuple[Column, bool]]:
    for part in text.split(","):
        words = part.split()
        if not words:
            continue
        column = table.by_wire_name.get(words[0])
        if column is None:
            raise no_property(words[0], table.name)
        if len(words) > 2 or (len(words) == 2 and words[1] not in ("asc", "desc")):
            raise bad_query(f"'{part.strip()}' is no order.")
        yield column, words[-1] == "desc"


def _parse_top(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise bad_query("$top needs a number greater than 0.")
    return int(text)


def _parse_expansions(text: str) -> Iterator[Expansion]:
    for part in split_outside_brackets(text, ","):
        name, bracket, inner = part.strip().partition("(")
        options = {}
        if bracket:
            for option in split_outside_brackets(inner.removesuffix(")"), ";"):
                key, _, value = option.partition("=")
                options[key.strip()] = value.strip()
        if name:
            yield Expansion(name.strip(), options)


def split_outside_brackets(text: str, separator: str) -> Iterator[str]:
    """Split at separators that stand neither in brackets nor in quotes."""
    depth, quoted, start = 0, False, 0
    for position, character in enumerate(text):
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
            if character == separator and depth == 0:
                yield text[start:position]
                start = position + 1
    if text[start:]:
        yield text[start:]
