"""The simulated directory's endpoints: answers, refusals and the claims of tokens."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
import pytest

from dev.simulators.callers import TokenRefusedError
from dev.simulators.clock import SimulatorClock
from dev.simulators.entra.directory import Application, Directory, Grant, Secret
from dev.simulators.entra.service import EntraSimulator
from dev.simulators.http import Request, Response
from dev.simulators.ready_made import (
    BUSINESS_CENTRAL,
    Credentials,
    make_directory,
    write_certificate,
)

AUTHORITY = "https://localhost:7003"
ORGANIZATION = "https://localhost:7002"
NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
SCOPE = f"{BUSINESS_CENTRAL}/.default"
KNOWN = Credentials(Path("unused.pem"))


@pytest.fixture(scope="module")
def shared_entra(tmp_path_factory: pytest.TempPathFactory) -> EntraSimulator:
    certificate = write_certificate(tmp_path_factory.mktemp("entra") / "client.pem")
    return EntraSimulator(
        make_directory(KNOWN, certificate, ORGANIZATION), SimulatorClock(), AUTHORITY
    )


@pytest.fixture
def entra(shared_entra: EntraSimulator) -> EntraSimulator:
    """A directory at noon."""
    shared_entra.clock.set(NOON)
    return shared_entra


def ask(entra: EntraSimulator, tenant: str = KNOWN.tenant_id, **form: str) -> Response:
    """Ask for a token; what *form* does not say is a correct request with the client's secret."""
    complete = {
        "grant_type": "client_credentials",
        "client_id": KNOWN.client_id,
        "client_secret": KNOWN.client_secret,
        "scope": SCOPE,
    } | form
    body = urlencode({name: value for name, value in complete.items() if value}).encode()
    return entra.handle(Request("POST", AUTHORITY, f"/{tenant}/oauth2/v2.0/token", body=body))


def on_behalf_of(entra: EntraSimulator, scope: str = SCOPE, **form: str) -> Response:
    user = entra.user_token(
        KNOWN.tenant_id, KNOWN.user_id, KNOWN.client_id, KNOWN.app_resource, "user_impersonation"
    )
    request = {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "assertion": user,
        "requested_token_use": "on_behalf_of",
        "scope": scope,
    }
    return ask(entra, **(request | form))


def content(response: Response) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(response.body)
    return parsed


def claims(response: Response) -> dict[str, Any]:
    token = content(response)["access_token"]
    return jwt.decode(token, options={"verify_signature": False})


def with_client(directory: Directory, **changes: Any) -> Directory:
    """Return *directory* with its one application changed."""
    tenant = directory.tenants[0]
    client: Application = replace(tenant.applications[0], **changes)
    return Directory((replace(tenant, applications=(client,)),))


