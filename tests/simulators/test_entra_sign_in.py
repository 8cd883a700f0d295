"""People sign in: by a device code in a terminal, by redirects in a browser; apps act for them."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
import requests
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import DeviceCodeCredential, OnBehalfOfCredential

from dev.simulators.fleet import Fleet, FleetOptions

ORIGIN = {"Origin": "http://localhost:7071"}
VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123456789"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
Told = dict[str, Any]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with Fleet(tmp_path_factory.mktemp("fleet")) as fleet:
        yield fleet


@pytest.fixture
def fleet(running: Fleet, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fleet]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(running.certificate_authority))
    yield running
    running.entra.sign_in.person = None
    running.entra.clock.skew(timedelta())


def url(fleet: Fleet, path: str) -> str:
    return f"{fleet.authority}/{fleet.credentials.tenant_id}/{path}"


def control(fleet: Fleet, method: str, name: str, body: Told | None = None) -> requests.Response:
    return requests.request(method, f"{fleet.authority}/_simulator/{name}", json=body, timeout=10)


def scope(fleet: Fleet) -> str:
    return f"{fleet.credentials.app_resource}/user_impersonation"


def terminal(fleet: Fleet, prompt: Callable[[str, str, datetime], None]) -> DeviceCodeCredential:
    return DeviceCodeCredential(
        fleet.credentials.client_id,
        tenant_id=fleet.credentials.tenant_id,
        authority=fleet.authority,
        disable_instance_discovery=True,
        prompt_callback=prompt,
        timeout=10,
    )


def claims(token: str) -> Told:
    return jwt.decode(token, options={"verify_signature": False})


@pytest.mark.wire("C.4")
def test_microsofts_own_terminal_sign_in_gets_a_token_for_the_app_once_somebody_has_come(
    fleet: Fleet,
) -> None:
    known = fleet.credentials

    def come(page: str, user_code: str, expires: datetime) -> None:
        assert page.startswith(fleet.authority)
        assert expires > datetime.now(UTC)
        waiting = control(fleet, "GET", "sign-ins").json()
        assert {"user_code": user_code, "client_id": known.client_id} in waiting
        decided = {"user_code": user_code, "user": known.user_principal_name}
        assert control(fleet, "POST", "sign-ins", decided).status_code == 204

    token = claims(terminal(fleet, come).get_token(scope(fleet)).token)

    assert (token["oid"], token["aud"]) == (known.user_id, known.client_id)
    assert token["scp"] == "user_impersonation"


@pytest.mark.wire("C.4")
def test_who_sits_at_the_screen_is_signed_in_without_being_asked(fleet: Fleet) -> None:
    known = fleet.credentials
    chosen = control(fleet, "PUT", "person", {"user": known.user_principal_name})
    assert chosen.json() == {"user": known.user_principal_name}

    token = terminal(fleet, lambda *_: None).get_token(scope(fleet)).token

    assert claims(token)["oid"] == known.user_id


def test_who_declines_is_not_signed_in(fleet: Fleet) -> None:
    def decline(_page: str, user_code: str, _expires: datetime) -> None:
        control(fleet, "POST", "sign-ins", {"user_code": user_code, "user": None})

    with pytest.raises(ClientAuthenticationError, match="AADSTS65004"):
        terminal(fleet, decline).get_token(scope(fleet))


def begin(fleet: Fleet, **changes: str) -> Told:
    form = {"client_id": fleet.credentials.client_id, "scope": scope(fleet)} | changes
    answer = requests.post(url(fleet, "oauth2/v2.0/devicecode"), form, timeout=10)
    told: Told = answer.json()
    return told


def ask(fleet: Fleet, headers: dict[str, str] | None = None, /, **form: str) -> Told:
    given = {"client_id": fleet.credentials.client_id, "scope": scope(fleet)} | form
    answer = requests.post(
        url(fleet, "oauth2/v2.0/token"), given, headers=headers or {}, timeout=10
    )
    told: Told = answer.json() | {"status": answer.status_code}
    return told


@pytest.mark.wire("C.4")
def test_a_terminal_asks_again_and_again_until_the_code_was_typed_in_or_has_expired(
    fleet: Fleet,
) -> None:
    begun, late = begin(fleet), begin(fleet)
    assert begun.keys() >= {"user_code", "device_code", "verification_uri", "expires_in"}
    assert begun["interval"] == 5

    def poll(device_code: str) -> object:
        return ask(fleet, grant_type=DEVICE_GRANT, device_code=device_code).get("error")

    assert poll(begun["device_code"]) == "authorization_pending"
    assert poll("another") == "bad_verification_code"
    fleet.entra.sign_in.decide(begun["user_code"], fleet.entra.directory.tenants[0].users[0])
    assert poll(begun["device_code"]) is None
    assert poll(begun["device_code"]) == "bad_verification_code"
    fleet.entra.clock.advance(timedelta(minutes=15))
    assert poll(late["device_code"]) == "expired_token"


def test_a_code_that_nobody_waits_with_and_an_unknown_person_are_told(fleet: Fleet) -> None:
    wrong_code = control(fleet, "POST", "sign-ins", {"user_code": "NONE", "user": None})
    wrong_person = control(fleet, "PUT", "person", {"user": "nobody@contoso.example"})

    assert (wrong_code.status_code, wrong_person.status_code) == (400, 400)
    assert begin(fleet, client_id="another")["error"] == "unauthorized_client"
    assert begin(fleet, scope="api://other/x")["error"] == "invalid_resource"


# The browser


def authorize(fleet: Fleet, **changes: str) -> requests.Response:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    query = {
        "client_id": fleet.credentials.client_id,
        "response_type": "code",
        "redirect_uri": fleet.credentials.redirect_uri,
        "scope": f"openid offline_access {scope(fleet)}",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": challenge.rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "login_hint": fleet.credentials.user_principal_name,
    } | changes
    given = {name: value for name, value in query.items() if value}
    return requests.get(
        url(fleet, "oauth2/v2.0/authorize"), given, allow_redirects=False, timeout=10
    )


def came_back(answer: requests.Response) -> Told:
    assert answer.status_code == 302
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def redeem(fleet: Fleet, code: str, /, **changes: str) -> Told:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": fleet.credentials.redirect_uri,
        "code_verifier": VERIFIER,
        "scope": f"openid offline_access {scope(fleet)}",
    }
    return ask(fleet, ORIGIN, **(form | changes))


@pytest.mark.wire("C.4")
def test_a_page_gets_tokens_for_a_code_and_proves_that_it_asked_for_it(fleet: Fleet) -> None:
    answer = authorize(fleet)
    assert answer.headers["Location"].startswith(f"{fleet.credentials.redirect_uri}?")
    returned = came_back(answer)
    assert returned["state"] == "a-state"

    told = redeem(fleet, returned["code"])

    assert claims(told["access_token"])["oid"] == fleet.credentials.user_id
    assert claims(told["id_token"])["nonce"] == "a-nonce"
    renewed = ask(fleet, grant_type="refresh_token", refresh_token=told["refresh_token"])
    assert claims(renewed["access_token"])["oid"] == fleet.credentials.user_id
    assert redeem(fleet, returned["code"])["error"] == "invalid_grant"


@pytest.mark.wire("C.4")
def test_a_page_may_be_answered_in_the_fragment_and_called_from_its_own_origin(
    fleet: Fleet,
) -> None:
    place = urlsplit(authorize(fleet, response_mode="fragment").headers["Location"])
    assert "code" in parse_qs(place.fragment)
    assert not place.query

    configuration = requests.get(
        url(fleet, "v2.0/.well-known/openid-configuration"),
        headers=ORIGIN,
        timeout=10,
    )

    assert configuration.headers["Access-Control-Allow-Origin"] == "http://localhost:7071"
    endpoints = configuration.json()
    assert endpoints["device_authorization_endpoint"] == url(fleet, "oauth2/v2.0/devicecode")
    assert endpoints["jwks_uri"] == url(fleet, "discovery/v2.0/keys")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"login_hint": "nobody@contoso.example", "prompt": "none"}, "login_required"),
        ({"login_hint": "", "prompt": "none"}, "login_required"),
        ({"scope": "api://another/.default"}, "invalid_resource"),
    ],
)
def test_a_page_is_told_why_nobody_was_signed_in(
    fleet: Fleet, changes: dict[str, str], error: str
) -> None:
    returned = came_back(authorize(fleet, **changes))

    assert returned["error"] == error
    assert returned["state"] == "a-state"
    assert "code" not in returned


@pytest.mark.parametrize(
    "changes",
    [{"login_hint": ""}, {"login_hint": "<b>@x"}, {"prompt": "select_account"}],
    ids=["nobody is named", "somebody unknown is named", "to be asked is wanted"],
)
def test_who_is_not_known_picks_an_account_and_comes_back_as_that(
    fleet: Fleet, changes: dict[str, str]
) -> None:
    page = authorize(fleet, **changes)
    assert page.status_code == 200
    assert "<b>" not in page.text
    names = [unescape(link) for link in re.findall(r'href="(\?[^"]+)"', page.text)]
    [chosen] = [name for name in names if "login_hint=ada%40" in name]

    answer = requests.get(
        url(fleet, "oauth2/v2.0/authorize") + chosen, allow_redirects=False, timeout=10
    )

    told = redeem(fleet, came_back(answer)["code"])
    assert claims(told["access_token"])["oid"] == fleet.credentials.user_id
    assert claims(told["id_token"])["nonce"] == "a-nonce"


def test_who_signs_out_is_sent_back_to_the_applications_own_page_only(fleet: Fleet) -> None:
    def leave(to: str) -> requests.Response:
        query = {"post_logout_redirect_uri": to}
        address = url(fleet, "oauth2/v2.0/logout")
        return requests.get(address, query, allow_redirects=False, timeout=10)

    own, others = leave(fleet.credentials.redirect_uri), leave("https://example.com/")

    assert own.headers["Location"] == fleet.credentials.redirect_uri
    assert (others.status_code, others.headers.get("Location")) == (200, None)


@pytest.mark.wire("C.4")
def test_on_this_machine_a_page_may_be_served_at_any_port(fleet: Fleet) -> None:
    elsewhere = "http://127.0.0.1:50123/api/console"

    returned = came_back(authorize(fleet, redirect_uri=elsewhere))

    assert "access_token" in redeem(fleet, returned["code"], redirect_uri=elsewhere)
    other_path = authorize(fleet, redirect_uri="http://127.0.0.1:50123/api/other")
    assert other_path.status_code == 400


@pytest.mark.wire("C.4")
def test_only_pages_redeem_their_codes_and_are_told_what_is_wrong_with_them(fleet: Fleet) -> None:
    code = came_back(authorize(fleet))["code"]
    form = {"grant_type": "authorization_code", "code": code, "code_verifier": VERIFIER}

    from_nowhere = ask(fleet, redirect_uri=fleet.credentials.redirect_uri, **form)
    refused = requests.post(
        url(fleet, "oauth2/v2.0/token"),
        form | {"client_id": fleet.credentials.client_id, "scope": scope(fleet)},
        headers=ORIGIN,
        timeout=10,
    )

    assert "AADSTS9002327" in from_nowhere["error_description"]
    assert refused.status_code == 400
    assert refused.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]


@pytest.mark.wire("C.4")
def test_a_page_stays_signed_in_for_24_hours_however_often_it_renews_its_tokens(
    fleet: Fleet,
) -> None:
    def renew(token: str) -> Told:
        wanted = f"openid offline_access {scope(fleet)}"
        return ask(fleet, ORIGIN, grant_type="refresh_token", refresh_token=token, scope=wanted)

    told = redeem(fleet, came_back(authorize(fleet))["code"])
    fleet.entra.clock.advance(timedelta(hours=23))
    renewed = renew(told["refresh_token"])
    assert "access_token" in renewed
    fleet.entra.clock.advance(timedelta(hours=1))

    assert "AADSTS700084" in renew(renewed["refresh_token"])["error_description"]


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://example.com/steal"},
        {"redirect_uri": ""},
        {"client_id": "99999999-9999-4999-8999-999999999999"},
    ],
)
def test_nobody_is_sent_to_a_page_that_is_not_the_applications(
    fleet: Fleet, changes: dict[str, str]
) -> None:
    answer = authorize(fleet, **changes)

    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "another-verifier"},
        {"code_verifier": ""},
        {"redirect_uri": "http://localhost/other"},
        {"code": "made-up"},
    ],
)
def test_a_code_is_worth_nothing_to_who_did_not_ask_for_it(
    fleet: Fleet, changes: dict[str, str]
) -> None:
    code = came_back(authorize(fleet))["code"]

    told = redeem(fleet, code, **changes)

    assert (told["status"], told["error"]) == (400, "invalid_grant")
    assert "access_token" not in told


def test_a_code_is_good_for_ten_minutes(fleet: Fleet) -> None:
    code = came_back(authorize(fleet))["code"]
    fleet.entra.clock.advance(timedelta(minutes=10))

    assert redeem(fleet, code)["error"] == "invalid_grant"


# On behalf of


@pytest.mark.wire("C.4")
def test_the_app_acts_for_who_has_called_it_on_dataverse(fleet: Fleet) -> None:
    known, resource = fleet.credentials, fleet.dataverse_server.url
    person, _ = fleet.add_person("Eva Example")
    credential = OnBehalfOfCredential(
        known.tenant_id,
        known.client_id,
        client_secret=known.client_secret,
        user_assertion=fleet.user_token(person.object_id),
        authority=fleet.authority,
        disable_instance_discovery=True,
    )

    token = credential.get_token(f"{resource}/.default").token

    caller = fleet.entra.verifier.verify(f"Bearer {token}", resource, datetime.now(UTC))
    assert (caller.object_id, caller.scopes) == (person.object_id, ("user_impersonation",))
    who = requests.get(
        f"{fleet.dataverse_api}/WhoAmI", headers={"Authorization": f"Bearer {token}"}, timeout=10
    )
    assert who.status_code == 200


def test_several_terminals_wait_side_by_side(fleet: Fleet) -> None:
    users = [fleet.add_person(f"Person {number}")[0] for number in range(3)]
    begun = [begin(fleet) for _ in users]
    for device, user in zip(begun, users, strict=True):
        fleet.entra.sign_in.decide(device["user_code"], user)

    with ThreadPoolExecutor() as threads:
        told = list(
            threads.map(
                lambda device: ask(
                    fleet, grant_type=DEVICE_GRANT, device_code=device["device_code"]
                ),
                begun,
            )
        )

    assert [claims(each["access_token"])["oid"] for each in told] == [u.object_id for u in users]


def test_who_sits_at_the_screen_can_be_chosen_from_the_start(tmp_path: Path) -> None:
    with Fleet(tmp_path, FleetOptions(person="ada@contoso.example")) as fleet:
        person = fleet.entra.sign_in.person

    assert person is not None
    assert person.object_id == fleet.credentials.user_id
