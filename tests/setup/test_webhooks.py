"""Both sides tell the app of changes, once setup knows where it is and what to identify them by."""

from datetime import timedelta
from typing import Any

import pytest

from dev.simulators.server import Socket
from tests.setup.firm import Firm, codes, step, told

Json = dict[str, Any]
GATHERED = timedelta(seconds=30)
SECRET, ANOTHER = "a-secret-made-up-at-random", "another-secret-made-up"


@pytest.fixture
def known(firm: Firm) -> Firm:
    """The firm, whose app knows its own address."""
    firm.start_app(
        SYNC_ALLOW_HTTP="true",
        SYNC_PUBLIC_URL=firm.url,
        SYNC_NOTIFICATION_SECRET=SECRET,
        SYNC_NOTIFICATION_DELAY_SECONDS="0",
    )
    return firm


def deliver(firm: Firm) -> None:
    """Let the services tell what they have gathered, and the app do what follows."""
    firm.clock.advance(GATHERED)
    firm.fleet.business_central.deliver_due()
    firm.fleet.dataverse.deliver_due()
    firm.drain()


def pair(firm: Firm) -> tuple[Json, Json]:
    """Add a customer, and return it with the account that the app has made of it."""
    [customer] = firm.fleet.business_central.add_many("customers", [{"displayName": "Adatum"}])
    firm.call("POST", "sync/full", json={})
    firm.drain()
    deliver(firm)
    [account] = firm.rows("account")
    return customer, account


def rename(firm: Firm, customer: Json, name: str) -> None:
    firm.fleet.business_central.change("customers", customer["id"], {"displayName": name})
    deliver(firm)


def rename_account(firm: Firm, account: Json, name: str) -> None:
    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.change("account", account["accountid"], {"name": name})
    deliver(firm)


def names(firm: Firm, customer: Json) -> tuple[str, str]:
    """Return what the customer is called, and what its account is."""
    read = firm.fleet.business_central.read("customers", customer["id"])
    assert read is not None
    return read["displayName"], firm.rows("account")[0]["name"]


@pytest.mark.wire("B.10")
def test_after_setup_a_change_on_either_side_is_carried_over_without_a_timer(known: Firm) -> None:
    report = known.set_up()
    customer, account = pair(known)

    rename(known, customer, "Adatum AG")
    first = names(known, customer)
    rename_account(known, account, "Adatum SE")

    assert step(report, "webhooks")["outcome"] == "done"
    assert first == ("Adatum AG", "Adatum AG")
    assert names(known, customer) == ("Adatum SE", "Adatum SE")


def test_both_sides_are_asked_once(known: Firm) -> None:
    known.set_up()
    before = known.rows("serviceendpoint"), known.rows("sdkmessageprocessingstep")
    subscribed = known.fleet.business_central.subscriptions()

    report = known.set_up()

    assert {each["outcome"] for each in report["steps"]} == {"nothing_to_do"}
    assert (known.rows("serviceendpoint"), known.rows("sdkmessageprocessingstep")) == before
    assert known.fleet.business_central.subscriptions() == subscribed
    assert codes(known.check()) == []


def test_a_secret_that_was_changed_is_made_known_to_both_sides(known: Firm) -> None:
    known.set_up()
    customer, account = pair(known)
    known.start_app(SYNC_NOTIFICATION_SECRET=ANOTHER)

    check, report, again = known.check(), known.set_up(), known.set_up()
    rename(known, customer, "Adatum AG")
    first = names(known, customer)
    rename_account(known, account, "Adatum SE")

    assert codes(check) == ["setup_needed"] * 2
    assert "does not have the app's secret" in told(report, "webhooks")
    assert step(again, "webhooks")["outcome"] == "nothing_to_do"
    assert first == ("Adatum AG", "Adatum AG")
    assert names(known, customer) == ("Adatum SE", "Adatum SE")


def test_an_app_that_has_moved_is_told_of_changes_at_its_new_address(known: Firm) -> None:
    known.set_up()
    customer, account = pair(known)
    known.start_app(SYNC_PUBLIC_URL=known.url.replace("127.0.0.1", "localhost"))

    report = known.set_up()
    rename_account(known, account, "Adatum SE")

    [endpoint] = known.rows("serviceendpoint")
    assert "The webhook leads to" in told(report, "webhooks")
    assert endpoint["url"].startswith("http://localhost:")
    assert names(known, customer)[0] == "Adatum SE"


def test_neither_secret_nor_anything_that_tells_it_is_shown(known: Firm) -> None:
    report = known.set_up()

    shown = known.call("GET", "setup")

    assert SECRET not in shown.text
    assert SECRET not in str(report)
    assert shown.json().keys() == report.keys()
    assert not [name for name in shown.json() if "secret" in name]


def test_an_address_at_which_business_central_finds_nobody_is_named(known: Firm) -> None:
    with Socket(None) as silent:
        port = silent.url.rpartition(":")[2]
    known.start_app(SYNC_PUBLIC_URL=f"http://127.0.0.1:{port}")

    problem = known.refused()

    assert problem["code"] == "subscription_refused"
    assert "Check that SYNC_PUBLIC_URL is the app's address" in told(problem, "webhooks")


def test_a_check_beforehand_says_that_nobody_tells_yet_and_not_that_it_was_refused(
    known: Firm,
) -> None:
    report = known.check()

    assert {f["code"] for f in step(report, "webhooks")["findings"]} == {"setup_needed"}
    assert known.fleet.business_central.subscriptions() == []


def test_the_app_of_another_company_leaves_the_first_ones_webhook_alone(known: Firm) -> None:
    known.set_up()
    [before] = known.rows("serviceendpoint")
    company = known.fleet.business_central.add_company("Fabrikam")

    known.start_app(
        BC_COMPANY_ID=str(company.id), SYNC_PUBLIC_URL=known.url.replace("127.0.0.1", "localhost")
    )
    known.set_up()

    endpoints = known.rows("serviceendpoint")
    assert len(endpoints) == 2
    assert before in endpoints