@pytest.mark.wire("C.1")
def test_a_token_answer_has_the_documented_members(entra: EntraSimulator) -> None:
    answer = ask(entra)

    assert answer.status == 200
    body = content(answer)
    assert body.pop("access_token").count(".") == 2
    assert body == {"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599}


@pytest.mark.wire("C.1")
def test_an_app_only_token_has_its_claims(entra: EntraSimulator) -> None:
    token = claims(ask(entra))

    issued = int(NOON.timestamp())
    assert token.pop("uti")
    assert token == {
        "aud": BUSINESS_CENTRAL,
        "iss": f"https://sts.windows.net/{KNOWN.tenant_id}/",
        "appid": KNOWN.client_id,
        "appidacr": "1",
        "idtyp": "app",
        "oid": KNOWN.client_object_id,
        "sub": KNOWN.client_object_id,
        "roles": ["API.ReadWrite.All", "Automation.ReadWrite.All"],
        "tid": KNOWN.tenant_id,
        "ver": "1.0",
        "iat": issued - 300,
        "nbf": issued - 300,
        "exp": issued + 3599,
    }


@pytest.mark.wire("B.1")
def test_a_token_for_dataverse_needs_no_permission_and_carries_no_roles(
    entra: EntraSimulator,
) -> None:
    token = claims(ask(entra, scope=f"{ORGANIZATION}/.default"))

    assert token["aud"] == ORGANIZATION
    assert "roles" not in token


@pytest.mark.wire("B.1")
def test_a_slash_at_the_end_of_the_resource_stays_in_the_audience(entra: EntraSimulator) -> None:
    answer = ask(entra, scope=f"{ORGANIZATION}//.default")

    token = content(answer)["access_token"]
    assert claims(answer)["aud"] == f"{ORGANIZATION}/"
    assert entra.verifier.verify(f"Bearer {token}", ORGANIZATION, NOON).is_app


@pytest.mark.wire("C.1")
def test_a_users_token_for_the_app_is_version_2(entra: EntraSimulator) -> None:
    token = entra.user_token(
        KNOWN.tenant_id, KNOWN.user_id, KNOWN.client_id, KNOWN.app_resource, "user_impersonation"
    )

    found = jwt.decode(token, options={"verify_signature": False})
    assert found["aud"] == KNOWN.client_id
    assert found["iss"] == f"{AUTHORITY}/{KNOWN.tenant_id}/v2.0"
    assert found["azp"] == KNOWN.client_id
    assert found["scp"] == "user_impersonation"
    assert found["preferred_username"] == KNOWN.user_principal_name
    assert found["ver"] == "2.0"


def test_a_users_token_for_nobody_is_refused(entra: EntraSimulator) -> None:
    with pytest.raises(LookupError):
        entra.user_token(KNOWN.tenant_id, "nobody", KNOWN.client_id, KNOWN.app_resource)


@pytest.mark.wire("C.4")
def test_the_published_keys_verify_the_tokens(entra: EntraSimulator) -> None:
    path = f"/{KNOWN.tenant_id}/v2.0/.well-known/openid-configuration"
    configuration = content(entra.handle(Request("GET", AUTHORITY, path)))
    keys_path = configuration["jwks_uri"].removeprefix(AUTHORITY)
    keys = jwt.PyJWKSet.from_dict(content(entra.handle(Request("GET", AUTHORITY, keys_path))))
    token = content(ask(entra))["access_token"]

    key = keys[jwt.get_unverified_header(token)["kid"]]
    options: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
    verified = jwt.decode(
        token, key, algorithms=["RS256"], audience=BUSINESS_CENTRAL, options=options
    )

    assert verified["tid"] == KNOWN.tenant_id
    assert configuration["token_endpoint"] == f"{AUTHORITY}/{KNOWN.tenant_id}/oauth2/v2.0/token"
    assert configuration["issuer"] == f"{AUTHORITY}/{KNOWN.tenant_id}/v2.0"


@pytest.mark.wire("C.1")
def test_a_tenant_is_also_known_by_its_domain(entra: EntraSimulator) -> None:
    answer = ask(entra, tenant="Contoso.example")

    assert claims(answer)["tid"] == KNOWN.tenant_id


@pytest.mark.wire("C.1")
@pytest.mark.parametrize(
    ("form", "status", "error", "code"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client", 7000215),
        ({"client_secret": ""}, 401, "invalid_client", 7000218),
        ({"client_id": KNOWN.tenant_id}, 400, "unauthorized_client", 700016),
        ({"client_id": ""}, 400, "invalid_request", 900144),
        ({"tenant": "nowhere.example"}, 400, "invalid_request", 90002),
        ({"scope": "Financials"}, 400, "invalid_resource", 500011),
        ({"scope": "https://nowhere.example/.default"}, 400, "invalid_resource", 500011),
        ({"scope": f"{BUSINESS_CENTRAL}/Nonsense"}, 400, "invalid_scope", 70011),
        ({"scope": f"{SCOPE} {ORGANIZATION}/.default"}, 400, "invalid_scope", 70011),
        ({"scope": "openid"}, 400, "invalid_scope", 70011),
        ({"scope": f"{BUSINESS_CENTRAL}/user_impersonation"}, 400, "invalid_scope", 70011),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
    ],
)
def test_a_wrong_request_is_refused_with_its_code(
    entra: EntraSimulator, form: dict[str, str], status: int, error: str, code: int
) -> None:
    answer = ask(entra, **form)

    body = content(answer)
    assert (answer.status, body["error"], body["error_codes"]) == (status, error, [code])


@pytest.mark.wire("C.1")
def test_a_refusal_has_the_documented_members(entra: EntraSimulator) -> None:
    body = content(ask(entra, client_secret="wrong"))

    assert body["timestamp"] == "2026-01-31 12:00:00Z"
    assert body["error_uri"] == f"{AUTHORITY}/error?code=7000215"
    assert body["error_description"].startswith("AADSTS7000215: ")
    assert body["error_description"].endswith(
        f"Trace ID: {body['trace_id']} Correlation ID: {body['correlation_id']} "
        "Timestamp: 2026-01-31 12:00:00Z"
    )


@pytest.mark.wire("C.1")
def test_an_expired_secret_is_refused_until_it_is_replaced(entra: EntraSimulator) -> None:
    before = entra.directory
    old = Secret(KNOWN.client_secret, expires_at=NOON)
    entra.directory = with_client(before, secrets=(old,))
    expired = ask(entra)
    entra.directory = with_client(before, secrets=(old, Secret("new")))
    renewed = ask(entra, client_secret="new")
    entra.directory = before

    assert content(expired)["error_codes"] == [7000222]
    assert renewed.status == 200


@pytest.mark.wire("C.1")
def test_on_behalf_of_carries_the_delegated_permissions(entra: EntraSimulator) -> None:
    answer = on_behalf_of(entra, f"{BUSINESS_CENTRAL}/Financials.ReadWrite.All")

    token = claims(answer)
    assert token["scp"] == "Financials.ReadWrite.All"
    assert (token["oid"], token["name"]) == (KNOWN.user_id, KNOWN.user_name)
    assert "roles" not in token
    assert "refresh_token" not in content(answer)


@pytest.mark.wire("C.1")
def test_on_behalf_of_without_consent_is_refused(entra: EntraSimulator) -> None:
    before = entra.directory
    grants = (Grant(BUSINESS_CENTRAL, (), ("user_impersonation",)),)
    entra.directory = with_client(before, grants=grants)
    partly = on_behalf_of(entra, f"{BUSINESS_CENTRAL}/Financials.ReadWrite.All")
    none = on_behalf_of(entra, f"{ORGANIZATION}/.default")
    entra.directory = before

    assert [content(refused)["error_codes"] for refused in (partly, none)] == [[65001], [65001]]
    assert content(partly)["suberror"] == "consent_required"
    assert partly.status == 400


@pytest.mark.wire("C.1")
@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"assertion": "no.token.atall"}, 50027),
        ({"assertion": ""}, 900144),
        ({"requested_token_use": ""}, 900144),
    ],
)
def test_a_broken_on_behalf_of_request_is_refused(
    entra: EntraSimulator, form: dict[str, str], code: int
) -> None:
    assert content(on_behalf_of(entra, **form))["error_codes"] == [code]


