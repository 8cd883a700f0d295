"""Names, addresses and ids of records are nobody's business but the services'."""

import json
import logging

import pytest

from shared.domain.sides import Side
from tests.people import People
from tests.surroundings import Surroundings
from tests.telemetry.recorded import Recorded

PERSONAL = {
    "displayName": "Zsófia Quixote-Brown",
    "email": "zsofia.quixote@fabrikam.example",
    "phoneNumber": "+36 1 555 0199",
    "addressLine1": "17 Unmistakable Street",
    "city": "Székesfehérvár",
}


def test_nothing_of_a_record_is_told_whatever_becomes_of_it(
    world: Surroundings, recorded: Recorded, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.clear()
    people = People(world)
    people.salesperson("QX", "Quentin Xylander", email="quentin@fabrikam.example")
    customer = world.customers.add(**{_python(k): v for k, v in PERSONAL.items()})
    account = world.accounts.add("Unheard-of Ltd", address1_country="a country that is too long")
    world.fault(Side.DATAVERSE, "status", method="POST", status=503, times=1)
    world.fault(Side.DATAVERSE, "cut_body", method="POST", times=1)
    world.full_sync()
    world.customers.change(customer, displayName="Zsófia Renamed", email="renamed@fabrikam.example")
    world.tick()
    world.sync("salespeople", full=True)
    world.call("GET", f"mappings/customer/explain/bc/{customer['id']}")

    kept = json.dumps(recorded.kept(), ensure_ascii=False)
    written = recorded.text()

    people.leave()
    assert "job customer to_dataverse" in written
    secrets = {
        *PERSONAL.values(),
        "Zsófia Renamed",
        "renamed@fabrikam.example",
        "Unheard-of",
        "Quentin",
        "quentin@fabrikam.example",
        str(customer["id"]),
        str(account["accountid"]),
    }
    for told in (kept, written, caplog.text):
        assert {secret for secret in secrets if secret.lower() in told.lower()} == set()


def _python(name: str) -> str:
    """The first parameter of ``add`` is the name."""
    return "name" if name == "displayName" else name
