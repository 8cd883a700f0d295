"""A record's form: some of its values, and the web resources that somebody has put on it."""

import json
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

from dev.simulators.dataverse.schema import Table

VERSION = "{638400000000000000}"
"""Stands in front of the path of what a form embeds, so that browsers keep it until it changes."""
_MOST_VALUES = 3
_DULL = ("createdon", "modifiedon")


@dataclass(frozen=True)
class Form:
    """What somebody has put on a table's main form."""

    web_resources: tuple[str, ...] = ()
    """Names of pages, whose properties say that the record's id and table are passed on."""
    libraries: tuple[str, ...] = ()
    """Names of scripts."""
    on_load: tuple[str, ...] = ()
    """Functions of the libraries, which get the execution context."""


@dataclass(frozen=True)
class Shown:
    table: Table
    record: dict[str, Any] | None
    """None while it is new."""
    user: dict[str, Any]
    form: Form

    @property
    def id(self) -> str:
        return str(self.record[self.table.primary_id]) if self.record else ""

    @property
    def title(self) -> str:
        name = self.record.get(self.table.primary_name or "") if self.record else None
        return escape(str(name or f"New {self.table.name}"))

    @property
    def content(self) -> str:
        controls = "".join(
            self._control(at, name) for at, name in enumerate(self.form.web_resources)
        )
        scripts = "".join(
            f'<script src="{_address(name)}"></script>' for name in self.form.libraries
        )
        return (
            f'<p class="kind">{self.table.name}, seen by {escape(str(self.user["fullname"]))} '
            '<button type="button" id="save">Save</button></p>'
            f"<dl>{self._values()}</dl>{controls}"
            f'<script type="application/json" id="facts">{self._facts()}</script>'
            f'<script src="/_client/form.js"></script>{scripts}'
            '<script src="/_client/loaded.js"></script>'
        )

    def _control(self, at: int, name: str) -> str:
        query = urlencode(
            {
                "id": f"{{{self.id.upper()}}}" if self.id else "",
                "orglcid": 1033,
                "typename": self.table.name,
                "userlcid": 1033,
            }
        )
        address = escape(f"{_address(name)}?{query}")
        return f'<iframe id="WebResource_{at}" title="{escape(name)}" src="{address}"></iframe>'

    def _values(self) -> str:
        told = (
            (name, value)
            for name, value in (self.record or {}).items()
            if isinstance(value, str) and not name.startswith(("_", "@"))
        )
        shown = [
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
            for name, value in told
            if name not in (self.table.primary_id, self.table.primary_name, *_DULL)
        ]
        return "".join(shown[:_MOST_VALUES])

    def _facts(self) -> str:
        facts = {
            "table": self.table.name,
            "entitySet": self.table.entity_set,
            "primaryId": self.table.primary_id,
            "primaryName": self.table.primary_name,
            "id": self.id,
            "user": {"id": self.user["systemuserid"], "name": self.user["fullname"]},
            "onLoad": self.form.on_load,
        }
        return _in_a_script(json.dumps(facts))


def _address(name: str) -> str:
    return f"/{VERSION}/WebResources/{name}"


def _in_a_script(text: str) -> str:
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
