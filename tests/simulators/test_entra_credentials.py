"""Microsoft's own credentials, unchanged, against the simulated directory."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import jwt
import pytest
import requests
from azure.core.credentials import TokenCredential
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import (
    CertificateCredential,
    ClientAssertionCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
    OnBehalfOfCredential,
)
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from dev.simulators.callers import Caller
from dev.simulators.entra.keys import thumbprint
from dev.simulators.fleet import Fleet
from dev.simulators.ready_made import BUSINESS_CENTRAL, write_certificate

SCOPE = f"{BUSINESS_CENTRAL}/.default"


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with Fleet(tmp_path_factory.mktemp("fleet")) as fleet:
        yield fleet


@pytest.fixture(autouse=True)
def _trust(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the throw-away certificate authority the way an operator would."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(fleet.certificate_authority))


def caller(fleet: Fleet, token: str, audience: str = BUSINESS_CENTRAL) -> Caller:
    return fleet.entra.verifier.verify(f"Bearer {token}", audience, datetime.now(UTC))


def with_secret(fleet: Fleet, secret: str | None = None) -> ClientSecretCredential:
    known = fleet.credentials
    return ClientSecretCredential(
        known.tenant_id,
        known.client_id,
        secret or known.client_secret,
        authority=fleet.authority,
        disable_instance_discovery=True,
    )


def with_certificate(fleet: Fleet, file: Path, *, chain: bool = False) -> CertificateCredential:
    return CertificateCredential(
        fleet.credentials.tenant_id,
        fleet.credentials.client_id,
        str(file),
        authority=fleet.authority,
        disable_instance_discovery=True,
        send_certificate_chain=chain,
    )


def on_behalf_of(fleet: Fleet, assertion: str) -> OnBehalfOfCredential:
    known = fleet.credentials
    return OnBehalfOfCredential(
        known.tenant_id,
        known.client_id,
        client_secret=known.client_secret,
        user_assertion=assertion,
        authority=fleet.authority,
        disable_instance_discovery=True,
    )


def with_assertion(fleet: Fleet, assertion: str) -> str:
    credential = ClientAssertionCredential(
        fleet.credentials.tenant_id,
        fleet.credentials.client_id,
        lambda: assertion,
        authority=fleet.authority,
        disable_instance_discovery=True,
    )
    return credential.get_token(SCOPE).token


def claims(fleet: Fleet) -> dict[str, object]:
    """Return what a client states about itself in a good assertion."""
    now = int(datetime.now(UTC).timestamp())
    known = fleet.credentials
    return {
        "aud": f"{fleet.authority}/{known.tenant_id}/oauth2/v2.0/token",
        "iss": known.client_id,
        "sub": known.client_id,
        "jti": str(uuid4()),
        "nbf": now,
        "exp": now + 600,
    }


def read_customers(fleet: Fleet, credential: TokenCredential) -> requests.Response:
    token = credential.get_token(SCOPE).token
    url = f"{fleet.business_central_api}/companies({fleet.company_id})/customers"
    return requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=5)


@pytest.mark.wire("C.1")
def test_a_client_secret_opens_business_central(fleet: Fleet) -> None:
    credential = with_secret(fleet)

    token = credential.get_token(SCOPE)

    assert caller(fleet, token.token) == Caller(
        tenant_id=fleet.credentials.tenant_id,
        object_id=fleet.credentials.client_object_id,
        client_id=fleet.credentials.client_id,
        is_app=True,
        roles=("API.ReadWrite.All", "Automation.ReadWrite.All"),
        name="Sync",
    )
    expected = datetime.now(UTC).timestamp() + 3599
    assert expected - 60 < token.expires_on <= expected + 1
    assert read_customers(fleet, credential).status_code == 200


@pytest.mark.wire("B.1")
def test_a_client_secret_opens_dataverse(fleet: Fleet) -> None:
    scope = f"{fleet.dataverse_server.url}/.default"

    token = with_secret(fleet).get_token(scope).token

    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.get(f"{fleet.dataverse_api}/WhoAmI", headers=headers, timeout=5)
    assert answer.status_code == 200
    assert answer.json()["UserId"]


@pytest.mark.wire("C.1")
def test_a_token_for_dataverse_does_not_open_business_central(fleet: Fleet) -> None:
    token = with_secret(fleet).get_token(f"{fleet.dataverse_server.url}/.default").token

    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.get(f"{fleet.business_central_api}/companies", headers=headers, timeout=5)

    assert answer.status_code == 401


@pytest.mark.wire("C.1")
@pytest.mark.parametrize("chain", [False, True])
def test_a_certificate_opens_business_central(fleet: Fleet, chain: bool) -> None:
    credential = with_certificate(fleet, fleet.credentials.certificate_file, chain=chain)

    assert read_customers(fleet, credential).status_code == 200


@pytest.mark.wire("C.1")
@pytest.mark.parametrize(("algorithm", "thumb"), [("PS256", "x5t#S256"), ("RS256", "x5t")])
def test_both_kinds_of_signed_assertion_are_accepted(
    fleet: Fleet, algorithm: str, thumb: str
) -> None:
    pem = fleet.credentials.certificate_file.read_bytes()
    certificate = x509.load_pem_x509_certificate(pem)
    kind = hashes.SHA256() if thumb == "x5t#S256" else hashes.SHA1()
    headers = {thumb: thumbprint(certificate, kind)}

    token = with_assertion(fleet, jwt.encode(claims(fleet), pem, algorithm, headers))

    assert caller(fleet, token).client_id == fleet.credentials.client_id


@pytest.mark.wire("C.1")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"aud": "https://localhost/token"}, 700023),
        ({"iss": "someone"}, 700021),
        ({"sub": "someone"}, 700021),
        ({"exp": 1_000_000_000}, 700024),
        ({"nbf": 4_000_000_000}, 700024),
    ],
)
def test_an_assertion_with_wrong_claims_is_refused(
    fleet: Fleet, wrong: dict[str, object], code: int
) -> None:
    pem = fleet.credentials.certificate_file.read_bytes()
    certificate = x509.load_pem_x509_certificate(pem)
    headers = {"x5t#S256": thumbprint(certificate, hashes.SHA256())}

    with pytest.raises(ClientAuthenticationError, match=f"AADSTS{code}:"):
        with_assertion(fleet, jwt.encode(claims(fleet) | wrong, pem, "PS256", headers))


@pytest.mark.wire("C.1")
def test_an_assertion_signed_with_another_key_is_refused(fleet: Fleet, tmp_path: Path) -> None:
    pem = fleet.credentials.certificate_file.read_bytes()
    headers = {"x5t#S256": thumbprint(x509.load_pem_x509_certificate(pem), hashes.SHA256())}
    write_certificate(tmp_path / "other.pem")
    other = (tmp_path / "other.pem").read_bytes()

    with pytest.raises(ClientAuthenticationError, match="AADSTS700027:"):
        with_assertion(fleet, jwt.encode(claims(fleet), other, "PS256", headers))


@pytest.mark.wire("C.1")
def test_an_unregistered_certificate_is_refused(fleet: Fleet, tmp_path: Path) -> None:
    write_certificate(tmp_path / "other.pem")

    with pytest.raises(ClientAuthenticationError, match="AADSTS700027"):
        with_certificate(fleet, tmp_path / "other.pem").get_token(SCOPE)


@pytest.mark.wire("C.1")
def test_a_wrong_secret_is_refused(fleet: Fleet) -> None:
    with pytest.raises(ClientAuthenticationError, match="AADSTS7000215") as refused:
        with_secret(fleet, "wrong").get_token(SCOPE)

    assert "wrong." not in str(refused.value).replace("The client secret is wrong.", "")


@pytest.mark.wire("C.1")
def test_an_unknown_tenant_is_refused(fleet: Fleet) -> None:
    credential = ClientSecretCredential(
        "99999999-9999-4999-8999-999999999999",
        fleet.credentials.client_id,
        fleet.credentials.client_secret,
        authority=fleet.authority,
        disable_instance_discovery=True,
    )

    with pytest.raises(ClientAuthenticationError, match="Unable to get authority configuration"):
        credential.get_token(SCOPE)


@pytest.mark.wire("C.1")
def test_a_token_on_behalf_of_a_user_is_kept_for_the_next_request(fleet: Fleet) -> None:
    credential = on_behalf_of(fleet, fleet.user_token())

    assert credential.get_token(SCOPE).token == credential.get_token(SCOPE).token


def test_a_user_reaches_business_central_on_behalf_of(fleet: Fleet) -> None:
    credential = on_behalf_of(fleet, fleet.user_token())

    token = credential.get_token(SCOPE).token

    assert caller(fleet, token) == Caller(
        tenant_id=fleet.credentials.tenant_id,
        object_id=fleet.credentials.user_id,
        client_id=fleet.credentials.client_id,
        is_app=False,
        scopes=("Financials.ReadWrite.All", "user_impersonation"),
        name="Ada Adatum",
    )
    assert read_customers(fleet, credential).status_code == 200


@pytest.mark.wire("C.1")
def test_a_user_reaches_dataverse_on_behalf_of_with_the_same_sign_in(fleet: Fleet) -> None:
    credential = on_behalf_of(fleet, fleet.user_token())
    credential.get_token(SCOPE)

    token = credential.get_token(f"{fleet.dataverse_server.url}/user_impersonation").token

    me = caller(fleet, token, fleet.dataverse_server.url)
    assert (me.object_id, me.scopes) == (fleet.credentials.user_id, ("user_impersonation",))


@pytest.mark.wire("C.1")
def test_an_assertion_of_someone_else_is_refused(fleet: Fleet) -> None:
    forged = fleet.user_token()[:-8] + "AAAAAAAA"

    with pytest.raises(ClientAuthenticationError, match="AADSTS50013"):
        on_behalf_of(fleet, forged).get_token(SCOPE)


@pytest.mark.wire("C.4")
def test_an_assertion_for_another_audience_is_refused(fleet: Fleet) -> None:
    for_business_central = with_secret(fleet).get_token(SCOPE).token

    with pytest.raises(ClientAuthenticationError, match="AADSTS500131"):
        on_behalf_of(fleet, for_business_central).get_token(SCOPE)


@pytest.mark.wire("C.4")
def test_an_applications_own_token_is_no_assertion(fleet: Fleet) -> None:
    own = with_secret(fleet).get_token(f"{fleet.credentials.app_resource}/.default").token

    with pytest.raises(ClientAuthenticationError, match="AADSTS7000114"):
        on_behalf_of(fleet, own).get_token(SCOPE)


@pytest.mark.wire("C.2")
def test_a_managed_identity_opens_business_central(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", fleet.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", fleet.credentials.identity_header)

    credential = ManagedIdentityCredential()

    assert read_customers(fleet, credential).status_code == 200
    me = caller(fleet, credential.get_token(SCOPE).token)
    assert me.client_id == fleet.credentials.identity_client_id
    assert me.roles == ("API.ReadWrite.All", "Automation.ReadWrite.All")


@pytest.mark.wire("C.2")
def test_a_managed_identity_can_be_asked_for_by_its_client_id(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", fleet.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", fleet.credentials.identity_header)

    credential = ManagedIdentityCredential(client_id=fleet.credentials.identity_client_id)

    assert credential.get_token(SCOPE).token
    with pytest.raises(ClientAuthenticationError, match="No such identity"):
        ManagedIdentityCredential(client_id=fleet.credentials.client_id).get_token(SCOPE)


def test_an_expired_token_is_refused_by_business_central(fleet: Fleet) -> None:
    credential = with_secret(fleet)
    credential.get_token(SCOPE)

    fleet.business_central.clock.skew(timedelta(hours=2))
    answer = read_customers(fleet, credential)
    fleet.business_central.clock.skew(timedelta())

    assert answer.status_code == 401