@pytest.mark.wire("C.1")
def test_an_expired_assertion_is_refused(entra: EntraSimulator) -> None:
    token = entra.user_token(
        KNOWN.tenant_id, KNOWN.user_id, KNOWN.client_id, KNOWN.app_resource, "user_impersonation"
    )
    entra.clock.advance(timedelta(hours=2))

    answer = on_behalf_of(entra, assertion=token)

    assert content(answer)["error_codes"] == [500133]


@pytest.mark.wire("C.1")
def test_offline_access_brings_a_refresh_token_that_works(entra: EntraSimulator) -> None:
    first = content(on_behalf_of(entra, f"{SCOPE} openid offline_access", client_info="1"))

    again = ask(entra, grant_type="refresh_token", refresh_token=first["refresh_token"])

    assert claims(again)["oid"] == KNOWN.user_id
    identity = jwt.decode(first["id_token"], options={"verify_signature": False})
    assert (identity["aud"], identity["oid"]) == (KNOWN.client_id, KNOWN.user_id)
    assert first["client_info"]


@pytest.mark.wire("C.1")
def test_an_unknown_refresh_token_is_refused(entra: EntraSimulator) -> None:
    answer = ask(entra, grant_type="refresh_token", refresh_token="unknown")

    assert content(answer)["error"] == "invalid_grant"


