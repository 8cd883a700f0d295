"""A company's place in Dataverse: found by the company's id, whatever it or others are called."""

import pytest

from tests.setup.firm import Firm

OTHER = "99999999-9999-4999-8999-999999999999"


@pytest.mark.scenario("CDSIntegrationMgtTest.GetCDSCompany")
def test_the_row_with_this_companys_id_is_used_even_if_others_have_its_name(firm: Firm) -> None:
    first = firm.set_up()
    [own] = firm.rows("bcsync_company")
    namesake = {"bcsync_name": own["bcsync_name"], "bcsync_externalid": OTHER}
    firm.dataverse("POST", "bcsync_companies", namesake)
    firm.forget()

    report = firm.set_up()

    assert len(firm.rows("bcsync_company")) == 2
    assert report["company_row"] == first["company_row"] == own["bcsync_companyid"]


@pytest.mark.scenario("CDSIntegrationMgtTest.GetCoupledBusinessUnit")
def test_a_company_that_was_renamed_keeps_its_business_unit_and_team(firm: Firm) -> None:
    """The original saves the business unit's id; here the unit has the company's id in its name."""
    first = firm.set_up()
    units, teams = firm.rows("businessunit"), firm.rows("team")
    firm.rename_company("CRONUS International")

    report = firm.set_up()

    assert report["owning_team"] == first["owning_team"]
    assert firm.rows("businessunit") == units
    assert firm.rows("team") == teams


@pytest.mark.scenario("CDSConnectionSetupTest.DefaultCoupledBusinessUnitOnChangeServerAddress")
def test_setup_of_another_environment_uses_nothing_of_the_former_one(firm: Firm) -> None:
    former = firm.set_up()
    firm.move()

    report = firm.set_up(accept_environments=firm.accepting())

    [row], [team] = firm.rows("bcsync_company"), firm.rows("team", "startswith(name,'BCI - ')")
    assert report["company_row"] == row["bcsync_companyid"] != former["company_row"]
    assert report["owning_team"] == team["teamid"] != former["owning_team"]
