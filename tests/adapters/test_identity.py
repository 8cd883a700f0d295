"""Every way to sign in, with azure-identity itself; every refusal in one clear sentence."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import NoEncryption, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import load_pem_x509_certificate

from dev.simulators.entra.directory import Directory, Secret
from shared.adapters.identity import Identity
from shared.errors import ConfigurationError, TransientError
from tests.adapters.world import CUSTOMERS, World

SCOPE = "https://api.businesscentral.dynamics.com/.default"


@pytest.fixture
def directory(world: World) -> Iterator[Directory]:
    """What Entra ID knows; changes last for one test."""
    before = world.fleet.entra.directory
    yield before
    world.fleet.entra.directory = before


def register(world: World, directory: Directory, **changes: Any) -> None:
    """Change the app's registration."""
    (tenant,) = directory.tenants
    app = replace(tenant.applications[0], **changes)
    world.fleet.entra.directory = Directory((replace(tenant, applications=(app,)),))


def as_pfx(pem: bytes) -> bytes:
    """Return key and certificate of a PEM file as Key Vault keeps them."""
    key = load_pem_private_key(pem, None)
    assert isinstance(key, RSAPrivateKey)
    certificate = load_pem_x509_certificate(pem)
    return serialize_key_and_certificates(None, key, certificate, None, NoEncryption())


def refusal(world: World, **settings: object) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        Identity(world.identity_settings(**settings)).token(SCOPE)
    assert caught.value.code == "identity_refused"
    return caught.value


def test_a_client_secret_opens_business_central(world: World) -> None:
    world.add_customers("Adatum")

    page = world.bc().read_page(CUSTOMERS, None, None)

    assert [record.title for record in page.records] == ["Adatum"]


@pytest.mark.wire("C.1")
def test_a_certificate_opens_business_central(world: World) -> None:
    path = world.fleet.credentials.certificate_file
    identity = Identity(world.identity_settings(client_secret=None, certificate_path=path))
    world.add_customers("Adatum")

    page = world.bc(tokens=identity).read_page(CUSTOMERS, None, None)

    assert [record.title for record in page.records] == ["Adatum"]


@pytest.mark.wire("C.1")
@pytest.mark.parametrize("in_vault", ["PEM", "PFX"])
def test_a_certificate_that_a_vault_gives_opens_business_central(
    world: World, in_vault: str
) -> None:
    pem = world.fleet.credentials.certificate_file.read_bytes()
    told = pem.decode() if in_vault == "PEM" else b64encode(as_pfx(pem)).decode()
    identity = Identity(world.identity_settings(client_secret=None, certificate=told))
    world.add_customers("Adatum")

    page = world.bc(tokens=identity).read_page(CUSTOMERS, None, None)

    assert [record.title for record in page.records] == ["Adatum"]


@pytest.mark.wire("C.2")
def test_a_managed_identity_opens_business_central(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", world.fleet.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", world.fleet.credentials.identity_header)
    settings = world.identity_settings(
        client_secret=None,
        managed_identity_client_id=world.fleet.credentials.identity_client_id,
    )
    world.add_customers("Adatum")

    page = world.bc(tokens=Identity(settings)).read_page(CUSTOMERS, None, None)

    assert [record.title for record in page.records] == ["Adatum"]


@pytest.mark.wire("C.1")
def test_a_wrong_secret_is_told_without_showing_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    error = refusal(world, client_secret="hunter2")

    assert "the client secret is wrong" in error.message
    assert error.answer is not None
    assert error.answer.code == "AADSTS7000215"
    assert error.answer.request_id
    assert "hunter2" not in error.message + caplog.text


@pytest.mark.wire("C.1")
def test_an_expired_secret_is_told_apart_from_a_wrong_one(
    world: World, directory: Directory
) -> None:
    expired = Secret(world.fleet.credentials.client_secret, datetime(2020, 1, 1, tzinfo=UTC))
    register(world, directory, secrets=(expired,))

    assert "has expired" in refusal(world).message


@pytest.mark.wire("C.1")
def test_an_unknown_app_and_an_unknown_tenant_name_their_settings(world: World) -> None:
    nobody = "99999999-9999-4999-8999-999999999999"

    assert "ENTRA_CLIENT_ID" in refusal(world, client_id=nobody).message
    assert "ENTRA_TENANT_ID" in refusal(world, tenant_id=nobody).message


@pytest.mark.wire("C.1")
def test_a_certificate_that_is_not_registered_is_told(world: World, directory: Directory) -> None:
    register(world, directory, certificates=())
    path = world.fleet.credentials.certificate_file

    error = refusal(world, client_secret=None, certificate_path=path)

    assert "the certificate is not registered" in error.message


def test_a_certificate_file_that_is_none_names_its_setting(world: World) -> None:
    path = world.fleet.certificate_authority.with_name("nothing.pem")
    settings = world.identity_settings(client_secret=None, certificate_path=path)

    with pytest.raises(ConfigurationError, match="ENTRA_CERTIFICATE_PATH"):
        Identity(settings).token(SCOPE)


@pytest.mark.parametrize("told", ["not base64!", "QUJD", "-----BEGIN NOTHING-----"])
def test_a_certificate_from_a_vault_that_is_none_names_its_setting_and_is_not_shown(
    world: World, told: str
) -> None:
    settings = world.identity_settings(client_secret=None, certificate=told)

    with pytest.raises(ConfigurationError, match="in ENTRA_CERTIFICATE cannot be used") as caught:
        Identity(settings).token(SCOPE)

    assert told not in caught.value.message


def test_a_managed_identity_that_is_refused_is_told_with_what_to_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", world.fleet.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", "not the platform's")

    error = refusal(world, client_secret=None)

    assert "ENTRA_CLIENT_SECRET" in error.message


def test_an_answer_that_is_not_entra_ids_is_waited_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{world.fleet.identity_endpoint}/nothing")
    monkeypatch.setenv("IDENTITY_HEADER", "x")

    with pytest.raises(TransientError) as caught:
        Identity(world.identity_settings(client_secret=None)).token(SCOPE)

    assert caught.value.code == "identity_unreachable"


def test_an_entra_id_out_of_reach_is_waited_for(world: World) -> None:
    identity = Identity(world.identity_settings(authority="https://localhost:1"))

    with pytest.raises(TransientError) as caught:
        identity.token(SCOPE)

    assert caught.value.code == "identity_unreachable"
