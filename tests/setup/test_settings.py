"""Settings that are missing or wrong stop setup before anything, and are named all at once."""

import pytest
import requests

from tests.setup.firm import Firm


def refusal(answer: requests.Response) -> str:
    assert answer.status_code == 500, answer.text
    problem = answer.json()
    assert problem["code"] == "settings_invalid"
    return str(problem["detail"])


@pytest.mark.scenario("CDSConnectionSetupTest.ServerAddressRequiredToEnable")
@pytest.mark.scenario("CRMConnectionWizardTests.CRMConnectionSetupCheckConnectRequiredFields")
@pytest.mark.scenario("CDSIntegrationMgtTest.TestConnectionWhenMissing")
@pytest.mark.scenario("CDSIntegrationMgtTest.TestConnectionWhenNotConfigured")
def test_without_address_and_client_id_check_and_setup_are_refused_naming_both(firm: Firm) -> None:
    firm.restart(DATAVERSE_URL="", ENTRA_CLIENT_ID="")

    for answer in (
        firm.call("POST", "setup"),
        firm.call("POST", "setup", params={"check": "true"}),
        firm.call("POST", "setup/enable"),
    ):
        told = refusal(answer)
        assert "DATAVERSE_URL is missing" in told
        assert "ENTRA_CLIENT_SECRET also needs ENTRA_CLIENT_ID" in told
    assert firm.requests_to_dataverse() == []


@pytest.mark.scenario("CDSConnectionSetupTest.ServerAddressRequiredToEnableO365")
@pytest.mark.scenario("CDSConnectionWizardTests.VerifyWizardEmptyCDSServerAddress")
@pytest.mark.scenario("CRMConnectionWizardTests.VerifyWizardEmptyCRMServerAddress")
@pytest.mark.scenario("CRMSetupTest.ServerAddressRequiredToEnable")
def test_without_an_address_setup_is_refused_and_completed_once_it_is_there(firm: Firm) -> None:
    url = firm.fleet.dataverse_server.url
    firm.restart(DATAVERSE_URL="")

    told = refusal(firm.call("POST", "setup"))
    firm.restart(DATAVERSE_URL=url)

    assert "DATAVERSE_URL is missing" in told
    assert "ENTRA_CLIENT_ID" not in told
    assert firm.set_up()["complete"]


@pytest.mark.scenario("CDSConnectionWizardTests.VerifyWizardEmptyClientIDAndSecretError")
@pytest.mark.scenario("CRMConnectionWizardTests.VerifyWizardEmptySynchUserCredentialsError")
@pytest.mark.scenario("CRMSetupTest.UserNameRequiredToEnable")
@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"ENTRA_CLIENT_ID": ""}, "ENTRA_CLIENT_SECRET also needs ENTRA_CLIENT_ID"),
        ({"ENTRA_TENANT_ID": ""}, "ENTRA_CLIENT_SECRET also needs ENTRA_TENANT_ID"),
    ],
)
def test_without_client_id_or_tenant_setup_is_refused_naming_it(
    firm: Firm, missing: dict[str, str], named: str
) -> None:
    firm.restart(**missing)

    assert named in refusal(firm.call("POST", "setup"))


@pytest.mark.scenario("CDSConnectionSetupTest.ChangePasswordDoesNotUpdateConnectionString")
@pytest.mark.scenario("CDSConnectionString.DefaultConnectionStringIncludesPwdPlaceholder")
def test_no_answer_of_setup_shows_a_secret(firm: Firm, caplog: pytest.LogCaptureFixture) -> None:
    """The original shows a placeholder; here nothing of a secret is shown at all."""
    secret = firm.fleet.credentials.client_secret
    firm.set_up()

    shown = [
        firm.call("GET", "setup").text,
        firm.call("POST", "setup", params={"check": "true"}).text,
        firm.call("GET", "health/ready").text,
        caplog.text,
    ]
    firm.restart(ENTRA_CLIENT_ID="")
    shown.append(firm.call("POST", "setup").text)

    assert firm.fleet.dataverse_server.url in shown[0]
    assert not [text for text in shown if secret in text]
