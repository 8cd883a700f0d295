"""An administrator lets an application in, in an organisation that does not know it yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from dev.simulators.fleet import Fleet, FleetOptions

NAMESPACE = "Microsoft.Dynamics.CRM"


@contextmanager
def session(fleet: Fleet, token: str) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {token}"
        session.trust_env = False
        session.verify = str(fleet.certificate_authority)
        yield session


def app_token(fleet: Fleet) -> str:
    known = fleet.credentials
    answer = requests.post(
        f"{fleet.authority}/{known.tenant_id}/oauth2/v2.0/token",
        data={
            "grant_type": "client_credentials",
            "client_id": known.client_id,
            "client_secret": known.client_secret,
            "scope": f"{fleet.dataverse_server.url}/.default",
        },
        verify=str(fleet.certificate_authority),
        timeout=10,
    )
    return str(answer.json()["access_token"])


def admin_token(fleet: Fleet) -> str:
    known = fleet.credentials
    return fleet.entra.user_token(
        known.tenant_id,
        known.user_id,
        known.client_id,
        fleet.dataverse_server.url,
        "user_impersonation",
    )


@pytest.mark.wire("B.8")
def test_an_application_reads_accounts_once_it_has_a_user_with_a_role(tmp_path: Path) -> None:
    fleet = Fleet(tmp_path, FleetOptions(is_set_up=False))
    api, known = fleet.dataverse_api, fleet.credentials
    with (
        fleet,
        session(fleet, app_token(fleet)) as app,
        session(fleet, admin_token(fleet)) as admin,
    ):
        stranger = app.get(f"{api}/accounts")
        unit = admin.get(f"{api}/WhoAmI").json()["BusinessUnitId"]
        bind = {"businessunitid@odata.bind": f"/businessunits({unit})"}
        admin.post(f"{api}/systemusers", json={"applicationid": known.client_id, **bind})
        user = app.get(f"{api}/WhoAmI").json()["UserId"]
        powerless = app.get(f"{api}/accounts")
        role = admin.post(f"{api}/roles", json={"name": "Sync", **bind}).headers["OData-EntityId"]
        query = {"$filter": "name eq 'prvReadAccount'"}
        [privilege] = admin.get(f"{api}/privileges", params=query).json()["value"]
        granted = {"Depth": "Global", "PrivilegeId": privilege["privilegeid"]}
        admin.post(f"{role}/{NAMESPACE}.AddPrivilegesRole", json={"Privileges": [granted]})
        given = admin.post(
            f"{api}/systemusers({user})/systemuserroles_association/$ref", json={"@odata.id": role}
        )
        allowed = app.get(f"{api}/accounts")
        row = admin.get(f"{api}/systemusers({user})").json()

    assert [stranger.status_code, powerless.status_code, given.status_code] == [403, 403, 204]
    assert stranger.json()["error"]["code"] == "0x80072560"
    assert allowed.status_code == 200
    assert row["azureactivedirectoryobjectid"] == known.client_object_id
