"""Reads the definition of a new column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from dev.simulators.dataverse.choice_forms import read_options, read_switch
from dev.simulators.dataverse.errors import bad_argument, bad_payload
from dev.simulators.dataverse.forms import (
    Form,
    as_form,
    check_members,
    custom_name,
    number,
    one_of,
    type_of,
    value_of,
    whole,
)
from dev.simulators.dataverse.labels import read_label
from dev.simulators.dataverse.schema import Column, Kind, OptionSet
from dev.simulators.dataverse.values import guid

_SUFFIX = "AttributeMetadata"
_BIND = "GlobalOptionSet@odata.bind"
_SET_ADDRESS = re.compile(r".*GlobalOptionSetDefinitions\((?:Name='([^']+)'|([^)']+))\)")
_Read = Callable[[Form, Mapping[str, OptionSet]], dict[str, Any]]
_INT = (-(2**31), 2**31 - 1)
_BIG = (-(2**63), 2**63 - 1)
_EXACT = (-(10**11), 10**11)
_MONEY = (-922_337_203_685_477, 922_337_203_685_477)
_REQUIRED: Mapping[str, Literal["required", "recommended"] | None] = {
    "None": None,
    "Recommended": "recommended",
    "ApplicationRequired": "required",
}
_FORMATS = (
    "Text", "TextArea", "RichText", "Email", "Url", "Phone", "TickerSymbol", "Json",
    "VersionNumber",
)  # fmt: skip


def read_column(body: object, option_sets: Mapping[str, OptionSet]) -> Column:
    """:raises DataverseError: it is no definition of a column of a type that can be created."""
    form = as_form(body, "The definition of a column")
    kind = type_of(form).removesuffix(_SUFFIX)
    if kind == "Lookup":
        raise bad_argument("A lookup is created with its relationship.")
    if kind not in _READERS:
        raise bad_argument(f"No column of the type {kind} can be created.")
    schema_name = custom_name(form)
    column = Column(
        name=schema_name.lower(),
        kind=_kind(kind),
        required=read_required(form),
        schema_name=schema_name,
        label=read_label(form.get("DisplayName"), "DisplayName"),
        is_custom=True,
    )
    check_members(form, f"{kind}{_SUFFIX}")
    given = form.get("AttributeType", kind)
    if given != kind and not (kind == "MultiSelectPicklist" and given == "Virtual"):
        raise bad_payload(f"The AttributeType {given} does not go with {kind}{_SUFFIX}.")
    return replace(column, **_READERS[kind](form, option_sets))


def read_lookup(body: object, target: str) -> Column:
    """Read the lookup in the definition of a relationship."""
    form = as_form(body, "Lookup")
    if type_of(form) != f"Lookup{_SUFFIX}":
        raise bad_payload("Lookup must be of the type LookupAttributeMetadata.")
    check_members(form, f"Lookup{_SUFFIX}")
    schema_name = custom_name(form)
    return Column(
        name=schema_name.lower(),
        kind="Lookup",
        required=read_required(form),
        targets=(target,),
        schema_name=schema_name,
        label=read_label(form.get("DisplayName"), "DisplayName"),
        is_custom=True,
    )


def read_changes(column: Column, form: Form, option_sets: Mapping[str, OptionSet]) -> Column:
    """Return a column as a complete new definition of it says it shall be."""
    kind = type_of(form).removesuffix(_SUFFIX)
    if kind != column.kind or str(form.get("LogicalName", column.name)) != column.name:
        raise bad_argument("Neither name nor type of a column can be changed.")
    changes: dict[str, Any] = {
        "label": read_label(form.get("DisplayName"), "DisplayName") or column.label,
    }
    if column.required != "systemrequired":
        changes["required"] = read_required(form)
    if column.is_text:
        changes |= _READERS[kind]({"MaxLength": column.max_length, **form}, option_sets)
    return replace(column, **changes)


def read_required(form: Form) -> Literal["required", "recommended"] | None:
    return _REQUIRED[
        one_of(value_of(form, "RequiredLevel", "None"), tuple(_REQUIRED), "RequiredLevel")
    ]


def _kind(name: str) -> Kind:
    return name  # type: ignore[return-value]  # it is a key of _READERS


def _text(form: Form, _: Mapping[str, OptionSet]) -> dict[str, Any]:
    one_of(value_of(form, "FormatName", "Text"), _FORMATS, "FormatName")
    return {"max_length": whole(form, "MaxLength", (1, 4000), 100)}


def _memo(form: Form, _: Mapping[str, OptionSet]) -> dict[str, Any]:
    return {"max_length": whole(form, "MaxLength", (1, 1_048_576), 2000)}


def _within(bounds: tuple[int, int], most_decimals: int | None = None) -> _Read:
    def read(form: Form, _: Mapping[str, OptionSet]) -> dict[str, Any]:
        low, high = (number(form, member, bounds) for member in ("MinValue", "MaxValue"))
        if low > high:
            raise bad_argument("MinValue is greater than MaxValue.")
        limits: dict[str, Any] = {"minimum": low, "maximum": high}
        if most_decimals is not None:
            limits["precision"] = whole(form, "Precision", (0, most_decimals), 2)
        return limits

    return read


def _time(form: Form, _: Mapping[str, OptionSet]) -> dict[str, Any]:
    shown = one_of(form.get("Format", "DateOnly"), ("DateOnly", "DateAndTime"), "Format")
    behaviours = ("UserLocal", "DateOnly", "TimeZoneIndependent")
    behaviour = one_of(
        value_of(form, "DateTimeBehavior", "UserLocal"), behaviours, "DateTimeBehavior"
    )
    # A day of the user's own zone is a time on the wire; only the behaviour makes it a day.
    return {"date_only": shown == "DateOnly" and behaviour == "DateOnly"}


def _switch(form: Form, _: Mapping[str, OptionSet]) -> dict[str, Any]:
    return {"options": read_switch(form)}


def _choice(form: Form, option_sets: Mapping[str, OptionSet]) -> dict[str, Any]:
    bound = form.get(_BIND)
    if bound is None:
        return {"options": read_options(as_form(form.get("OptionSet"), "OptionSet"))}
    match = _SET_ADDRESS.fullmatch(str(bound))
    for option_set in option_sets.values():
        if match and option_set.name == match[1]:
            return {"options": option_set.options, "option_set": option_set.name}
        if match and match[2] and option_set.id == guid(match[2]):
            return {"options": option_set.options, "option_set": option_set.name}
    raise bad_argument(f"'{bound}' is no global choice.")


_READERS: dict[str, _Read] = {
    "BigInt": _within(_BIG),
    "Boolean": _switch,
    "DateTime": _time,
    "Decimal": _within(_EXACT, 10),
    "Double": _within(_EXACT, 5),
    "Integer": _within(_INT),
    "Memo": _memo,
    "Money": _within(_MONEY, 4),
    "MultiSelectPicklist": _choice,
    "Picklist": _choice,
    "String": _text,
}
