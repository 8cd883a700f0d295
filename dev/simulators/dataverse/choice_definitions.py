"""Describes choices as the metadata service does."""

from collections.abc import Mapping

from dev.simulators.dataverse.definitions import Definition, metadata_id
from dev.simulators.dataverse.forms import TYPES
from dev.simulators.dataverse.labels import write_label
from dev.simulators.dataverse.schema import CHOICES, Column, OptionSet


def describe_options(column: Column) -> Definition | None:
    """Return the option set of a choice that has one of its own."""
    if column.kind == "Boolean":
        return _switch(column)
    if column.kind not in CHOICES or column.option_set:
        return None
    return {
        "MetadataId": metadata_id(f"options:{column.name}"),
        "Name": column.name,
        "IsGlobal": False,
        "OptionSetType": "Picklist" if column.kind == "MultiSelectPicklist" else column.kind,
        "Options": _options(column.options, column.state_of),
    }


def describe_option_set(option_set: OptionSet) -> Definition:
    """Describe a global choice."""
    return {
        "@odata.type": f"#{TYPES}OptionSetMetadata",
        "MetadataId": option_set.id,
        "Name": option_set.name,
        "IsGlobal": True,
        "IsCustomOptionSet": True,
        "OptionSetType": "Picklist",
        "DisplayName": write_label(option_set.label or option_set.name),
        "Options": _options(option_set.options, {}),
    }


def _options(options: Mapping[int, str], states: Mapping[int, int]) -> list[Definition]:
    return [
        {"Value": value, "Label": write_label(label)}
        | ({"State": states[value]} if value in states else {})
        for value, label in options.items()
    ]


def _switch(column: Column) -> Definition:
    labels = column.options or {1: "Yes", 0: "No"}
    ends = {"TrueOption": 1, "FalseOption": 0}
    return {
        "MetadataId": metadata_id(f"options:{column.name}"),
        "OptionSetType": "Boolean",
        "IsGlobal": False,
        **{
            end: {"Value": value, "Label": write_label(labels.get(value, end))}
            for end, value in ends.items()
        },
    }
