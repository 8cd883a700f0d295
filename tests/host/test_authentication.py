"""App Service authentication in front of an app: who gets through, and what the app is told."""

import json
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import azure.functions as func
import pytest
import requests

from dev.azurite import Azurite
from dev.host import Authentication, LocalHost
from dev.simulators.fleet import Fleet
from tests import forging
from tests.host.samples import app_with_route, hosted

OID = "http://schemas.microsoft.com/identity/claims/objectidentifier"
TID = "http://schemas.microsoft.com/identity/claims/tenantid"


def show_headers(request: func.HttpRequest) -> func.HttpResponse:
    found = {name: value for name, value in request.headers.items() if name.startswith("x-ms-")}
    return func.HttpResponse(json.dumps(found), mimetype="application/json")


@pytest.fixture(scope="module")
def host(azurite: Azurite, fleet: Fleet) -> Iterator[LocalHost]:
    with hosted(app_with_route(show_headers, "{name}"), azurite) as host:
        yield host


@pytest.fixture
def guarded(host: LocalHost, fleet: Fleet) -> Iterator[LocalHost]:
    known = fleet.credentials
    host.authentication = Authentication(
        fleet.authority,
        known.tenant_id,
        known.client_id,
        ("/api/open",),
        str(fleet.certificate_authority),
    )
    yield host
    host.authentication = None


def get(host: LocalHost, name: str = "thing", **headers: str) -> requests.Response:
    given = {header.replace("_", "-"): value for header, value in headers.items()}
    return requests.get(f"{host.url}/api/{name}", headers=given, timeout=10)


def principal(answer: requests.Response) -> dict[str, Any]:
    content = json.loads(b64decode(answer.json()["x-ms-client-principal"]))
    claims = {claim["typ"]: claim["val"] for claim in content["claims"]}
    return claims | {"auth_typ": content["auth_typ"]}


@pytest.mark.wire("C.3")
def test_the_app_is_told_who_the_token_belongs_to(guarded: LocalHost, fleet: Fleet) -> None:
    answer = get(guarded, authorization=f"Bearer {fleet.user_token()}")

    known = fleet.credentials
    assert answer.json()["x-ms-client-principal-id"] == known.user_id
    assert answer.json()["x-ms-client-principal-name"] == known.user_principal_name
    assert answer.json()["x-ms-client-principal-idp"] == "aad"
    told = principal(answer)
    assert (told["auth_typ"], told[OID], told[TID]) == ("aad", known.user_id, known.tenant_id)


@pytest.mark.wire("C.3")
def test_what_callers_put_into_the_platforms_headers_is_taken_away(
    guarded: LocalHost, fleet: Fleet
) -> None:
    forged = forging.principal(fleet, "99999999-9999-4999-8999-999999999999")
    headers = {"X_MS_CLIENT_PRINCIPAL": forged, "x_ms_token_aad_access_token": "made up"}

    signed_in = get(guarded, **headers, authorization=f"Bearer {fleet.user_token()}")
    open_path = get(guarded, "open", **headers)

    assert principal(signed_in)[OID] == fleet.credentials.user_id
    assert "x-ms-token-aad-access-token" not in signed_in.json()
    assert open_path.json() == {}


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer x.y.z"])
def test_without_a_good_token_nothing_but_the_open_paths_is_served(
    guarded: LocalHost, header: str
) -> None:
    refused, served = (get(guarded, path, authorization=header) for path in ("thing", "open"))

    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert refused.text == ""
    assert (served.status_code, served.json()) == (200, {})


@pytest.mark.parametrize(
    "make",
    [forging.expired, forging.for_another_app, forging.of_another_tenant],
)
def test_a_token_that_is_not_for_the_app_is_refused(
    guarded: LocalHost, fleet: Fleet, make: Any
) -> None:
    token = make(fleet, fleet.credentials.user_id)

    assert get(guarded, authorization=f"Bearer {token}").status_code == 401


def test_forged_tokens_are_refused(guarded: LocalHost, fleet: Fleet) -> None:
    token = fleet.user_token()

    for forged in (
        forging.unsigned(token),
        forging.with_another_key(token),
        forging.signed_with_the_public_key(fleet, token),
    ):
        assert get(guarded, authorization=f"Bearer {forged}").status_code == 401


@pytest.mark.wire("C.3")
def test_where_it_is_off_anybody_can_write_the_header(host: LocalHost, fleet: Fleet) -> None:
    forged = forging.principal(fleet, fleet.credentials.user_id)

    answer = get(host, x_ms_client_principal=forged)

    assert answer.json() == {"x-ms-client-principal": forged}


def test_a_browser_may_ask_beforehand_without_a_token_whether_a_page_may_call(
    guarded: LocalHost, azurite: Azurite
) -> None:
    ours = "https://contoso.crm4.dynamics.com"
    asked = {"Origin": ours, "Access-Control-Request-Method": "GET"}
    app = app_with_route(show_headers, "{name}")
    with hosted(app, azurite, allowed_origins=(ours,)) as shared:
        shared.authentication = guarded.authentication
        before = requests.options(f"{shared.url}/api/thing", headers=asked, timeout=10)
        call = requests.get(f"{shared.url}/api/thing", headers={"Origin": ours}, timeout=10)

    assert (before.status_code, before.headers["Access-Control-Allow-Origin"]) == (200, ours)
    assert (call.status_code, call.headers["Access-Control-Allow-Origin"]) == (401, ours)
