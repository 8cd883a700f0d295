from dataclasses import replace

import pytest

from dev.simulators.callers import Caller
from dev.simulators.http import Request
from dev.simulators.limits import Exceeded
from tests.simulators.business_central import APPLICATION, BASE, ROOT, TENANT, BusinessCentral


@pytest.mark.wire("A.2")
def test_tokens_must_be_made_out_to_business_central() -> None:
    bc = BusinessCentral()

    bc.get("customers")

    assert bc.verifier.asked[-1][0] == "https://api.businesscentral.dynamics.com"


@pytest.mark.wire("A.2")
def test_a_call_without_a_good_token_is_refused_with_a_challenge() -> None:
    bc = BusinessCentral()

    answer = bc.get("customers", headers={"authorization": "Bearer bad"})

    assert (answer.status, answer.code) == (401, "Authentication_InvalidCredentials")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.wire("A.2")
@pytest.mark.parametrize(
    ("caller", "status"),
    [
        (APPLICATION, 200),
        (replace(APPLICATION, roles=()), 401),
        (replace(APPLICATION, roles=("Automation.ReadWrite.All",)), 401),
        (replace(APPLICATION, tenant_id="other"), 401),
        (replace(APPLICATION, is_app=False, roles=()), 401),
        (replace(APPLICATION, is_app=False, scopes=("user_impersonation",)), 200),
        (replace(APPLICATION, is_app=False, scopes=("Financials.ReadWrite.All",)), 200),
    ],
)
def test_permissions_decide_who_is_let_in(caller: Caller, status: int) -> None:
    bc = BusinessCentral()
    bc.verifier.callers["Bearer good"] = caller

    assert bc.get("customers").status == status


@pytest.mark.wire("A.2")
def test_an_application_must_also_be_enabled_in_business_central() -> None:
    known = BusinessCentral(applications={"sync-client"})
    unknown = BusinessCentral(applications={"another"})

    assert known.get("customers").status == 200
    assert unknown.get("customers").status == 401


@pytest.mark.wire("A.2")
def test_the_automation_route_asks_for_its_own_role() -> None:
    bc = BusinessCentral()
    path = ROOT.removesuffix("v2.0") + f"microsoft/automation/v2.0/{bc.company}/users"

    without = bc.get(path)
    bc.verifier.callers["Bearer good"] = replace(APPLICATION, roles=("Automation.ReadWrite.All",))

    assert (without.status, bc.get(path).status) == (401, 200)


@pytest.mark.wire("A.1")
def test_another_environment_is_not_found_and_environments_are_listed() -> None:
    bc = BusinessCentral(environment="Sandbox")

    wrong = bc.get(f"{ROOT}/companies")
    right = bc.get(f"{ROOT}/companies".replace("Production", "sandbox"))
    [listed] = bc.get("/environments/v1.2").value

    assert (wrong.status, right.status) == (404, 200)
    assert (listed["name"], listed["aadTenantId"]) == ("Sandbox", TENANT)


@pytest.mark.wire("A.9")
def test_too_many_requests_are_refused_without_a_retry_after() -> None:
    bc = BusinessCentral()

    refusal = bc.records.refuse(Exceeded("requests", 17))

    assert refusal.status == 429
    assert "Retry-After" not in refusal.headers


@pytest.mark.wire("A.9")
def test_too_long_a_wait_in_the_queue_is_refused_with_a_retry_after() -> None:
    bc = BusinessCentral()

    refusal = bc.records.refuse(Exceeded("queue_wait", 17))

    assert (refusal.status, refusal.headers["Retry-After"]) == (503, "17")


@pytest.mark.wire("A.9")
def test_the_documented_limits_are_known_and_off() -> None:
    limits = BusinessCentral().records.limits

    assert not limits.enabled
    assert (limits.allowance.requests, limits.allowance.window_seconds) == (6000, 300)
    assert (limits.allowance.concurrent, limits.allowance.queued) == (5, 95)


def test_callers_with_different_tokens_are_different_principals() -> None:
    bc = BusinessCentral()
    requests = [
        Request("GET", BASE, ROOT, headers={"authorization": f"Bearer {token}"}) for token in "ab"
    ]

    first, second = (bc.records.principal(request) for request in requests)

    assert first != second
    assert bc.records.principal(Request("GET", BASE, ROOT)) == ""


def test_companies_keep_their_records_apart() -> None:
    bc = BusinessCentral()
    other = bc.records.add_company("Contoso")
    bc.records.add("customers", {"displayName": "Here"})
    bc.records.add("customers", {"displayName": "There"}, company=other)

    there = bc.get(f"{ROOT}/companies({other.id})/customers").value

    assert bc.names("") == ["Here"]
    assert [row["displayName"] for row in there] == ["There"]


def test_a_deleted_company_is_gone_and_what_others_have_stays() -> None:
    bc = BusinessCentral()
    other = bc.records.add_company("Contoso")
    bc.records.add("customers", {"displayName": "Here"})
    bc.records.add("customers", {"displayName": "There"}, company=other)

    bc.records.remove_company(other)

    assert bc.get(f"{ROOT}/companies({other.id})/customers").status == 400
    assert [row["id"] for row in bc.get(f"{ROOT}/companies").value] == [bc.records.companies[0].id]
    assert bc.names("") == ["Here"]
    again = bc.records.add_company("Contoso")
    assert bc.get(f"{ROOT}/companies({again.id})/customers").value == []
