"""Choices of Dataverse as its administrators change them, and the codes that they stand for."""

from typing import Any
from uuid import uuid4

import requests

from tests.surroundings import Json, Surroundings

TERMS = "account.paymenttermscode"
_PICKLIST = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata"


class Choices:
    """Those of one test, which leaves every choice as it was."""

    def __init__(self, world: Surroundings, *names: str) -> None:
        self._fleet = world.stack.fleet
        user, self._user_id = self._fleet.add_person(f"Cleo Customizer {uuid4()}")
        self._token = self._sign_in(user.object_id)
        self._fleet.dataverse.give_role("systemuser", self._user_id, "System Customizer")
        self._before = {name: self.labels(name) for name in (TERMS, *names)}

    def labels(self, name: str = TERMS) -> dict[int, str]:
        """Return the labels of a choice, a table.column, by value."""
        table, column = name.split(".")
        path = f"EntityDefinitions(LogicalName='{table}')/Attributes(LogicalName='{column}')"
        found = self._call("GET", f"{path}/{_PICKLIST}?$expand=OptionSet,GlobalOptionSet")
        options = (found["OptionSet"] or found["GlobalOptionSet"])["Options"]
        return {each["Value"]: each["Label"]["LocalizedLabels"][0]["Label"] for each in options}

    def add(self, label: str, name: str = TERMS, value: int | None = None) -> int:
        given = {} if value is None else {"Value": value}
        answer = self._act("Insert", name, {**given, "Label": _label(label)})
        return int(answer["NewOptionValue"])

    def rename(self, value: int, label: str, name: str = TERMS) -> None:
        self._act("Update", name, {"Value": value, "Label": _label(label), "MergeLabels": True})

    def remove(self, value: int, name: str = TERMS) -> None:
        self._act("Delete", name, {"Value": value})

    def restore(self) -> None:
        for name, before in self._before.items():
            now = self.labels(name)
            for value in now.keys() - before.keys():
                self.remove(value, name)
            for value, label in before.items():
                if value not in now:
                    self.add(label, name, value)
                elif now[value] != label:
                    self.rename(value, label, name)
        self._fleet.dataverse.delete("systemuser", self._user_id)

    def _act(self, action: str, name: str, body: Json) -> Json:
        table, column = name.split(".")
        place = {"EntityLogicalName": table, "AttributeLogicalName": column}
        return self._call("POST", f"{action}OptionValue", place | body)

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = requests.request(
            method,
            f"{self._fleet.dataverse_api}/{path}",
            json=body,
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=30,
        )
        assert answer.ok, answer.text
        return dict(answer.json()) if answer.content else {}

    def _sign_in(self, user: str) -> str:
        known, url = self._fleet.credentials, self._fleet.dataverse_server.url
        tenant, client = known.tenant_id, known.client_id
        return self._fleet.entra.user_token(tenant, user, client, url, "user_impersonation")


class Codes:
    """Records of Business Central that are known by a code, of one entity."""

    def __init__(self, world: Surroundings, entity: str = "paymentTerms") -> None:
        self._world, self._entity = world, entity
        self._bc, self._company = world.stack.fleet.business_central, world.customers.company

    def add(self, code: str, **values: Any) -> Json:
        return self._bc.add(self._entity, {"code": code, **values}, company=self._company)

    def all(self) -> dict[str, Json]:
        """Return the records by their codes."""
        return {row["code"]: row for row in self._bc.rows(self._entity, company=self._company)}

    def rename(self, record: Json, code: str) -> None:
        self._bc.change(self._entity, record["id"], {"code": code}, company=self._company)

    def remove(self, record: Json) -> None:
        self._bc.delete(self._entity, record["id"], company=self._company)

    def keep_only(self, *codes: str) -> None:
        """Remove what a new company brings along, but for *codes*."""
        for code, record in self.all().items():
            if code not in codes:
                self.remove(record)


def _label(text: str) -> Json:
    return {"LocalizedLabels": [{"Label": text, "LanguageCode": 1033}]}
