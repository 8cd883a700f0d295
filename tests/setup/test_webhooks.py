"""Dataverse tells the app of changes once setup has registered where, and with which secret."""

import pytest

from tests.setup.firm import Firm, step

SECRET = "a-secret-made-up-at-random"


def start(firm: Firm, secret: str = SECRET, **settings: str) -> None:
    """Start the app where both services reach it."""
    told = {"SYNC_ALLOW_HTTP": "true", "SYNC_PUBLIC_URL": firm.address}
    told |= {"SYNC_NOTIFICATION_SECRET": secret, "SYNC_NOTIFICATION_DELAY_SECONDS": "0"}
    firm.start_app(**told | settings)


def name_in_sales(firm: Firm, name: str) -> list[str]:
    """Change the only account's name, let Dataverse tell, and return the customers' names."""
    [account] = firm.rows("account")
    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.change("account", account["accountid"], {"name": name})
    firm.fleet.dataverse.deliver_due()
    firm.drain()
    return [row["displayName"] for row in firm.fleet.business_central.rows("customers")]


@pytest.fixture
def told(firm: Firm) -> Firm:
    """A firm with one customer in step, whose app is told of changes."""
    start(firm)
    firm.fleet.business_central.add_many("customers", [{"displayName": "Adatum"}])
    firm.set_up()
    firm.call("POST", "sync/full", json={})
    firm.drain()
    return firm


@pytest.mark.wire("B.8")
def test_a_change_in_sales_travels_without_a_timer_once_setup_has_registered_the_app(
    told: Firm,
) -> None:
    assert name_in_sales(told, "Adatum AG") == ["Adatum AG"]
    assert step(told.set_up(), "webhooks")["outcome"] == "nothing_to_do"


def test_after_the_secret_was_changed_setup_tells_it_to_dataverse(told: Firm) -> None:
    start(told, "another-secret-made-up")

    checked = told.check()
    report = told.set_up()

    assert step(checked, "webhooks")["outcome"] == "failed"
    assert step(report, "webhooks")["outcome"] == "done"
    assert name_in_sales(told, "Adatum AG") == ["Adatum AG"]
    assert step(told.set_up(), "webhooks")["outcome"] == "nothing_to_do"


def test_the_app_of_another_company_leaves_the_first_ones_webhook_alone(told: Firm) -> None:
    [before] = told.rows("serviceendpoint")
    company = told.fleet.business_central.add_company("Fabrikam")

    start(
        told,
        BC_COMPANY_ID=company.id,
        SYNC_PUBLIC_URL=told.address.replace("127.0.0.1", "localhost"),
    )
    told.set_up()

    endpoints = told.rows("serviceendpoint")
    assert len(endpoints) == 2
    assert before in endpoints
