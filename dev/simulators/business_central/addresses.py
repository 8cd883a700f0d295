"""Takes URLs apart: environment, route, company, and the path through records."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

from dev.simulators.business_central.errors import bad_request, bad_url, unknown_segment
from dev.simulators.business_central.model import EntitySet, Field, Kind, Model
from dev.simulators.business_central.values import GUID, Stored, read

SEGMENT = re.compile(r"([^()]+)(?:\((.*)\))?")
KEY_PART = re.compile(r"(?:([A-Za-z_]\w*)\s*=\s*)?('(?:[^']|'')*'|[^',=]+)")


@dataclass(frozen=True)
class Segment:
    """One part of a path: a name, and what stands in brackets behind it."""

    name: str
    key: str | None


@dataclass(frozen=True)
class Root:
    """The address up to the root of a route."""

    path: str
    """Still percent-encoded, without a slash at the end."""
    tenant: str | None
    environment: str
    route: str


@dataclass(frozen=True)
class Call:
    """One operation, whether it came alone or inside a batch."""

    method: str
    path: str
    """Below the root, percent-encoded, without a slash in front."""
    query_string: str
    headers: Mapping[str, str]
    content: object
    """The decoded JSON body; None if there is none."""

    @property
    def options(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def segments(self) -> list[Segment]:
        """
        :raises BusinessCentralError: the path cannot be read.
        """
        return [_segment(unquote(part)) for part in self.path.split("/") if part]


def split_root(path: str, model: Model) -> tuple[Root, str]:
    """Split a path such as ``/v2.0/{tenant}/{environment}/api/v2.0/companies`` after the route.

    The tenant may be left out.

    :raises BusinessCentralError: the path does not lead to a route.
    """
    parts = path.strip("/").split("/")
    if parts[0] != "v2.0" or "api" not in parts[2:4]:
        raise unknown_segment(unquote(parts[0]))
    api = parts.index("api", 2)
    tenant = unquote(parts[1]) if api == 3 else None
    for route in model.routes:
        end = api + 1 + len(route.split("/"))
        if "/".join(parts[api + 1 : end]) == route:
            root = Root("/" + "/".join(parts[:end]), tenant, unquote(parts[api - 1]), route)
            return root, "/".join(parts[end:])
    raise unknown_segment(unquote("/".join(parts[api + 1 :])))


def read_key(entity_set: EntitySet, text: str) -> tuple[tuple[str, Stored], ...]:
    """Return the stored values of the key in a segment's brackets.

    :raises BusinessCentralError: it does not fit the key of the set.
    """
    if GUID.fullmatch(text) and len(entity_set.key) == 1:
        return ((entity_set.key[0], _key_value(entity_set.fields[entity_set.key[0]], text)),)
    parts = [each.strip() for each in re.split(r",(?=(?:[^']*'[^']*')*[^']*$)", text)]
    if len(parts) != len(entity_set.key) or not entity_set.key:
        raise bad_url(f"The key of {entity_set.name} does not fit.")
    found = {}
    for position, part in enumerate(parts):
        match = KEY_PART.fullmatch(part)
        if match is None:
            raise bad_url(f"The key '{text}' cannot be read.")
        name = match[1] or (entity_set.key[position] if len(parts) == 1 else "")
        if name not in entity_set.key:
            raise bad_url(f"'{name}' does not belong to the key of {entity_set.name}.")
        found[name] = _key_value(entity_set.fields[name], match[2])
    return tuple(found.items())


def _key_value(field: Field, literal: str) -> Stored:
    quoted = literal.startswith("'")
    if quoted != (field.kind in (Kind.TEXT, Kind.CODE, Kind.ENUM)):
        raise bad_url(f"The key '{literal}' is not of type {field.type}.")
    if quoted:
        return read(field, literal[1:-1].replace("''", "'"))
    if field.kind is Kind.GUID and not GUID.fullmatch(literal):
        raise bad_url(f"The key '{literal}' is not a GUID.")
    if field.kind in (Kind.INTEGER, Kind.LONG):
        return int(literal) if literal.lstrip("-").isdigit() else _no_number(literal)
    return read(field, literal)


def _no_number(literal: str) -> int:
    raise bad_request(f"The key '{literal}' is not a whole number.")


@lru_cache(maxsize=4096)
def _segment(text: str) -> Segment:
    match = SEGMENT.fullmatch(text)
    if match is None:
        raise bad_url(f"The segment '{text}' cannot be read.")
    return Segment(match[1], match[2])
