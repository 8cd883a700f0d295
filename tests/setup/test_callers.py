"""Who may set up: people with a token that Entra ID and Dataverse take, and nobody else."""

from dataclasses import replace
from datetime import timedelta
from json import dumps

import pytest

from dev.simulators.dataverse.staff import ADMINISTRATOR
from dev.simulators.entra.directory import Directory
from dev.simulators.faults import Fault
from shared.domain.callers import Role
from tests.setup.firm import Firm

SOLUTION = "uniquename eq 'BusinessCentralSync'"


def test_somebody_without_the_administrators_roles_is_told_which_are_missing(firm: Firm) -> None:
    clerk = firm.hire("Clara Clerk", "Salesperson")

    answer = firm.call("POST", "setup", by=clerk, json={})

    assert answer.status_code == 403
    assert answer.json()["code"] == "administrator_needed"
    assert "System Administrator and System Customizer" in answer.json()["detail"]
    assert firm.rows("solution", SOLUTION) == []


@pytest.mark.parametrize("check", [True, False])
def test_who_neither_runs_the_app_nor_could_set_it_up_neither_sees_nor_changes_anything(
    firm: Firm, check: bool
) -> None:
    firm.set_up()
    clerk = firm.hire("Clara Clerk", "Salesperson", Role.USER)
    before = firm.call("GET", "setup").json()
    methods = firm.fleet.business_central.rows("shipmentMethods")

    tried = firm.call(
        "POST", "setup", by=clerk, json={"ownership": "person"}, params={"check": check}
    )
    looked = firm.call("GET", "setup", by=clerk)

    assert (tried.status_code, looked.status_code) == (403, 403)
    assert "steps" not in tried.text + looked.text
    assert firm.call("GET", "setup").json() == before
    assert firm.fleet.business_central.rows("shipmentMethods") == methods


def test_an_administrator_who_may_not_customize_is_told_so(firm: Firm) -> None:
    half = firm.hire("Hal Half", ADMINISTRATOR[0])

    answer = firm.call("POST", "setup", by=half, json={})

    assert answer.json()["code"] == "administrator_needed"
    assert "System Customizer" in answer.json()["detail"]
    assert firm.rows("solution", SOLUTION) == []


def test_nobody_gets_to_setup_without_a_token(firm: Firm) -> None:
    answer = firm.without_token("POST", "setup")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_app_cannot_set_up(firm: Firm) -> None:
    answer = firm.as_app("POST", "setup")

    assert answer.status_code == 403
    assert answer.json()["code"] == "person_needed"


@pytest.mark.parametrize(("method", "path"), [("POST", "setup"), ("GET", "setup")])
def test_whose_token_has_expired_for_entra_has_to_sign_in_again(
    firm: Firm, method: str, path: str
) -> None:
    firm.fleet.entra.clock.advance(timedelta(hours=3))

    answer = firm.call(method, path)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "on_behalf_of_refused"
    assert "sign in again and repeat the call (AADSTS500133)" in answer.json()["detail"]


def test_without_consent_nobody_is_let_in_and_told_what_to_grant(firm: Firm) -> None:
    entra = firm.fleet.entra
    (tenant,) = entra.directory.tenants
    app = replace(tenant.applications[0], grants=())
    others = tenant.applications[1:]
    entra.directory = Directory((replace(tenant, applications=(app, *others)),))

    answer = firm.call("POST", "setup", json={})

    assert answer.status_code == 403
    assert answer.json()["code"] == "on_behalf_of_refused"
    assert "admin consent to Dataverse's user_impersonation" in answer.json()["detail"]


@pytest.mark.parametrize(("number", "status"), [(53003, 403), (50076, 403), (7000222, 500)])
def test_what_conditional_access_and_the_apps_own_secret_refuse_is_told_apart(
    firm: Firm, number: int, status: int
) -> None:
    refused = {"error": "interaction_required", "error_description": f"AADSTS{number}: No."}
    fault = Fault(
        kind="status",
        status=400,
        method="POST",
        path="/oauth2/v2.0/token",
        body=dumps(refused),
        content_type="application/json",
        times=None,
    )
    firm.fleet.entra_server.faults.add(fault)

    answer = firm.call("POST", "setup", json={})

    assert answer.status_code == status
    assert f"AADSTS{number}" in answer.json()["detail"]


def test_who_was_refused_before_setup_gave_them_a_role_is_let_in_at_once(firm: Firm) -> None:
    firm.set_up(grant_roles=False)
    refused = firm.call("GET", "jobs")

    firm.set_up()

    assert refused.json()["code"] == "role_missing"
    assert firm.call("GET", "jobs").status_code == 200
