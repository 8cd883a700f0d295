"""Off is off for timers, queue and notifications; on again, everything goes on where it stopped."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from azure.data.tables import TableServiceClient, UpdateMode

from dev.stack import LocalStack
from shared.settings import DEFAULT_MAPPING_FOLDER
from tests.setup.firm import Firm, told

Json = dict[str, Any]
OPTIONAL = """
name: AGENT
optional: true
bc: { entity: bcsync/sync/v1.0/shippingAgents }
dataverse: { table: nobody_has_this }
fields: [{ bc: code, dataverse: nobody_code }]
"""
OPTIONAL_CHOICE = """
name: SERVICE
optional: true
bc: { entity: bcsync/sync/v1.0/shippingAgents }
dataverse: { table: account, choice: address1_shippingmethodcode }
only_coupled: false
fields: [{ bc: code, dataverse: label, match: 1 }]
"""


def disable(firm: Firm, **body: object) -> Json:
    answer = firm.call("POST", "setup/disable", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def enable(firm: Firm) -> Json:
    answer = firm.call("POST", "setup/enable")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def add(firm: Firm, *names: str) -> None:
    firm.fleet.business_central.add_many("customers", [{"displayName": name} for name in names])


def accounts(firm: Firm) -> list[str]:
    return sorted(row["name"] for row in firm.rows("account"))


@pytest.mark.scenario("CDSIntegrationMgtTest.IsIntegrationEnabledWhenMissing")
@pytest.mark.scenario("CDSIntegrationMgtTest.IsIntegrationEnabledWhenNotConfigured")
@pytest.mark.scenario("CRMSetupTest.IsCRMIntegrationEnabled")
def test_before_setup_nothing_is_on_and_jobs_do_nothing(firm: Firm) -> None:
    add(firm, "Adatum")

    firm.fire_timer("sync_customer")

    assert firm.requests_to_dataverse() == []
    assert not firm.call("GET", "setup").json()["enabled"]


def test_before_setup_whoever_calls_is_told_that_it_comes_first(firm: Firm) -> None:
    for method, path in (("GET", "mappings"), ("POST", "sync/full"), ("POST", "setup/enable")):
        answer = firm.call(method, path)

        assert answer.status_code == 409, path
        assert answer.json()["code"] == "setup_incomplete"
        assert "POST /api/setup" in answer.json()["detail"]


@pytest.mark.scenario("CDSIntegrationMgtTest.IsIntegrationEnabledWhenEnabled")
@pytest.mark.scenario("CRMConnectionWizardTests.VerifyStatusCompletedWhenFinished")
@pytest.mark.scenario("CRMConnectionWizardTests.CRMConnectionWizardFinishShouldUpdateRealRecord")
def test_after_setup_everything_is_on(firm: Firm) -> None:
    firm.set_up()

    shown = firm.call("GET", "setup").json()

    assert shown["enabled"]
    assert shown["complete"]


@pytest.mark.scenario("CDSIntegrationMgtTest.IsIntegrationEnabledWhenDisabled")
@pytest.mark.scenario("CRMSetupTest.ConnectionRegistrationMirrorsEnabledCheckbox")
@pytest.mark.scenario("CDSConnectionSetupTest.DisableJobQueueEntriesOnDisableConnection")
@pytest.mark.scenario("CRMIntegrationMgtTest.CheckOrEnableCRMConnectionNotEnabled")
@pytest.mark.scenario("CRMSetupTest.DisableCRMJobQueueEntriesOnDisableCRMConnection")
def test_switched_off_no_timer_queue_message_or_request_reaches_the_services(firm: Firm) -> None:
    firm.set_up()
    add(firm, "Adatum")
    queued = firm.call("POST", "mappings/customer/sync", json={"full": True})
    disable(firm)
    before = len(firm.requests_to_dataverse())

    firm.drain()
    firm.fire_timer("sync_customer")
    refused = firm.call("POST", "mappings/customer/sync", json={"full": True})

    assert queued.status_code == 202
    assert refused.status_code == 409
    assert refused.json()["code"] == "switched_off"
    assert len(firm.requests_to_dataverse()) == before
    assert accounts(firm) == []
    assert firm.call("GET", "health/ready").json()["synchronization"] == "off"


def test_switched_on_again_a_run_that_was_let_go_ends_by_itself(firm: Firm) -> None:
    firm.set_up()
    firm.call("POST", "sync/full", json={})
    firm.drain()
    add(firm, "Adatum", "Fabrikam")
    run = firm.call("POST", "mappings/customer/sync", json={"full": True}).headers["Location"]
    disable(firm)
    firm.drain()

    shown = enable(firm)
    firm.drain()

    assert shown["enabled"]
    assert firm.call("GET", run.removeprefix("/api/")).json()["state"] == "finished"
    assert accounts(firm) == ["Adatum", "Fabrikam"]


@pytest.mark.scenario("CRMSetupTest.EnableCRMJobQueueEntriesOnEnableCRMConnection")
def test_what_changed_while_it_was_off_is_carried_over_afterwards(firm: Firm) -> None:
    firm.set_up()
    add(firm, "Adatum")
    firm.call("POST", "sync/full", json={})
    firm.drain()
    disable(firm)
    [customer] = firm.fleet.business_central.rows("customers")
    firm.fleet.business_central.change("customers", customer["id"], {"displayName": "Adatum AG"})
    firm.fire_timer("sync_customer")
    meanwhile = accounts(firm)

    enable(firm)
    firm.fire_timer("sync_customer")

    assert meanwhile == ["Adatum"]
    assert accounts(firm) == ["Adatum AG"]


@pytest.mark.scenario("CDSConnectionSetupTest.DisableConnectionNotificationConnectionSetup")
@pytest.mark.scenario("CRMSetupTest.DisableConnectionNotificationConnectionSetup")
@pytest.mark.scenario("CRMSetupTest.DisableReasonCleanedOnConnectionEnable")
def test_why_it_is_off_is_shown_until_it_is_on_again(firm: Firm) -> None:
    firm.set_up()
    disable(firm, reason="Stock-taking until Monday.")
    shown = firm.call("GET", "setup").json()

    after = enable(firm)

    assert shown["off_because"] == "Stock-taking until Monday."
    assert after["off_because"] is None


def test_setup_does_not_switch_on_what_somebody_has_switched_off(firm: Firm) -> None:
    firm.set_up()
    disable(firm, reason="Stock-taking until Monday.")

    report = firm.set_up()

    assert report["complete"]
    assert not report["enabled"]


@pytest.mark.scenario("CRMSetupTest.WorkingConnectionRequiredToEnable")
@pytest.mark.scenario("CDSIntegrationMgtTest.CheckBaseSolutionNotInstalled")
@pytest.mark.scenario("CRMConnectionWizardTests.CRMConnectionSetupEnableCRMConnectionFromWizard")
def test_half_finished_setup_cannot_be_switched_on(firm: Firm) -> None:
    firm.set_up(enable=False)
    firm.fleet.business_central.permissions.unreadable.add("customers")
    firm.refused()

    answer = firm.call("POST", "setup/enable")

    assert answer.status_code == 409
    assert answer.json()["code"] == "setup_incomplete"
    assert "mappings" in answer.json()["detail"]
    assert not firm.call("GET", "setup").json()["enabled"]


@pytest.mark.scenario("CDSConnectionSetupTest.ActionTestConnectionWhenIntegrationDisabled")
@pytest.mark.scenario("CDSIntegrationMgtTest.TestConnectionWhenDisabled")
@pytest.mark.scenario("CRMSetupTest.CanTestConnectionWhenNotIsEnabled")
def test_the_check_succeeds_while_it_is_off_and_switches_nothing_on(firm: Firm) -> None:
    firm.set_up()
    disable(firm)

    report = firm.check()

    assert report["complete"]
    assert not firm.call("GET", "setup").json()["enabled"]


def test_switching_is_for_integration_administrators(firm: Firm) -> None:
    firm.set_up()
    clerk = firm.hire("Clara Clerk", "Business Central Integration User")

    for path in ("setup/enable", "setup/disable", "setup/restore-mappings"):
        answer = firm.call("POST", path, by=clerk)
        assert answer.status_code == 403, path
        assert answer.json()["code"] == "role_missing"


def test_the_customers_own_folder_stays_when_default_mappings_are_restored(
    firm: Firm, tmp_path: Path
) -> None:
    firm.bring_all_mappings()
    firm.set_up()
    firm.adjust_mapping("conflict: fail", "conflict: bc_wins")
    own = tmp_path / "own"
    own.mkdir()
    shipped = (DEFAULT_MAPPING_FOLDER / "customer.yaml").read_text("utf-8")
    ours = shipped.replace("conflict: fail", "conflict: dataverse_wins")
    (own / "clients.yaml").write_text(ours, "utf-8")
    firm.start_app(SYNC_OWN_MAPPING_FOLDER=str(own))

    answer = firm.call("POST", "setup/restore-mappings", json={}).json()

    assert answer["restored"] == ["customer.yaml"]
    assert answer["own"] == ["own/clients.yaml in place of customer.yaml"]
    assert (own / "clients.yaml").read_text("utf-8") == ours
    shown = firm.call("GET", "mappings/customer").json()
    assert shown["configuration"]["conflict"] == "dataverse_wins"
    assert (shown["file"], shown["replaces"]) == ("own/clients.yaml", "customer.yaml")


@pytest.mark.scenario(
    "CDSConnectionSetupTest.InvokeResetConfigurationCreatesNewMappings",
    "CRMSetupTest.InvokeResetConfigurationCreatesNewMappings",
    "CRMIntegrationMapping.ResetIntegrationTableMappingConfiguration",
    "CRMIntegrationMapping.ResetIntegrationTableMappingConfigurationExtendedPrice",
)
def test_default_mappings_that_were_changed_or_removed_are_there_again_and_run(
    firm: Firm, tmp_path: Path
) -> None:
    """Ours: in force at once, where a restart has a timer for each of them."""
    firm.bring_all_mappings()
    firm.set_up()
    released = {each["slug"]: each for each in shown(firm)}
    assert released.keys() >= {"plheader-price", "plline-prodprice"}
    firm.adjust_mapping("only_coupled: true", "only_coupled: false")
    for file in (tmp_path / "mappings").glob("*.yaml"):
        if file.name != "customer.yaml":
            file.unlink()
    firm.restart()
    left = firm.call("GET", "mappings").json()["value"]
    assert [each["slug"] for each in left if each["usable"]] == []  # It points to the others.

    answer = firm.call("POST", "setup/restore-mappings", json={}).json()

    files = {path.name for path in DEFAULT_MAPPING_FOLDER.glob("*.yaml")}
    assert {*answer["restored"]} == files
    assert {each["slug"]: each for each in shown(firm)} == released
    add(firm, "Adatum")
    firm.call("POST", "sync/full", json={})
    firm.drain()
    assert accounts(firm) == ["Adatum"]
    for slug, each in released.items():
        if each["is"].get("part_of") is None:  # Lines travel with their header.
            firm.fire_timer(f"sync_{slug.replace('-', '_')}")


def shown(firm: Firm) -> list[Json]:
    """Return each mapping with all that it is configured to."""
    slugs = [each["slug"] for each in firm.call("GET", "mappings").json()["value"]]
    found = (firm.call("GET", f"mappings/{slug}").json() for slug in slugs)
    return [{"slug": each["slug"], "is": each["configuration"]} for each in found]


def test_setup_says_which_files_replace_others_and_which_mappings_are_off(
    firm: Firm, tmp_path: Path
) -> None:
    firm.set_up()
    own = tmp_path / "own"
    own.mkdir()
    (own / "customer.yaml").write_bytes((DEFAULT_MAPPING_FOLDER / "customer.yaml").read_bytes())
    (own / "agent.yaml").write_text(OPTIONAL, "utf-8")
    (own / "service.yaml").write_text(OPTIONAL_CHOICE, "utf-8")
    firm.start_app(SYNC_OWN_MAPPING_FOLDER=str(own))

    report = firm.set_up()

    said = told(report, "mappings")
    assert "own/customer.yaml in place of customer.yaml is used" in said
    assert "AGENT is off: Business Central has no bcsync/sync/v1.0/shippingAgents" in said
    assert "SERVICE is off" in said
    assert "Run setup again then" in said


def test_nothing_is_decided_about_a_record_while_it_is_off(firm: Firm) -> None:
    """The decision would be refused, and yet be carried out once it is on again."""
    firm.set_up(ownership="person")
    firm.fleet.business_central.add_many(
        "customers", [{"displayName": "Adatum", "salespersonCode": "JO"}]
    )
    firm.call("POST", "sync/full", json={})
    firm.drain()
    before = firm.call("GET", "pending").json()["value"]
    waiting = [each["record"] for each in before if each["mapping"] == "customer"]
    disable(firm)

    chosen = {"mapping": "customer", "direction": "to_dataverse", "records": waiting}
    refused = firm.call("POST", "pending/resolve", json={**chosen, "action": "uncouple"})

    assert refused.json()["code"] == "switched_off"
    assert firm.call("GET", "pending").json()["value"] == before


def test_it_is_switched_off_at_the_first_call_also_while_somebody_sets_up(firm: Firm) -> None:
    firm.set_up()

    with ThreadPoolExecutor(1) as other:
        setting_up = other.submit(firm.call, "POST", "setup", json={})
        switched = []
        while not setting_up.done():
            enable(firm)
            switched.append(disable(firm)["enabled"])

    assert set(switched) == {False}
    assert not firm.call("GET", "setup").json()["enabled"]
    assert firm.set_up()["complete"]


def test_a_switch_that_a_table_editor_has_made_a_text_is_off(firm: Firm, stack: LocalStack) -> None:
    firm.set_up()
    add(firm, "Adatum")
    storage = TableServiceClient.from_connection_string(stack.azurite.connection_string)
    with storage, storage.get_table_client(f"{firm.table_prefix}installation") as table:
        [row] = table.list_entities()
        table.update_entity({**row, "Enabled": "false"}, mode=UpdateMode.REPLACE)

    firm.fire_timer("sync_customer")

    assert not firm.call("GET", "setup").json()["enabled"]
    assert firm.call("POST", "mappings/customer/sync", json={}).json()["code"] == "switched_off"
