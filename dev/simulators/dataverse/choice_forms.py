"""Reads option sets: of one column, or global ones that several columns share."""

from collections.abc import Mapping
from typing import Any

from dev.simulators.dataverse.errors import DataverseError, bad_argument, bad_payload
from dev.simulators.dataverse.forms import Form, as_form, custom_name, one_of
from dev.simulators.dataverse.labels import read_label
from dev.simulators.dataverse.schema import OptionSet

FIRST_VALUE = 100_000_000
"""Where the values of options start that name none, with the default publisher's prefix."""


VALUES_OF_PUBLISHER = 10_000
"""How many values start with a publisher's prefix."""


def read_option_set(body: object) -> OptionSet:
    """:raises DataverseError: it is no definition of a global choice."""
    form = as_form(body, "The definition")
    name = custom_name(form, "Name")
    one_of(form.get("OptionSetType", "Picklist"), ("Picklist",), "OptionSetType")
    return OptionSet(name, read_options(form), read_label(form.get("DisplayName"), "DisplayName"))


def read_options(form: Form) -> Mapping[int, str]:
    """Return the labels of an option set by value."""
    listed = form.get("Options")
    if not isinstance(listed, list):
        raise bad_payload("An option set needs Options.")
    options: dict[int, str] = {}
    for each in listed:
        option = as_form(each, "An option")
        value = read_value(option.get("Value"), options)
        options[value] = read_label(option.get("Label"), "Label")
    return options


def read_value(value: Any, options: Mapping[int, str], first: int = FIRST_VALUE) -> int:
    """Return the value of a new option, which is the next free one if none is given.

    :param first: where the values of the publisher's options start.
    """
    if value is None:
        return next_value(options, first)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise bad_payload("The value of an option is no whole number.")
    if value in options:
        raise taken_value(value)
    return value


def next_value(options: Mapping[int, str], first: int) -> int:
    own = (value + 1 for value in options if first <= value < first + VALUES_OF_PUBLISHER)
    return max(own, default=first)


def taken_value(value: int) -> DataverseError:
    return bad_argument(f"There is an option with the value {value} already.", "0x80048403")


def read_switch(form: Form) -> Mapping[int, str]:
    """Return what Yes and No of a two-option column are called."""
    options = form.get("OptionSet")
    if options is None:
        return {1: "Yes", 0: "No"}
    labels = {}
    for value, member in ((1, "TrueOption"), (0, "FalseOption")):
        option = as_form(as_form(options, "OptionSet").get(member), member)
        labels[value] = read_label(option.get("Label"), "Label")
    return labels
