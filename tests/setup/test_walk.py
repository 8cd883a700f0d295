"""An administrator goes from two systems that know nothing of the app to records in step."""

import pytest

from shared.domain.callers import Role
from tests.setup.firm import Firm, codes, step


@pytest.mark.wire("B.7")
@pytest.mark.wire("B.8")
@pytest.mark.wire("B.10")
@pytest.mark.wire("C.1")
def test_an_administrator_goes_from_nothing_to_a_synced_pair_by_calls_alone(firm: Firm) -> None:
    customer = firm.fleet.business_central.add_many("customers", [{"displayName": "Adatum"}])[0]

    report = firm.set_up()
    firm.call("POST", "sync/full", json={})
    firm.drain()

    assert report["complete"]
    assert report["enabled"]
    [account] = firm.rows("account")
    assert account["name"] == "Adatum"
    couplings = firm.call("GET", "mappings/customer/couplings").json()["value"]
    assert [(each["bc_id"], each["dataverse_id"]) for each in couplings] == [
        (customer["id"], account["accountid"])
    ]


def test_setup_repeated_finds_nothing_to_do(firm: Firm) -> None:
    firm.set_up()
    before = len(firm.requests_to_dataverse())

    report = firm.set_up()

    assert {each["outcome"] for each in report["steps"]} == {"nothing_to_do"}
    new = firm.requests_to_dataverse()[before:]
    assert [request for request in new if not request.startswith("GET")] == []


def test_the_check_changes_nothing_and_says_what_setup_would_make(firm: Firm) -> None:
    report = firm.check()

    assert [r for r in firm.requests_to_dataverse() if not r.startswith("GET")] == []
    assert "setup_needed" in codes(report)
    assert not report["enabled"]
    assert firm.call("GET", "setup").json()["steps"] == []


@pytest.mark.scenario("CDSConnectionSetupTest.ActionTestConnectionWhenIntegrationEnabled")
@pytest.mark.scenario("CDSIntegrationMgtTest.TestConnectionWhenEnabled")
@pytest.mark.scenario("CDSIntegrationMgtTest.CheckBaseSolutionInstalled")
@pytest.mark.scenario("CRMSetupTest.TestConnectionAction")
def test_the_check_of_an_app_that_is_set_up_finds_nothing_to_change(firm: Firm) -> None:
    firm.set_up()

    report = firm.check()

    assert codes(report) == []
    assert report["complete"]


def test_after_setup_nothing_the_app_does_needs_the_administrator(firm: Firm) -> None:
    firm.set_up()
    clerk = firm.hire("Clara Clerk", Role.ADMINISTRATOR)
    customers = firm.fleet.business_central.add_many("customers", [{"displayName": "Adatum"}])

    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.change("systemuser", firm.admin.user_id, {"isdisabled": True})
    firm.call("POST", "sync/full", by=clerk, json={})
    firm.drain()
    firm.fleet.business_central.change(
        "customers", customers[0]["id"], {"displayName": "Adatum AG"}
    )
    firm.fire_timer("sync_customer")

    assert [row["name"] for row in firm.rows("account")] == ["Adatum AG"]
    assert firm.call("GET", "health/ready", by=clerk).json()["status"] == "ready"


def test_nothing_of_the_administrators_token_is_kept(firm: Firm) -> None:
    firm.set_up()

    kept = firm.call("GET", "setup").text

    assert firm.admin.token not in kept
    assert firm.admin.token.split(".")[2] not in kept


def test_setup_says_who_may_be_coupled_with_a_salesperson_and_who_not(firm: Firm) -> None:
    idle = firm.hire("Ivo Idle")
    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.change("systemuser", idle.user_id, {"isdisabled": True})

    report = firm.set_up()

    findings = [finding["what"] for finding in step(report, "administrator")["findings"]]
    assert any("Ivo Idle" in what and "is disabled" in what for what in findings)


def published(firm: Firm, change: str) -> bool:
    """Return whether a change of a definition was followed by publishing it."""
    asked = firm.requests_to_dataverse()
    changes = [at for at, request in enumerate(asked) if request.startswith(change)]
    return len(changes) == 1 and "PublishXml" in asked[changes[0] + 1]


@pytest.mark.wire("B.7")
def test_a_web_resource_that_somebody_changed_comes_back_and_is_published(firm: Firm) -> None:
    firm.set_up()
    before = firm.rows("webresource", "contains(name,'company.svg')")[0]
    path = f"webresourceset({before['webresourceid']})"
    firm.dataverse("PATCH", path, {"content": "PHN2Zy8+"})
    firm.fleet.dataverse_server.journal.clear()

    report = firm.set_up()

    assert step(report, "solution")["outcome"] == "done"
    after = firm.rows("webresource", "contains(name,'company.svg')")[0]
    assert after["content"] == before["content"]
    assert published(firm, "POST /api/data/v9.2/$batch")


@pytest.mark.wire("B.6")
@pytest.mark.wire("B.7")
def test_a_mapped_table_whose_changes_are_not_tracked_is_tracked_from_then_on(firm: Firm) -> None:
    firm.set_up()
    firm.adjust_mapping("table: account", "table: bcsync_accountstatistics")

    problem = firm.refused()  # The table has not the columns of an account.

    assert step(problem, "change_tracking")["outcome"] == "done"
    path = "EntityDefinitions(LogicalName='bcsync_accountstatistics')"
    assert firm.dataverse("GET", path)["ChangeTrackingEnabled"]
    assert published(firm, f"PUT /api/data/v9.2/{path}")
    assert step(firm.refused(), "change_tracking")["outcome"] == "nothing_to_do"
