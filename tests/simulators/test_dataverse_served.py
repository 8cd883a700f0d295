"""Dataverse behind its real server, with tokens from the simulated directory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from azure.identity import ClientSecretCredential

from dev.simulators.fleet import Fleet


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    directory: Path = tmp_path_factory.mktemp("fleet")
    with Fleet(directory) as started:
        yield started


@pytest.fixture
def session(fleet: Fleet) -> Iterator[requests.Session]:
    known = fleet.credentials
    with (
        ClientSecretCredential(
            known.tenant_id,
            known.client_id,
            known.client_secret,
            authority=fleet.authority,
            disable_instance_discovery=True,
            connection_verify=str(fleet.certificate_authority),
        ) as credential,
        requests.Session() as session,
    ):
        token = credential.get_token(f"{fleet.dataverse_server.url}/.default").token
        session.headers["Authorization"] = f"Bearer {token}"
        session.trust_env = False
        session.verify = str(fleet.certificate_authority)
        yield session


@pytest.mark.wire("B.1")
def test_a_client_with_a_token_of_its_own_writes_and_reads(
    fleet: Fleet, session: requests.Session
) -> None:
    created = session.post(f"{fleet.dataverse_api}/accounts", json={"name": "Ärzte & Co"})

    row = session.get(created.headers["OData-EntityId"], params={"$select": "name"})
    found = session.get(
        f"{fleet.dataverse_api}/accounts", params={"$filter": "name eq 'ärzte & co'"}
    )

    assert created.status_code == 204
    assert row.json()["name"] == "Ärzte & Co"
    assert len(found.json()["value"]) == 1


@pytest.mark.wire("B.2")
def test_next_links_can_be_followed_as_they_are(fleet: Fleet, session: requests.Session) -> None:
    fleet.dataverse.add_many("contact", ({"lastname": f"C {n}+%&"} for n in range(5)))
    address = f"{fleet.dataverse_api}/contacts?$select=lastname&$orderby=lastname desc"
    names = []

    while address:
        page = session.get(address, headers={"Prefer": "odata.maxpagesize=2"}).json()
        names += [row["lastname"] for row in page["value"]]
        address = page.get("@odata.nextLink", "")

    assert names == [f"C {n}+%&" for n in reversed(range(5))]


@pytest.mark.wire("B.1")
def test_a_token_for_another_service_is_refused(fleet: Fleet, session: requests.Session) -> None:
    session.headers["Authorization"] = f"Bearer {fleet.user_token()}"

    response = session.get(f"{fleet.dataverse_api}/WhoAmI")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")
