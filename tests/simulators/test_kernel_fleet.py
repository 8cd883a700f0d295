"""All simulators together, in this process and from the terminal."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from dev.__main__ import main
from dev.simulators.fleet import Fleet, FleetOptions
from dev.simulators.server import Socket

PORTS = ["--business-central-port=0", "--dataverse-port=0", "--entra-port=0"]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with Fleet(tmp_path_factory.mktemp("fleet")) as fleet:
        yield fleet


def test_each_service_has_a_clock_of_its_own(fleet: Fleet) -> None:
    fleet.dataverse.clock.skew(timedelta(hours=-1))

    apart = fleet.business_central.clock.now() - fleet.dataverse.clock.now()
    fleet.dataverse.clock.skew(timedelta())

    assert timedelta(minutes=59) < apart < timedelta(minutes=61)


@pytest.mark.wire("A.9")
@pytest.mark.wire("B.9")
def test_the_documented_limits_are_in_force_only_if_asked_for(fleet: Fleet, tmp_path: Path) -> None:
    strict = Fleet(tmp_path, FleetOptions(limits=True))
    strict.stop()

    assert not fleet.business_central.limits.enabled
    assert not fleet.dataverse.limits.enabled
    assert strict.business_central.limits.enabled
    assert strict.dataverse.limits.enabled
    bc, dataverse = strict.business_central.limits, strict.dataverse.limits
    assert (bc.allowance.requests, bc.allowance.concurrent, bc.allowance.queued) == (6000, 5, 95)
    assert (dataverse.allowance.requests, dataverse.allowance.concurrent) == (6000, 52)
    assert dataverse.allowance.busy_seconds == 1200


def test_requests_count_for_the_caller_of_each_service(fleet: Fleet) -> None:
    headers = {"Authorization": f"Bearer {app_token(fleet, fleet.dataverse_server.url)}"}
    url = f"{fleet.dataverse_api}/WhoAmI"
    me = requests.get(url, headers=headers, verify=str(fleet.certificate_authority), timeout=5)

    behaviour = fleet.dataverse.limits.behaviour(me.json()["UserId"])

    assert behaviour.requests == 1


def test_benchmarks_can_do_without_tls_except_for_the_directory(tmp_path: Path) -> None:
    with Fleet(tmp_path, FleetOptions(https=False)) as fleet:
        audience = "https://api.businesscentral.dynamics.com"
        headers = {"Authorization": f"Bearer {app_token(fleet, audience)}"}
        answer = requests.get(f"{fleet.business_central_api}/companies", headers=headers, timeout=5)

    assert fleet.business_central_api.startswith("http://")
    assert fleet.authority.startswith("https://")
    assert answer.json()["value"][0]["id"] == fleet.company_id


def test_a_taken_port_leaves_no_other_port_bound(tmp_path: Path) -> None:
    with Socket(None) as taken, Socket(None) as free:
        ports = [int(bound.url.rpartition(":")[2]) for bound in (free, taken)]
        free.raw.close()

        with pytest.raises(OSError, match="in use"):
            Fleet(tmp_path, FleetOptions(business_central_port=ports[0], dataverse_port=ports[1]))

    Socket(None, ports[0]).raw.close()


def test_the_clients_private_key_is_readable_by_its_owner_only(fleet: Fleet) -> None:
    mode = fleet.credentials.certificate_file.stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_the_command_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    fault = 'bc={"kind": "status", "status": 502, "path": "/companies$"}'
    arguments = [*PORTS, "--directory", str(tmp_path), "--customers=3", "--fault", fault]
    with command(*arguments) as (process, shown):
        authority_file = shown["Trust (PEM)"]
        token = token_as_shown(shown)
        url = f"{shown['Business Central']}/companies"
        session = requests.Session()
        session.verify, session.trust_env = authority_file, False
        session.headers["Authorization"] = f"Bearer {token}"
        spoilt = session.get(url, timeout=5)
        company = shown["company"].split()[0]
        customers = session.get(f"{url}({company})/customers", timeout=5).json()["value"]
        session.close()
        process.send_signal(signal.SIGINT)
        status = process.wait(10)

    assert spoilt.status_code == 502
    assert [customer["displayName"] for customer in customers] != []
    assert len(customers) == 3
    assert status == 0


def test_a_taken_port_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Socket(None) as taken:
        port = taken.url.rpartition(":")[2]
        options = ["--directory", str(tmp_path), "--entra-port", port]
        status = main(["simulators", *PORTS[:2], *options])

    assert status == 1
    assert f"port {port} of 127.0.0.1 cannot be used (Address already in use)" in (
        capsys.readouterr().err
    )


def test_where_nobody_has_set_the_app_up_the_one_who_signs_in_may(tmp_path: Path) -> None:
    with command(*PORTS, "--directory", str(tmp_path), "--not-set-up") as (_, shown):
        control = f"{shown['Entra ID (authority)']}/_simulator/person"
        person = requests.get(control, verify=shown["Trust (PEM)"], timeout=5).json()

    assert person == {"user": "ada@contoso.example"}
    assert shown["System administrator"].startswith("Ada Adatum")
    assert shown["Her token"].count(".") == 2
    assert "An administrator's" not in shown


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("crm={}", "begin with one of bc, dataverse, entra"),
        ('bc={"kind": "flood"}', "timeout_before"),
        ("bc=x", "Invalid JSON"),
    ],
)
def test_a_fault_that_means_nothing_is_refused_with_a_reason(
    fault: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["simulators", "--fault", fault])

    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def app_token(fleet: Fleet, resource: str) -> str:
    known = fleet.credentials
    return _token(
        fleet.authority,
        known.tenant_id,
        str(fleet.certificate_authority),
        known.client_id,
        known.client_secret,
        resource,
    )


def token_as_shown(shown: dict[str, str]) -> str:
    """Sign in to Business Central with what the command has printed."""
    return _token(
        shown["Entra ID (authority)"],
        shown["Tenant id"],
        shown["Trust (PEM)"],
        shown["Client id"],
        shown["Client secret"],
        "https://api.businesscentral.dynamics.com",
    )


def _token(
    authority: str, tenant: str, trusted: str, client_id: str, secret: str, resource: str
) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "client_secret": secret,
        "scope": f"{resource}/.default",
    }
    url = f"{authority}/{tenant}/oauth2/v2.0/token"
    return str(requests.post(url, form, verify=trusted, timeout=5).json()["access_token"])


@contextmanager
def command(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Run ``python -m dev simulators`` and yield what it has printed about itself."""
    with subprocess.Popen(
        [sys.executable, "-m", "dev", "simulators", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            yield process, _shown(process)
        finally:
            process.kill()


def _shown(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    shown = {}
    for line in process.stdout:
        name, value = line[:22].strip(), line[22:].strip()
        if name == "Try:":
            break
        shown[name] = value
    return shown
