"""Webhooks of the simulated Dataverse; what they are like is recalled."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from dev.simulators.dataverse import DataverseSimulator
from dev.simulators.http import Response
from tests.simulators.dataverse_driver import Driver, change_set, part

URL = "https://subscriber.example/hook"


@dataclass
class Endpoint:
    calls: list[tuple[str, Mapping[str, str], dict[str, Any]]] = field(default_factory=list)

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Response | None:
        self.calls.append((url, headers, json.loads(body)))
        return None

    @property
    def told(self) -> list[tuple[str, str, str]]:
        names = ("MessageName", "PrimaryEntityName", "PrimaryEntityId")
        return [(body[names[0]], body[names[1]], body[names[2]]) for _, _, body in self.calls]


@pytest.fixture
def endpoint() -> Endpoint:
    return Endpoint()


@pytest.fixture
def driver(endpoint: Endpoint) -> Driver:
    return Driver(send=endpoint)


def organisation(driver: Driver) -> DataverseSimulator:
    driver.simulator.add_webhook(URL, "account", "x-secret", "s3cret&")
    return driver.simulator


def test_created_changed_and_deleted_rows_are_told(driver: Driver, endpoint: Endpoint) -> None:
    simulator = organisation(driver)
    account = driver.create("accounts", {"name": "Adatum"})
    driver.call("PATCH", f"accounts({account})", {"name": "Adatum Ltd"})
    driver.call("DELETE", f"accounts({account})")
    driver.create("contacts", {"lastname": "Of a table without a webhook"})

    assert simulator.deliver_due() == 3
    assert simulator.deliver_due() == 0

    assert endpoint.told == [(kind, "account", account) for kind in ("Create", "Update", "Delete")]
    url, headers, _ = endpoint.calls[0]
    assert url == URL
    assert headers["x-secret"] == "s3cret&"


def test_each_row_of_a_bulk_message_is_told(driver: Driver, endpoint: Endpoint) -> None:
    simulator = organisation(driver)
    kind = "Microsoft.Dynamics.CRM.account"
    targets = [{"name": name, "@odata.type": kind} for name in ("Adatum", "Contoso")]

    driver.call("POST", "accounts/Microsoft.Dynamics.CRM.CreateMultiple", {"Targets": targets})
    simulator.deliver_due()

    assert [message for message, _, _ in endpoint.told] == ["Create", "Create"]


def test_what_is_rolled_back_is_not_told(driver: Driver) -> None:
    simulator = organisation(driver)
    good = part("POST", "accounts", {"name": "Adatum"}, "1")
    bad = part("POST", "accounts", {"nonsense": 1}, "2")

    driver.batch([change_set(good, bad)])

    assert simulator.deliver_due() == 0


@pytest.mark.parametrize(
    ("authtype", "authvalue", "query"),
    [
        (4, "a b", "?code=a%20b"),
        (6, '<settings><setting name="key" value="1" /></settings>', "?key=1"),
    ],
)
def test_a_secret_can_stand_in_the_address(
    driver: Driver, endpoint: Endpoint, authtype: int, authvalue: str, query: str
) -> None:
    simulator = driver.simulator
    registered = simulator.add_webhook(URL, "account", "x", "y")
    simulator.change(
        "serviceendpoint",
        registered["serviceendpointid"],
        {"authtype": authtype, "authvalue": authvalue},
    )
    driver.create("accounts", {"name": "Adatum"})

    simulator.deliver_due()

    assert [url for url, _, _ in endpoint.calls] == [URL + query]
