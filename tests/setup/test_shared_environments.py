"""Other people's work in the same Dataverse environment: another company's app, renamed things."""

from dev.simulators.dataverse.staff import ADMINISTRATOR
from shared import bootstrap
from shared.domain.callers import Role
from shared.domain.installation import Finding, Outcome, StepReport
from tests.setup.firm import Firm, Json, codes, step, told

SECRET = "a-secret-made-up-at-random"


def notified(firm: Firm, **settings: str) -> None:
    """Start the app where both services can reach it."""
    settings = {"SYNC_PUBLIC_URL": firm.url, "SYNC_NOTIFICATION_SECRET": SECRET} | settings
    firm.start_app(SYNC_ALLOW_HTTP="true", **settings)


def owning_team(firm: Firm) -> Json:
    known = bootstrap.app().engine.installations.current().owning_team
    [team] = firm.rows("team", f"teamid eq {known}")
    return team


def test_two_companies_apps_share_an_environment_and_each_has_a_place_of_its_own(
    firm: Firm,
) -> None:
    notified(firm)
    firm.set_up()
    [first] = firm.rows("serviceendpoint")
    second = firm.fleet.business_central.add_company("Second")

    notified(
        firm,
        BC_COMPANY_ID=str(second.id),
        SYNC_PUBLIC_URL=firm.url.replace("127.0.0.1", "localhost"),
    )
    firm.set_up()

    assert first in firm.rows("serviceendpoint")
    assert len({row["url"] for row in firm.rows("serviceendpoint")}) == 2
    assert len(firm.rows("bcsync_company")) == 2
    assert len(firm.rows("team", "startswith(name,'BCI - ')")) == 2
    assert codes(firm.check()) == []


def test_a_team_that_an_administrator_has_renamed_goes_on_owning_the_companys_rows(
    firm: Firm,
) -> None:
    firm.set_up()
    before = owning_team(firm)
    firm.fleet.dataverse.change("team", before["teamid"], {"name": "Our customers"})

    firm.set_up()

    assert owning_team(firm)["teamid"] == before["teamid"]
    assert firm.rows("team", "startswith(name,'BCI - ')") == []


def test_a_business_unit_that_an_administrator_has_renamed_is_still_the_companys(
    firm: Firm,
) -> None:
    firm.set_up()
    unit = owning_team(firm)["_businessunitid_value"]
    firm.fleet.dataverse.change("businessunit", unit, {"name": "Contoso Sales"})

    firm.set_up()

    assert owning_team(firm)["_businessunitid_value"] == unit
    assert len(firm.rows("businessunit")) == 2


def test_a_team_that_was_deleted_is_made_anew(firm: Firm) -> None:
    firm.set_up()
    before = owning_team(firm)
    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.delete("team", before["teamid"])

    firm.set_up()

    assert owning_team(firm)["name"] == before["name"]
    assert owning_team(firm)["teamid"] != before["teamid"]


def test_an_administrator_of_another_business_unit_sets_up(firm: Firm) -> None:
    move(firm, firm.admin.user_id, *ADMINISTRATOR)

    report = firm.set_up()

    assert step(report, "caller")["outcome"] == "done"
    assert firm.call("GET", "mappings").status_code == 200


def test_an_app_user_of_another_business_unit_gets_its_roles_there(firm: Firm) -> None:
    firm.add_application_user("Old Integration")
    move(firm, firm.app_user()["systemuserid"])
    [customer] = firm.fleet.business_central.add_many("customers", [{"displayName": "Adatum"}])

    firm.set_up()
    firm.call("POST", "sync/full", json={})
    firm.drain()

    assert [row["name"] for row in firm.rows("account")] == [customer["displayName"]]
    assert codes(firm.check()) == []


def test_what_a_step_of_another_version_found_does_not_keep_setup_from_its_end(
    firm: Firm,
) -> None:
    firm.set_up()
    installations = bootstrap.app().engine.installations
    left = StepReport("plug_in", Outcome.FAILED, (Finding("No.", "Change it.", "setup_refused"),))
    installations.save(installations.current().reported(left))

    checked, report = firm.check(), firm.set_up()

    assert checked["complete"]
    assert report["complete"]
    assert firm.call("POST", "setup/enable").status_code == 200


def test_a_company_that_is_renamed_in_dataverse_gets_its_name_back(firm: Firm) -> None:
    firm.set_up()
    [row] = firm.rows("bcsync_company")
    firm.fleet.dataverse.change("bcsync_company", row["bcsync_companyid"], {"bcsync_name": "Old"})

    report = firm.set_up()

    assert "Old" in told(report, "company")
    [renamed] = firm.rows("bcsync_company")
    assert renamed["bcsync_companyid"] == row["bcsync_companyid"]
    assert renamed["bcsync_name"] == row["bcsync_name"]


def test_the_right_to_claim_rows_is_missed_where_a_mapping_only_reads_them(firm: Firm) -> None:
    firm.set_up()
    firm.adjust_mapping("direction: bidirectional", "direction: from_dataverse")
    for role in (Role.USER, Role.ADMINISTRATOR):
        firm.take_privilege(role, "prvWriteAccount")

    report = firm.check()

    assert "prvWriteAccount" in told(report, "mappings")


def move(firm: Firm, user_id: str, *roles: str) -> None:
    """Let a user work in another business unit than the root, with roles of that unit."""
    dataverse, find = firm.fleet.dataverse, firm.rows
    root = find("businessunit", "_parentbusinessunitid_value eq null")[0]["businessunitid"]
    with firm.fleet.dataverse_server.lock:
        unit = dataverse.add(
            "businessunit",
            {"name": "South", "parentbusinessunitid@odata.bind": f"businessunits({root})"},
        )["businessunitid"]
        bind = {"businessunitid@odata.bind": f"businessunits({unit})"}
        dataverse.change("systemuser", user_id, bind)
        for role in roles:
            [copy] = find("role", f"name eq '{role}' and _businessunitid_value eq {unit}")
            dataverse.associate(
                "systemuser", user_id, "systemuserroles_association", copy["roleid"]
            )
