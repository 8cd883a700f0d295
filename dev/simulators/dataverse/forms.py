"""What the definitions in bodies have in common: types, members and names."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dev.simulators.dataverse.errors import bad_argument, bad_payload
from dev.simulators.dataverse.facts import members_of

Form = Mapping[str, Any]
"""A definition as a caller sends it."""

TYPES = "Microsoft.Dynamics.CRM."
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{1,7}_[A-Za-z][A-Za-z0-9_]*")
LONGEST_NAME = 100


def as_form(body: object, what: str) -> Form:
    if not isinstance(body, dict):
        raise bad_payload(f"{what} is no JSON object.")
    return body


def type_of(form: Form) -> str:
    """Return the type that a form says it has, without its namespace."""
    kind = str(form.get("@odata.type", "")).lstrip("#")
    if not kind.startswith(TYPES):
        raise bad_payload("The definition needs @odata.type.")
    return kind.removeprefix(TYPES)


def simplified(body: Any) -> Any:
    """Return a definition whose types are called Complex... with their plain names."""
    if isinstance(body, list):
        return [simplified(each) for each in body]
    if not isinstance(body, dict):
        return body
    plain = {name: simplified(value) for name, value in body.items()}
    if "@odata.type" in plain:
        plain["@odata.type"] = str(plain["@odata.type"]).replace(f"{TYPES}Complex", TYPES)
    return plain


def check_members(form: Form, kind: str) -> None:
    """:raises DataverseError: the form has a member that its type has not."""
    known = members_of(kind)
    for name in form:
        if "@" not in name and name not in known:
            raise bad_payload(f"'{name}' is no property of type '{TYPES}{kind}'.")


def custom_name(form: Form, member: str = "SchemaName") -> str:
    """Return the schema name of something new, which starts with a publisher's prefix."""
    name = form.get(member)
    if not isinstance(name, str) or not name:
        raise bad_argument(f"{member} is required.")
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise bad_argument(
            f"'{name}' is no schema name: letters, digits and _ behind a publisher's prefix.",
            "0x80047000",
        )
    return name


def whole(form: Form, member: str, bounds: tuple[int, int], default: int) -> int:
    value = form.get(member)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_payload(f"'{member}' is no whole number.")
    if not bounds[0] <= value <= bounds[1]:
        raise bad_argument(f"'{member}' must be within {bounds[0]} and {bounds[1]}.")
    return value


def number(form: Form, member: str, bounds: tuple[int, int]) -> Decimal:
    """Return a limit of a column's values; by default the outermost, *bounds* has both."""
    outermost = Decimal(bounds[0] if member == "MinValue" else bounds[1])
    value = form.get(member)
    if value is None:
        return outermost
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise bad_payload(f"'{member}' is no number.")
    given = Decimal(str(value))
    if not bounds[0] <= given <= bounds[1]:
        raise bad_argument(f"'{member}' must be within {bounds[0]} and {bounds[1]}.")
    return given


def one_of(value: object, allowed: tuple[str, ...], member: str) -> str:
    if value not in allowed:
        raise bad_payload(f"'{member}' is none of {', '.join(allowed)}.")
    return str(value)


def value_of(form: Form, member: str, default: str) -> object:
    """Return what a member like ``{"Value": ...}`` holds."""
    held = form.get(member)
    if held is None:
        return default
    if not isinstance(held, dict) or "Value" not in held:
        raise bad_payload(f"'{member}' must be an object with a Value.")
    return held["Value"]
