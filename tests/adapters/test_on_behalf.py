"""The app in the name of an administrator: each way in which it can show that it is itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jwt
import pytest
from pydantic import SecretStr

from dev.simulators.entra.directory import Directory
from shared.adapters.on_behalf import on_behalf_of
from shared.errors import ConfigurationError
from tests.adapters.world import World


@pytest.fixture
def function_app(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The platform's endpoint for managed identities; the client id of the app's."""
    known = world.fleet.credentials
    monkeypatch.setenv("IDENTITY_ENDPOINT", world.fleet.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", known.identity_header)
    before = world.fleet.entra.directory
    yield known.identity_client_id
    world.fleet.entra.directory = before


def claims(world: World, **settings: Any) -> dict[str, Any]:
    """Return what a token says with which the app acts in Dataverse in the caller's name."""
    person = SecretStr(world.fleet.user_token())
    identity = on_behalf_of(world.identity_settings(**settings), person)
    token = identity.token(f"{world.fleet.dataverse_server.url}/.default")
    found: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return found


def is_the_person_by_the_app(world: World, told: dict[str, Any]) -> bool:
    known = world.fleet.credentials
    return (told["oid"], told["appid"]) == (known.user_id, known.client_id)


def test_a_secret_lets_the_app_act_for_a_person(world: World) -> None:
    assert is_the_person_by_the_app(world, claims(world))


def test_a_certificate_does_from_a_file_and_from_a_vault(world: World) -> None:
    file = world.fleet.credentials.certificate_file
    content = file.read_text("utf-8")

    of_file = claims(world, client_secret=None, certificate_path=file)
    of_vault = claims(world, client_secret=None, certificate=content)

    assert is_the_person_by_the_app(world, of_file)
    assert is_the_person_by_the_app(world, of_vault)


@pytest.mark.wire("C.2")
def test_a_managed_identity_that_the_registration_trusts_does(
    world: World, function_app: str
) -> None:
    told = claims(world, client_secret=None, managed_identity_client_id=function_app)

    assert is_the_person_by_the_app(world, told)


@pytest.mark.wire("C.2")
def test_a_managed_identity_that_the_registration_does_not_trust_is_told_with_what_to_add(
    world: World, function_app: str
) -> None:
    (tenant,) = world.fleet.entra.directory.tenants
    registration = replace(tenant.applications[0], trusted=())
    world.fleet.entra.directory = Directory((replace(tenant, applications=(registration,)),))

    with pytest.raises(ConfigurationError, match="add a federated credential") as caught:
        claims(world, client_secret=None, managed_identity_client_id=function_app)

    assert caught.value.code == "identity_refused"
