"""Real setup, the roles that it makes, and rows that belong to the right person."""

from typing import Any

import pytest

from tests.setup.firm import Firm, step, told

Json = dict[str, Any]


def add_salesperson(firm: Firm, code: str, email: str) -> None:
    values = {"code": code, "displayName": code, "email": email}
    firm.fleet.business_central.add_many("salespeoplePurchasers", [values])


def add_customer(firm: Firm, name: str, salesperson: str) -> None:
    values = {"displayName": name, "salespersonCode": salesperson}
    firm.fleet.business_central.add_many("customers", [values])


def full_sync(firm: Firm) -> None:
    firm.call("POST", "sync/full", json={})
    firm.drain()


def owners(firm: Firm) -> dict[str, str]:
    return {row["name"]: row["_ownerid_value"] for row in firm.rows("account")}


@pytest.mark.scenario("CDSConnectionSetupTest.DefaultOwnershipModelOnOpenPage")
def test_unless_another_is_chosen_rows_belong_to_the_companys_team_and_company(firm: Firm) -> None:
    report = firm.set_up()
    assert report["ownership"] == firm.call("GET", "setup").json()["ownership"] == "team"
    add_customer(firm, "Adatum", "")

    full_sync(firm)

    [account] = firm.rows("account")
    assert account["_ownerid_value"] == report["owning_team"]
    assert account["_bcsync_companyid_value"] == report["company_row"]


def test_under_person_ownership_a_record_waits_until_its_salesperson_is_coupled(
    firm: Firm,
) -> None:
    nina = firm.hire("Nina Nord", "Salesperson")
    add_salesperson(firm, "NN", "NINA.NORD@contoso.example ")
    add_customer(firm, "Adatum", "NN")
    firm.set_up(ownership="person")
    full_sync(firm)
    [waiting] = [
        each for each in firm.call("GET", "pending").json()["value"] if "NN" in each["message"]
    ]

    report = firm.set_up(couple_salespeople=True)
    firm.fire_timer("sync_customer")

    assert waiting["cause"] == "dependency"
    assert "/api/salespeople/couplings" in waiting["message"]
    assert step(report, "salespeople")["outcome"] == "done"
    assert owners(firm) == {"Adatum": nina.user_id}


def test_setup_proposes_salespeople_and_couples_nobody_unasked(firm: Firm) -> None:
    firm.hire("Nina Nord", "Salesperson")
    add_salesperson(firm, "NN", "nina.nord@contoso.example")
    add_salesperson(firm, "OO", "")

    report = firm.set_up(ownership="person")

    assert "1 salespeople have the e-mail address of a user" in told(report, "salespeople")
    assert "OO" in told(report, "salespeople")
    assert "0 of 5 salespeople are coupled" in told(report, "salespeople")


def test_the_ownership_model_can_be_changed_later_and_is_kept_otherwise(firm: Firm) -> None:
    firm.set_up(ownership="person")

    kept = firm.set_up()
    changed = firm.set_up(ownership="team")

    assert kept["ownership"] == "person"
    assert changed["ownership"] == "team"
    assert step(changed, "ownership")["outcome"] == "done"


def test_a_coupled_salesperson_gains_no_right_but_to_read_what_the_team_owns(firm: Firm) -> None:
    """Users join the owning team, and what its role allows they all may."""
    nina = firm.hire("Nina Nord")
    add_salesperson(firm, "NN", "nina.nord@contoso.example")

    report = firm.set_up(couple_salespeople=True)

    members = firm.rows("teammembership", f"teamid eq {report['owning_team']}")
    assert nina.user_id in {row["systemuserid"] for row in members}
    path = f"systemusers({nina.user_id})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges"
    gained = firm.dataverse("GET", path)["RolePrivileges"]
    assert {each["PrivilegeName"][:7] for each in gained} == {"prvRead"}
    assert {each["Depth"] for each in gained} == {"Basic"}
    assert firm.call("GET", "jobs", by=nina).json()["code"] == "role_missing"
