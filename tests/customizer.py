"""Somebody who customizes Dataverse by the Web API, and leaves every choice as it was."""

from typing import Any
from uuid import uuid4

import requests

from dev.simulators.fleet import Fleet

Json = dict[str, Any]
TYPES = "Microsoft.Dynamics.CRM."


class Customizer:
    def __init__(self, fleet: Fleet, *choices: str) -> None:
        """:param choices: those to look after, each a table.column; methods mean the first one."""
        self._fleet, self._main, self._added = fleet, choices[0], list[str]()
        user, self._user_id = fleet.add_person(f"Cleo Customizer {uuid4()}")
        known, url = fleet.credentials, fleet.dataverse_server.url
        self._token = fleet.entra.user_token(
            known.tenant_id, user.object_id, known.client_id, url, "user_impersonation"
        )
        fleet.dataverse.give_role("systemuser", self._user_id, "System Customizer")
        self._before = {name: self.labels(name) for name in choices}

    def labels(self, choice: str = "") -> dict[int, str]:
        """Return the labels of a choice by value."""
        table, column = (choice or self._main).split(".")
        path = f"EntityDefinitions(LogicalName='{table}')/Attributes(LogicalName='{column}')"
        expand = "$expand=OptionSet,GlobalOptionSet"
        found = self.call("GET", f"{path}/{TYPES}PicklistAttributeMetadata?{expand}")
        options = (found["OptionSet"] or found["GlobalOptionSet"])["Options"]
        return {each["Value"]: each["Label"]["LocalizedLabels"][0]["Label"] for each in options}

    def add(self, text: str, value: int | None = None, choice: str = "") -> int:
        given = {} if value is None else {"Value": value}
        return int(self._act("Insert", choice, {**given, "Label": label(text)})["NewOptionValue"])

    def rename(self, value: int, text: str, choice: str = "") -> None:
        self._act("Update", choice, {"Value": value, "Label": label(text), "MergeLabels": True})

    def remove(self, value: int, choice: str = "") -> None:
        self._act("Delete", choice, {"Value": value})

    def add_global_choice(self, table: str, name: str, labels: dict[int, str]) -> str:
        """Add a global choice and a column that has it; return that, as table.column."""
        definition = {
            "@odata.type": f"{TYPES}OptionSetMetadata",
            "Name": name,
            "OptionSetType": "Picklist",
            "DisplayName": label(name),
            "Options": [{"Value": value, "Label": label(text)} for value, text in labels.items()],
        }
        self.call("POST", "GlobalOptionSetDefinitions", definition)
        self._added.append(f"GlobalOptionSetDefinitions(Name='{name}')")
        column = {
            "@odata.type": f"{TYPES}PicklistAttributeMetadata",
            "AttributeType": "Picklist",
            "AttributeTypeName": {"Value": "PicklistType"},
            "SchemaName": name,
            "DisplayName": label(name),
            "GlobalOptionSet@odata.bind": f"/GlobalOptionSetDefinitions(Name='{name}')",
        }
        path = f"EntityDefinitions(LogicalName='{table}')/Attributes"
        self.call("POST", path, column)
        self._added.append(f"{path}(LogicalName='{name.lower()}')")
        return f"{table}.{name.lower()}"

    def leave(self) -> None:
        for name, before in self._before.items():
            now = self.labels(name)
            for value in now.keys() - before.keys():
                self.remove(value, name)
            for value, text in before.items():
                if value not in now:
                    self.add(text, value, name)
                elif now[value] != text:
                    self.rename(value, text, name)
        for path in reversed(self._added):
            self.call("DELETE", path)
        self._fleet.dataverse.delete("systemuser", self._user_id)

    def call(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = requests.request(
            method,
            f"{self._fleet.dataverse_api}/{path}",
            json=body,
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=30,
        )
        assert answer.ok, answer.text
        return dict(answer.json()) if answer.content else {}

    def _act(self, action: str, choice: str, body: Json) -> Json:
        table, column = (choice or self._main).split(".")
        place = {"EntityLogicalName": table, "AttributeLogicalName": column}
        return self.call("POST", f"{action}OptionValue", place | body)


def label(text: str) -> Json:
    return {"LocalizedLabels": [{"Label": text, "LanguageCode": 1033}]}
