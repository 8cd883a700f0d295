"""Two systems that have never heard of the app, an administrator, and an app without any memory."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy, copytree
from typing import Any
from uuid import uuid4

import requests
from azure.identity import ClientSecretCredential

from dev.people import Person, hire
from dev.simulators.dataverse.staff import ADMINISTRATOR
from dev.simulators.fleet import Fleet, FleetOptions
from dev.stack import LocalStack, app_settings
from shared import bootstrap
from shared.settings import DEFAULT_MAPPING_FOLDER, Settings
from tests.swift_clock import SwiftClock

Json = dict[str, Any]
FEW_MAPPINGS = ("currency", "customer", "payment_terms", "salespeople", "shipment_method")
"""Enough for what setup does whatever the mappings; nothing of them points into others."""


class _Clock(SwiftClock):
    """In a hurry, it takes the services along: else they would be said to be wrong."""

    pace = timedelta()

    def now(self) -> datetime:
        if self.pace:
            self.advance(self.pace)
        return super().now()


class Firm:
    """:ivar admin: System Administrator and Customizer in Dataverse; nothing in the app."""

    def __init__(
        self,
        stack: LocalStack,
        folder: Path,
        put_setting: Callable[[str, str], None],
        options: FleetOptions,
    ) -> None:
        self._host, self._put_setting, self._folder = stack.host, put_setting, folder
        self._storage, self._options = stack.azurite.connection_string, options
        self.table_prefix = f"s{uuid4().hex[:16]}"
        put_setting("SYNC_TABLE_PREFIX", self.table_prefix)
        self._mappings = folder / "mappings"
        self._mappings.mkdir()
        for name in FEW_MAPPINGS:
            copy(DEFAULT_MAPPING_FOLDER / f"{name}.yaml", self._mappings)
        put_setting("SYNC_MAPPING_FOLDER", str(self._mappings))
        self._found(folder)

    def _found(self, folder: Path) -> None:
        self.fleet = Fleet(folder, replace(self._options, is_set_up=False))
        self.fleet.start()
        self.clock = _Clock(self.fleet)
        self.admin = self.hire("Grace Admin", *ADMINISTRATOR)
        self.start_app(**app_settings(self.fleet, self._storage))

    def move(self) -> None:
        """Let the app look elsewhere for both systems, where nobody knows it; it keeps its memory.

        Business Central's company there is a copy: it has the same id.
        """
        self.fleet.stop()
        elsewhere = self._folder / "elsewhere"
        elsewhere.mkdir()
        self._found(elsewhere)

    def forget(self) -> None:
        """Start the app anew without any memory."""
        self.start_app(SYNC_TABLE_PREFIX=f"s{uuid4().hex[:16]}")

    def hurry(self, pace: timedelta) -> None:
        """Let *pace* pass for everybody whenever the app looks at the clock."""
        self.clock.pace = pace

    @property
    def url(self) -> str:
        """Where the app is."""
        return self._host.url

    def start_app(self, **app_settings: str) -> None:
        """Start the app anew, with changed settings: it forgets everything but its storage."""
        self.restart(**app_settings)
        bootstrap.use(bootstrap.build(Settings.load(), self.clock))

    def restart(self, **app_settings: str) -> None:
        """Change settings, of which the app may make what it can with the next call."""
        for name, value in app_settings.items():
            self._put_setting(name, value)
        bootstrap.use(None)

    def hire(self, name: str, *dataverse_roles: str, unit: str | None = None) -> Person:
        """Let somebody join who has roles in Dataverse, by their names there.

        :param unit: the business unit; the root one unless given.
        """
        person = hire(self.fleet, name)
        with self.fleet.dataverse_server.lock:
            values: Json = {"islicensed": True}
            if unit is not None:
                values["businessunitid@odata.bind"] = f"businessunits({unit})"
            self.fleet.dataverse.change("systemuser", person.user_id, values)
            for role in dataverse_roles:
                self.give(person.user_id, role, unit)
        return person

    def give(self, user_id: str, role: str, unit: str | None = None) -> None:
        """Give somebody the copy of a role that belongs to their business unit."""
        [found] = [
            row
            for row in self.rows("role", f"name eq '{role}'")
            if unit == row["_businessunitid_value"]
            or (unit is None and row["roleid"] == row["_parentrootroleid_value"])
        ]
        self.fleet.dataverse.associate(
            "systemuser", user_id, "systemuserroles_association", found["roleid"]
        )

    def take(self, user_id: str, role: str) -> None:
        for row in self.rows("role", f"name eq '{role}'"):
            self.fleet.dataverse.disassociate(
                "systemuser", user_id, "systemuserroles_association", row["roleid"]
            )

    def rows(self, table: str, filter_: str | None = None) -> list[Json]:
        with self.fleet.dataverse_server.lock:
            return [dict(row) for row in self.fleet.dataverse.rows(table, filter_)]

    def app_user(self) -> Json:
        [row] = self.rows("systemuser", f"applicationid eq {self.fleet.credentials.client_id}")
        return row

    def dataverse(self, method: str, path: str, body: Json | None = None) -> Json:
        """Call the Web API as the administrator does with other tools."""
        answer = requests.request(
            method,
            f"{self.fleet.dataverse_api}/{path}",
            json=body,
            headers={"Authorization": f"Bearer {self.dataverse_token()}"},
            timeout=30,
        )
        assert answer.ok, answer.text
        return dict(answer.json()) if answer.content else {}

    def dataverse_token(self) -> str:
        """Return a token of the administrator for Dataverse."""
        fleet, known = self.fleet, self.fleet.credentials
        return fleet.entra.user_token(
            known.tenant_id,
            self.admin.object_id,
            known.client_id,
            fleet.dataverse_server.url,
            "user_impersonation",
        )

    def choice(self, name: str) -> dict[int, str]:
        """Return the labels of a choice, a table.column, by value."""
        table, column = name.split(".")
        path = f"EntityDefinitions(LogicalName='{table}')/Attributes(LogicalName='{column}')"
        picklist = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata"
        found = self.dataverse("GET", f"{path}/{picklist}?$expand=OptionSet,GlobalOptionSet")
        options = (found["OptionSet"] or found["GlobalOptionSet"])["Options"]
        return {each["Value"]: each["Label"]["LocalizedLabels"][0]["Label"] for each in options}

    def change_choice(self, action: str, name: str, value: int, label: str | None = None) -> None:
        """Insert, Update or Delete a value of a choice, as the administrator does by hand."""
        table, column = name.split(".")
        body: Json = {"EntityLogicalName": table, "AttributeLogicalName": column, "Value": value}
        if label is not None:
            body["Label"] = {"LocalizedLabels": [{"Label": label, "LanguageCode": 1033}]}
        self.dataverse("POST", f"{action}OptionValue", body)

    def take_privilege(self, role: str, name: str) -> None:
        body = {"PrivilegeId": self._privilege(name)}
        self.dataverse("POST", f"{self._root_role(role)}RemovePrivilegeRole", body)

    def add_privilege(self, role: str, name: str) -> None:
        unit = self.rows("businessunit", "_parentbusinessunitid_value eq null")[0]
        given = {
            "Depth": "Global",
            "PrivilegeId": self._privilege(name),
            "BusinessUnitId": unit["businessunitid"],
        }
        self.dataverse("POST", f"{self._root_role(role)}AddPrivilegesRole", {"Privileges": [given]})

    def add_application_user(self, name: str) -> None:
        with self.fleet.dataverse_server.lock:
            self.fleet.dataverse.add_user(
                "", name, application_id=self.fleet.credentials.client_id, roles=[]
            )

    def rename_company(self, name: str) -> None:
        companies = self.fleet.business_central.companies
        companies[0] = replace(companies[0], name=name)

    def bring_all_mappings(self) -> None:
        """Start the app with all that are shipped."""
        copytree(DEFAULT_MAPPING_FOLDER, self._mappings, dirs_exist_ok=True)
        self.start_app()

    def adjust_mapping(self, before: str, after: str, file: str = "customer.yaml") -> None:
        """Start the app with a mapping's file changed."""
        text = (DEFAULT_MAPPING_FOLDER / file).read_text("utf-8")
        assert before in text
        self.put_mapping(file, text.replace(before, after))

    def put_mapping(self, file: str, text: str) -> None:
        """Start the app with one more mapping file, or with another one of that name."""
        (self._mappings / file).write_text(text, "utf-8")
        self.start_app()

    def _root_role(self, name: str) -> str:
        [found] = [
            row
            for row in self.rows("role", f"name eq '{name}'")
            if row["roleid"] == row["_parentrootroleid_value"]
        ]
        return f"roles({found['roleid']})/Microsoft.Dynamics.CRM."

    def _privilege(self, name: str) -> str:
        return str(self.rows("privilege", f"name eq '{name}'")[0]["privilegeid"])

    # The app, over HTTP

    def without_token(self, method: str, path: str) -> requests.Response:
        return requests.request(method, f"{self.url}/api/{path}", timeout=30)

    def as_app(self, method: str, path: str) -> requests.Response:
        """Call with a token that an app has got for itself."""
        known = self.fleet.credentials
        credential = ClientSecretCredential(
            known.tenant_id,
            known.client_id,
            known.client_secret,
            authority=self.fleet.authority,
            disable_instance_discovery=True,
        )
        token = credential.get_token(f"{known.app_resource}/.default").token
        headers = {"Authorization": f"Bearer {token}"}
        return requests.request(method, f"{self.url}/api/{path}", headers=headers, timeout=30)

    def call(
        self, method: str, path: str, *, by: Person | None = None, **options: Any
    ) -> requests.Response:
        headers = (by or self.admin).headers
        url = f"{self.url}/api/{path}"
        return requests.request(method, url, headers=headers, timeout=120, **options)

    def set_up(self, *, by: Person | None = None, **body: object) -> Json:
        """Run setup to its end, which it has to reach."""
        answer = self.call("POST", "setup", by=by, json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def refused(self, *, by: Person | None = None, **body: object) -> Json:
        """Run setup, which must not come to its end, and return the problem."""
        answer = self.call("POST", "setup", by=by, json=body)
        assert answer.status_code == 409, answer.text
        return dict(answer.json())

    def accepting(self, at: str = "dataverse") -> str:
        """Return what the check says to repeat for whoever accepts other environments."""
        said = told(self.check(), at)
        found = re.search(r'"accept_environments": "(\w+)"', said)
        assert found, said
        return found[1]

    def check(self, *, by: Person | None = None) -> Json:
        answer = self.call("POST", "setup", by=by, params={"check": "true"})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def requests_to_dataverse(self) -> list[str]:
        entries = self.fleet.dataverse_server.journal.last(10_000)
        return [f"{entry.method} {entry.target}" for entry in entries]

    def drain(self) -> None:
        """Let the queue be worked off."""
        self._host.drain_queues(include_delayed=True)

    def fire_timer(self, name: str) -> None:
        self._host.fire_timer(name)

    def close(self) -> None:
        bootstrap.use(None)
        self.fleet.stop()


def step(report: Json, name: str) -> Json:
    [found] = [each for each in report["steps"] if each["step"] == name]
    return dict(found)


def codes(report: Json) -> list[str]:
    """Return the codes of all findings, in their order."""
    return [
        finding["code"]
        for each in report["steps"]
        for finding in each["findings"]
        if finding["code"]
    ]


def told(report: Json, name: str) -> str:
    """Return all that a step found, in one text."""
    findings = step(report, name)["findings"]
    return " ".join(f"{finding['what']} {finding['fix'] or ''}" for finding in findings)
