"""What keeps setup from its end: one sentence, one thing to change, and a call that finishes it."""

from datetime import timedelta

import pytest

from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.dataverse.staff import ADMINISTRATOR
from dev.simulators.faults import Fault
from dev.simulators.fleet import FleetOptions
from shared.domain.callers import Role
from shared.usecases.setup.connections import in_seconds
from tests.setup.firm import Firm, codes, step, told

SOLUTION = "uniquename eq 'BusinessCentralSync'"


def test_an_environment_in_administration_mode_is_named(firm: Firm) -> None:
    with firm.fleet.dataverse_server.lock:
        [organization] = firm.fleet.dataverse.rows("organization")
        firm.fleet.dataverse.change(
            "organization", organization["organizationid"], {"isdisabled": True}
        )

    problem = firm.refused()

    assert problem["code"] == "administration_mode"
    assert step(problem, "solution")["outcome"] == "not_reached"


@pytest.mark.parametrize(("side", "name"), [("bc", "business_central"), ("dataverse", "dataverse")])
def test_a_clock_that_is_wrong_is_named_with_its_seconds(firm: Firm, side: str, name: str) -> None:
    fleet = firm.fleet
    simulator = fleet.business_central if side == "bc" else fleet.dataverse
    # Tokens have to be valid by the service's clock all the same.
    simulator.clock.skew(timedelta(minutes=6))

    problem = firm.refused()

    assert "clock_skew" in codes(problem)
    assert "seconds" in told(problem, name)


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(400, "0 seconds"), (1400, "1 second"), (1600, "2 seconds")]
)
def test_the_seconds_between_two_clocks_are_counted_in_words(milliseconds: int, words: str) -> None:
    assert in_seconds(timedelta(milliseconds=milliseconds)) == words


@pytest.mark.scenario(
    "CRMSetupTest.IsCRMIntegrationEnabledValidConnectionFailedOnStart",
    "CRMSetupTest.EnableConnectionShouldFailIfBaseCurrencyNotEqualLCY",
    "CRMSynchHelperTest.TestFindNAVLocalCurrencyInCRMCreate",
)
def test_a_local_currency_that_dataverse_lacks_is_named_and_setup_stays_off(firm: Firm) -> None:
    """Ours: an administrator makes it; the original would make it later, without a rate."""
    with firm.fleet.dataverse_server.lock:
        [euro] = firm.fleet.dataverse.rows("transactioncurrency")
        firm.fleet.dataverse.change(
            "transactioncurrency", euro["transactioncurrencyid"], {"isocurrencycode": "DKK"}
        )

    problem = firm.refused()

    assert problem["code"] == "currency_missing"
    assert "EUR" in problem["detail"]
    assert [row["isocurrencycode"] for row in firm.rows("transactioncurrency")] == ["DKK"]
    assert not firm.call("GET", "setup").json()["enabled"]


@pytest.mark.soak
def test_an_application_user_that_is_there_already_is_found_and_given_its_roles(
    firm: Firm,
) -> None:
    firm.add_application_user("Old Integration")

    report = firm.set_up()

    assert firm.app_user()["fullname"] == "Old Integration"
    assert "Old Integration does not have the role" in told(report, "integration_user")


def test_an_app_user_that_is_an_administrator_is_refused(firm: Firm) -> None:
    firm.set_up()
    firm.give(firm.app_user()["systemuserid"], ADMINISTRATOR[0])

    problem = firm.refused()

    assert problem["code"] == "integration_user_administrator"


def test_an_app_user_that_was_disabled_is_enabled(firm: Firm) -> None:
    firm.set_up()
    with firm.fleet.dataverse_server.lock:
        id_ = firm.app_user()["systemuserid"]
        firm.fleet.dataverse.change("systemuser", id_, {"isdisabled": True})

    report = firm.set_up()

    assert step(report, "integration_user")["outcome"] == "done"
    assert not firm.app_user()["isdisabled"]


@pytest.mark.wire("B.8")
def test_a_privilege_that_was_taken_from_a_role_is_named_by_the_check_and_repaired(
    firm: Firm,
) -> None:
    firm.set_up()
    firm.take_privilege(Role.ADMINISTRATOR, "prvWriteAccount")

    report = firm.check()
    repaired = firm.set_up()

    assert "prvWriteAccount" in told(report, "roles")
    assert "prvWriteAccount" in told(report, "mappings")
    assert {"setup_needed", "privilege_missing"} <= set(codes(report))
    assert step(repaired, "roles")["outcome"] == "done"
    assert codes(firm.check()) == []