@pytest.mark.wire("C.2")
def test_a_managed_identity_token_says_when_it_ends(entra: EntraSimulator) -> None:
    answer = managed_identity(entra, resource=BUSINESS_CENTRAL)

    body = content(answer)
    assert body.pop("access_token")
    assert body == {
        "client_id": KNOWN.identity_client_id,
        "expires_on": str(int(NOON.timestamp()) + 3599),
        "resource": BUSINESS_CENTRAL,
        "token_type": "Bearer",
    }


@pytest.mark.wire("C.2")
def test_a_managed_identity_needs_the_header_of_its_app(entra: EntraSimulator) -> None:
    answer = managed_identity(entra, header="wrong", resource=BUSINESS_CENTRAL)

    assert answer.status == 403


@pytest.mark.wire("C.2")
def test_a_managed_identity_is_asked_for_a_resource_and_not_for_a_scope(
    entra: EntraSimulator,
) -> None:
    answer = managed_identity(entra, resource=SCOPE)

    assert answer.status == 400
    assert "AADSTS500011" in content(answer)["message"]


def managed_identity(
    entra: EntraSimulator, header: str = KNOWN.identity_header, **query: str
) -> Response:
    options = urlencode({"api-version": "2019-08-01"} | query)
    headers = {"x-identity-header": header}
    return entra.handle(Request("GET", AUTHORITY, "/msi/token", options, headers))


@pytest.mark.parametrize(
    ("authorization", "audience", "hours", "reason"),
    [
        (None, BUSINESS_CENTRAL, 0, "no bearer token"),
        ("Basic eDp5", BUSINESS_CENTRAL, 0, "no bearer token"),
        ("Bearer x.y.z", BUSINESS_CENTRAL, 0, "not genuine"),
        ("Bearer {token}", ORGANIZATION, 0, "is meant for"),
        ("Bearer {token}", BUSINESS_CENTRAL, 2, "has expired"),
        ("Bearer {token}", BUSINESS_CENTRAL, -1, "not valid yet"),
        ("Bearer {token}AA", BUSINESS_CENTRAL, 0, "not genuine"),
    ],
)
def test_a_bearer_without_a_good_token_is_refused(
    entra: EntraSimulator, authorization: str | None, audience: str, hours: int, reason: str
) -> None:
    token = content(ask(entra))["access_token"]
    header = authorization.replace("{token}", token) if authorization else None

    with pytest.raises(TokenRefusedError, match=reason):
        entra.verifier.verify(header, audience, NOON + timedelta(hours=hours))


def test_a_token_of_another_directory_is_refused(entra: EntraSimulator) -> None:
    other = EntraSimulator(entra.directory, entra.clock, AUTHORITY)
    token = content(ask(other))["access_token"]

    with pytest.raises(TokenRefusedError, match="not genuine"):
        entra.verifier.verify(f"Bearer {token}", BUSINESS_CENTRAL, NOON)


def test_a_path_that_is_no_endpoint_is_not_found(entra: EntraSimulator) -> None:
    assert entra.handle(Request("GET", AUTHORITY, "/common/oauth2/token")).status == 404
