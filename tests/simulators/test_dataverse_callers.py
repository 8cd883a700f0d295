"""Who may call, what every answer carries, and how refusals look."""

import json
from datetime import timedelta

import pytest

from dev.simulators.http import Request
from dev.simulators.limits import Exceeded, Limits
from tests.simulators.dataverse_driver import API, NOBODY, PERSON, URL, Driver, code


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


@pytest.mark.wire("B.1")
def test_a_call_without_a_valid_token_is_refused_with_a_challenge(dataverse: Driver) -> None:
    response = dataverse.call("GET", "accounts", headers={"Authorization": "Bearer old"})

    assert response.status == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer authorization_uri=")
    assert f"resource_id={URL}" in response.headers["WWW-Authenticate"]


@pytest.mark.wire("B.1")
def test_tokens_must_be_meant_for_the_organisation(dataverse: Driver) -> None:
    dataverse.get("WhoAmI")

    assert dataverse.tokens.asked_for == URL


@pytest.mark.wire("B.1")
def test_an_application_without_a_user_of_its_own_is_no_member(dataverse: Driver) -> None:
    response = dataverse.call("GET", "accounts", headers={"Authorization": "Bearer stranger"})

    assert response.status == 403
    assert code(response) == "0x80072560"


@pytest.mark.wire("B.8")
def test_a_disabled_user_is_refused(dataverse: Driver) -> None:
    dataverse.simulator.change("systemuser", dataverse.app_user, {"isdisabled": True})

    assert dataverse.call("GET", "accounts").status == 403


@pytest.mark.wire("B.8")
def test_a_person_is_known_by_their_entra_object_id(dataverse: Driver) -> None:
    ada = dataverse.simulator.add_user("Ada", "Adams", object_id=PERSON)

    who = dataverse.get("WhoAmI", Authorization="Bearer person")

    assert who["UserId"] == ada["systemuserid"]


@pytest.mark.wire("B.8")
def test_who_am_i_names_user_business_unit_and_organisation(dataverse: Driver) -> None:
    who = dataverse.get("WhoAmI")

    assert who["UserId"] == dataverse.app_user
    assert who["BusinessUnitId"] == dataverse.simulator.rows("businessunit")[0]["businessunitid"]
    assert who["OrganizationId"] == dataverse.simulator.rows("organization")[0]["organizationid"]
    assert who["@odata.context"] == f"{API}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse"


@pytest.mark.wire("B.8")
def test_the_version_is_told(dataverse: Driver) -> None:
    assert dataverse.get("RetrieveVersion()")["Version"].startswith("9.2.")


@pytest.mark.wire("B.1")
def test_every_answer_carries_a_request_id_of_its_own(dataverse: Driver) -> None:
    first, second = dataverse.call("GET", "accounts"), dataverse.call("GET", "nothing")

    ids = {each.headers["x-ms-service-request-id"] for each in (first, second)}
    assert len(ids) == 2
    assert first.headers["REQ_ID"] in ids


@pytest.mark.wire("B.1")
def test_answers_tell_what_is_left_of_the_limits() -> None:
    dataverse = Driver(limits=Limits(requests=6000, busy_seconds=0.000_001))

    dataverse.call("GET", "accounts")
    within = dataverse.call("GET", "accounts").headers
    dataverse.clock.advance(timedelta(seconds=301))
    later = dataverse.call("GET", "accounts").headers

    assert within["x-ms-ratelimit-burst-remaining-xrm-requests"] == "5998"
    assert within["x-ms-ratelimit-time-remaining-xrm-requests"] == "0.00"
    assert later["x-ms-ratelimit-burst-remaining-xrm-requests"] == "5999"


def test_requests_of_a_time_that_is_still_to_come_count_for_nothing() -> None:
    """The clock was set back: they would fill the window for as long as it takes to come there."""
    dataverse = Driver(limits=Limits(requests=6000, busy_seconds=1200))
    dataverse.clock.skew(timedelta(hours=1))
    for _ in range(3):
        dataverse.call("GET", "accounts")
    dataverse.clock.skew(timedelta())

    answer = dataverse.call("GET", "accounts")

    assert answer.headers["x-ms-ratelimit-burst-remaining-xrm-requests"] == "5999"


@pytest.mark.wire("B.9")
@pytest.mark.parametrize(
    ("kind", "expected"),
    [("requests", "0x80072322"), ("busy", "0x80072321"), ("concurrency", "0x80072326")],
)
def test_a_service_protection_limit_answers_429_with_retry_after(
    dataverse: Driver, kind: str, expected: str
) -> None:
    exceeded = {
        "requests": Exceeded("requests", 12.2),
        "busy": Exceeded("busy", 12.2),
        "concurrency": Exceeded("concurrency", 12.2),
    }[kind]

    response = dataverse.simulator.refuse(exceeded)

    assert response.status == 429
    assert response.headers["Retry-After"] == "13"
    assert code(response) == expected


@pytest.mark.wire("B.9")
def test_an_unknown_row_is_not_found_with_its_code(dataverse: Driver) -> None:
    response = dataverse.call("GET", f"accounts({NOBODY})")

    assert response.status == 404
    assert code(response) == "0x80040217"


@pytest.mark.wire("B.9")
def test_error_details_are_sent_only_when_asked_for(dataverse: Driver) -> None:
    plain = dataverse.call("GET", f"accounts({NOBODY})")
    detailed = dataverse.call(
        "GET", f"accounts({NOBODY})", headers={"Prefer": 'odata.include-annotations="*"'}
    )

    assert set(json.loads(plain.body)["error"]) == {"code", "message"}
    error = json.loads(detailed.body)["error"]
    name = "@Microsoft.PowerApps.CDS.ErrorDetails.ApiExceptionMessageName"
    assert error[name] == "ObjectDoesNotExist"


def test_an_unknown_entity_set_is_not_found(dataverse: Driver) -> None:
    assert dataverse.call("GET", "customers").status == 404


def test_a_method_that_a_resource_does_not_take_is_refused(dataverse: Driver) -> None:
    assert dataverse.call("DELETE", "accounts").status == 405


def test_what_the_simulator_cannot_do_it_says(dataverse: Driver) -> None:
    assert dataverse.call("GET", "accounts?fetchXml=x").status == 501
    assert dataverse.call("POST", "WinOpportunity", {}).status == 501


def test_the_caller_is_the_principal_whose_limits_count(dataverse: Driver) -> None:
    known = Request("GET", URL, "/", headers={"authorization": "Bearer app"})
    unknown = Request("GET", URL, "/", headers={})

    assert dataverse.simulator.principal(known) == dataverse.app_user
    assert dataverse.simulator.principal(unknown) == ""


@pytest.mark.wire("B.8")
def test_the_current_organisation_is_described(dataverse: Driver) -> None:
    address = (
        "RetrieveCurrentOrganization(AccessType=@p)"
        "?@p=Microsoft.Dynamics.CRM.EndpointAccessType'Default'"
    )

    detail = dataverse.get(address)["Detail"]

    assert detail["OrganizationId"] == dataverse.get("WhoAmI")["OrganizationId"]
    assert detail["UrlName"] == "contoso"


@pytest.mark.wire("B.8")
def test_an_application_user_does_not_sign_in(dataverse: Driver) -> None:
    unit = dataverse.simulator.rows("businessunit")[0]["businessunitid"]
    bind = {"businessunitid@odata.bind": f"/businessunits({unit})"}

    user = dataverse.simulator.read(
        "systemuser", dataverse.create("systemusers", {"applicationid": PERSON, **bind})
    )

    assert user["accessmode"] == 4
    assert user["azureactivedirectoryobjectid"] is not None
