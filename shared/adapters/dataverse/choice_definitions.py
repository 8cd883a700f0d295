"""Choices as Dataverse's metadata define them: of one column, or shared by several.

https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-optionsets
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

_PICKLIST = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata"
QUERY = {"select": "LogicalName", "expand": "OptionSet,GlobalOptionSet"}


@dataclass(frozen=True)
class ChoiceDefinition:
    labels: Mapping[int, str]
    """In the organization's base language, by value, in the order in which people see them."""
    shared_as: str | None = None
    """The name of the global choice, where the column has none of its own."""

    @classmethod
    def read(cls, content: Any, language: int) -> Self:
        """:raises KeyError, TypeError, ValueError: it is no choice column with its options."""
        own, shared = content.get("OptionSet"), content.get("GlobalOptionSet")
        options = shared if own is None else own
        labels = {int(each["Value"]): _text(each["Label"], language) for each in options["Options"]}
        return cls(labels, str(shared["Name"]) if own is None else None)


def address(choice: str) -> str:
    """Return where the definition of *choice*, a table.column, is found."""
    table, column = split(choice)
    return (
        f"EntityDefinitions(LogicalName='{table}')/Attributes(LogicalName='{column}')/{_PICKLIST}"
    )


def split(choice: str) -> tuple[str, str]:
    """Return the table and the column of a choice."""
    table, _, column = choice.partition(".")
    return table, column


def _text(label: Any, language: int) -> str:
    """Return what people see who use the base language; empty where nothing is said in it."""
    for each in label["LocalizedLabels"]:
        if each["LanguageCode"] == language:
            return str(each["Label"] or "")
    return ""
