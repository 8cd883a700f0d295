"""The app keeps to the environments that it was set up for, until an administrator says otherwise.

The copy is the simulator itself, with another organization id and all its rows.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.setup.firm import Firm, codes, step, told

Json = dict[str, Any]
CODE = "environment_changed"


def add(firm: Firm, name: str, **values: Any) -> Json:
    return firm.fleet.business_central.add_many("customers", [{"displayName": name, **values}])[0]


def change(firm: Firm, customer: Json, **values: Any) -> None:
    firm.fleet.business_central.change("customers", customer["id"], values)


def phones(firm: Firm) -> list[str | None]:
    return [row["telephone1"] for row in firm.rows("account")]


def synchronized(firm: Firm) -> Json:
    """Set up, and give a customer an account."""
    firm.set_up()
    customer = add(firm, "Adatum", phoneNumber="1")
    answer = firm.call("POST", "mappings/customer/sync", json={"full": True})
    assert answer.status_code == 202, answer.text
    firm.drain()
    assert phones(firm) == ["1"]
    return customer


def written(firm: Firm) -> list[str]:
    """Return the requests that both services have seen and that do not merely read."""
    servers = (firm.fleet.business_central_server, firm.fleet.dataverse_server)
    entries = [entry for server in servers for entry in server.journal.last(100_000)]
    return [f"{entry.method} {entry.target}" for entry in entries if entry.method != "GET"]


def test_setup_notes_both_environments_and_shows_them(firm: Firm) -> None:
    firm.set_up()

    shown = firm.call("GET", "setup").json()["environments"]

    [organization] = firm.rows("organization")
    assert shown["dataverse"]["known"] == {
        "address": firm.fleet.dataverse_server.url,
        "organization": organization["organizationid"],
    }
    assert shown["bc"]["known"]["environment"] == firm.fleet.environment.lower()
    assert shown["bc"]["known"]["company"] == firm.fleet.company_id
    assert shown["bc"]["met"] is shown["dataverse"]["met"] is None


def test_a_copied_organization_is_never_written_to_until_an_administrator_accepts_it(
    firm: Firm,
) -> None:
    customer = synchronized(firm)
    known = firm.rows("organization")[0]["organizationid"]
    copied = firm.fleet.dataverse.become_a_copy()
    firm.start_app()
    for server in (firm.fleet.business_central_server, firm.fleet.dataverse_server):
        server.journal.clear()
    change(firm, customer, phoneNumber="2")

    for timer in ("sync_customer", "note_statistics", "renew_subscriptions", "tidy_up"):
        firm.fire_timer(timer)
    firm.drain()

    assert written(firm) == []
    ready = firm.call("GET", "health/ready")
    assert ready.status_code == 503
    assert copied in ready.json()["checks"]["environments"]
    shown = firm.call("GET", "setup").json()
    assert not shown["enabled"]
    assert shown["environments"]["dataverse"]["known"]["organization"] == known
    assert shown["environments"]["dataverse"]["met"]["organization"] == copied
    for method, path, body in (
        ("POST", "setup/enable", {}),
        ("POST", "mappings/customer/sync", {"full": True}),
        ("POST", "setup", {"accept_environments": "something else"}),
    ):
        refused = firm.call(method, path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, CODE), refused.text
    assert written(firm) == []
    assert phones(firm) == ["1"]

    digest = firm.accepting()
    [told_once] = [
        finding["accept_environments"]
        for each in firm.check()["steps"]
        for finding in each["findings"]
        if "accept_environments" in finding
    ]
    assert told_once == digest
    assert "couplings" in told(firm.check(), "dataverse")
    accepted = firm.set_up(accept_environments=digest)

    assert accepted["enabled"]
    assert accepted["environments"]["dataverse"] == {
        "known": {"address": firm.fleet.dataverse_server.url, "organization": copied},
        "met": None,
    }
    firm.fire_timer("sync_customer")
    firm.drain()
    assert phones(firm) == ["2"]
    assert firm.call("GET", "health/ready").status_code == 200
    assert firm.call("GET", "mappings/customer").json()["couplings"] == 1


def test_an_app_pointed_at_another_environment_of_business_central_reads_nothing_there(
    firm: Firm,
) -> None:
    synchronized(firm)
    named = firm.fleet.environment
    firm.start_app(BC_ENVIRONMENT="Sandbox")
    before = len(firm.fleet.business_central_server.journal.last(100_000))

    firm.fire_timer("sync_customer")

    assert len(firm.fleet.business_central_server.journal.last(100_000)) == before
    firm.start_app(BC_ENVIRONMENT=named)
    shown = firm.call("GET", "setup").json()
    assert "environment was" in shown["off_because"]
    assert shown["environments"]["bc"]["met"]["environment"] == "sandbox"
    # The settings are right again, and nothing has to be accepted.
    assert firm.call("POST", "setup/enable").json()["enabled"]
    assert firm.call("GET", "health/ready").status_code == 200


def test_other_environments_may_be_named_as_long_as_nothing_was_synchronized(firm: Firm) -> None:
    firm.set_up(enable=False)
    firm.fleet.dataverse.become_a_copy()

    report = firm.set_up()

    assert report["enabled"]
    assert codes(report) == []


def test_a_process_asks_once_in_ten_minutes_which_organization_it_is(firm: Firm) -> None:
    firm.set_up()
    firm.start_app()

    asked = []
    for minutes in (0, 5, 6):
        firm.clock.advance(timedelta(minutes=minutes))
        firm.fire_timer("sync_customer")
        asked.append(sum("WhoAmI" in request for request in firm.requests_to_dataverse()))

    assert [count - asked[0] for count in asked] == [0, 0, 1]


def test_a_mapping_that_is_read_from_its_beginning_keeps_its_couplings(firm: Firm) -> None:
    synchronized(firm)
    couplings = firm.call("GET", "mappings/customer/couplings").json()["value"]
    assert firm.call("GET", "mappings/customer").json()["watermarks"]["bc"]["newest"]

    answer = firm.call("POST", "setup/reinitialise", json={"mappings": ["customer"]})

    assert answer.status_code == 200, answer.text
    assert answer.json() == {"reinitialised": ["customer"]}
    shown = firm.call("GET", "mappings/customer").json()
    assert {mark["newest"] for mark in shown["watermarks"].values()} == {None}
    firm.fire_timer("sync_customer")
    [run] = firm.call("GET", "runs?mapping=customer&top=1").json()["value"]
    assert [job["counters"]["read"] for job in run["jobs"]] == [1, 1]
    after = firm.call("GET", "mappings/customer/couplings").json()["value"]
    assert [each["bc_id"] for each in after] == [each["bc_id"] for each in couplings]
    unknown = firm.call("POST", "setup/reinitialise", json={"mappings": [f"x{uuid4().hex}"]})
    assert unknown.status_code == 404


def test_the_check_names_the_difference_and_changes_nothing(firm: Firm) -> None:
    synchronized(firm)
    copied = firm.fleet.dataverse.become_a_copy()

    report = firm.check()

    assert step(report, "dataverse")["outcome"] == "failed"
    assert copied in told(report, "dataverse")
    assert firm.call("GET", "setup").json()["environments"]["dataverse"]["met"] is None


def test_an_app_without_memory_notices_that_rows_are_those_of_another_environment(
    firm: Firm,
) -> None:
    firm.set_up()
    [row] = firm.rows("bcsync_company")
    change = firm.fleet.dataverse.change
    change("bcsync_company", row["bcsync_companyid"], {"bcsync_environment": "Elsewhere"})
    firm.forget()

    refused = firm.refused()
    again = firm.set_up(accept_environments=firm.accepting("company"))

    assert refused["code"] == CODE
    assert "Elsewhere" in told(refused, "company")
    assert not refused["enabled"]
    assert again["enabled"]
    [row] = firm.rows("bcsync_company")
    assert row["bcsync_environment"] == firm.fleet.environment