def test_a_privilege_too_many_is_taken_away_again(firm: Firm) -> None:
    firm.set_up()
    firm.add_privilege(Role.PRODUCT_AVAILABILITY, "prvDeleteAccount")

    report = firm.set_up()

    assert "1 too many" in told(report, "roles")
    assert codes(firm.check()) == []


def test_a_newer_solution_stops_setup_before_it_takes_anything_back(firm: Firm) -> None:
    firm.set_up()
    with firm.fleet.dataverse_server.lock:
        [solution] = firm.fleet.dataverse.rows("solution", SOLUTION)
        firm.fleet.dataverse.change("solution", solution["solutionid"], {"version": "2.0.0.0"})

    problem = firm.refused()

    assert problem["code"] == "solution_newer"
    assert firm.rows("solution", SOLUTION)[0]["version"] == "2.0.0.0"


def test_an_older_solution_is_raised_to_the_apps_version(firm: Firm) -> None:
    firm.set_up()
    with firm.fleet.dataverse_server.lock:
        [solution] = firm.fleet.dataverse.rows("solution", SOLUTION)
        firm.fleet.dataverse.change("solution", solution["solutionid"], {"version": "0.9.0.0"})

    report = firm.set_up()

    assert step(report, "solution")["outcome"] == "done"
    assert firm.rows("solution", SOLUTION)[0]["version"] == "1.1.0.0"


def test_a_column_that_was_deleted_comes_back(firm: Firm) -> None:
    firm.set_up()
    firm.dataverse("DELETE", "RelationshipDefinitions(SchemaName='bcsync_company_account')")

    report = firm.check()
    firm.set_up()

    assert "account.bcsync_companyid" in told(report, "solution")
    assert codes(firm.check()) == []


def test_a_table_of_business_central_that_the_app_may_not_read_is_named(firm: Firm) -> None:
    firm.fleet.business_central.permissions.unreadable.add("customers")

    problem = firm.refused()

    assert "CUSTOMER" in told(problem, "mappings")
    assert problem["code"] == "access_denied"


def test_a_company_that_may_not_be_written_at_all_is_named(firm: Firm) -> None:
    firm.fleet.business_central.permissions.unwritable.add("shipmentMethods")

    problem = firm.refused()

    assert step(problem, "chosen_ids")["outcome"] == "failed"
    assert "permission sets" in told(problem, "chosen_ids")


@pytest.mark.parametrize(
    ("firm", "accepted"),
    [
        (FleetOptions(business_central=BusinessCentralSettings(client_ids="accept")), True),
        (FleetOptions(business_central=BusinessCentralSettings(client_ids="ignore")), False),
    ],
    indirect=["firm"],
)
def test_what_becomes_of_an_id_that_the_app_chooses_is_found_out_and_leaves_nothing(
    firm: Firm, accepted: bool
) -> None:
    simulator = firm.fleet.business_central
    before = simulator.rows("shipmentMethods")

    report = firm.set_up()

    assert report["accepts_chosen_ids"] is accepted
    assert simulator.rows("shipmentMethods") == before


def test_dataverse_refusing_a_step_is_quoted_and_a_repeated_call_finishes(firm: Firm) -> None:
    fault = Fault(kind="status", status=400, method="POST", path="/RelationshipDefinitions")
    firm.fleet.dataverse_server.faults.add(fault)

    problem = firm.refused()
    report = firm.set_up()

    assert problem["code"] == "setup_refused"
    assert step(problem, "roles")["outcome"] == "not_reached"
    assert step(report, "solution")["outcome"] == "done"
    assert report["enabled"]


def test_a_mapping_that_names_an_unknown_column_is_named(firm: Firm) -> None:
    firm.adjust_mapping("displayName", "displayNaem")

    problem = firm.refused()

    assert "displayNaem" in told(problem, "mappings")
    assert not firm.call("GET", "setup").json()["enabled"]


def test_what_setup_is_asked_for_must_be_known(firm: Firm) -> None:
    answer = firm.call("POST", "setup", json={"administrator": True})

    assert answer.status_code == 400
    assert answer.json()["code"] == "request_invalid"


def test_an_administrator_of_another_business_unit_gets_that_units_copy_of_the_role(
    firm: Firm,
) -> None:
    with firm.fleet.dataverse_server.lock:
        dataverse = firm.fleet.dataverse
        root = dataverse.rows("businessunit", "_parentbusinessunitid_value eq null")[0]
        parent = {"parentbusinessunitid@odata.bind": f"businessunits({root['businessunitid']})"}
        unit = dataverse.add("businessunit", {"name": "North", **parent})["businessunitid"]
    nora = firm.hire("Nora North", *ADMINISTRATOR, unit=unit)

    report = firm.set_up(by=nora)

    assert step(report, "caller")["outcome"] == "done"
    assert firm.call("GET", "jobs", by=nora).status_code == 200
