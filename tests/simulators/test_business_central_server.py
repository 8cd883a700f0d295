from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from dev.simulators.certificates import CertificateAuthority
from dev.simulators.limits import Limits
from dev.simulators.server import SimulatorServer, Socket
from tests.simulators.business_central import ROOT, BusinessCentral

THREE_REQUESTS = 3


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[BusinessCentral, requests.Session, str]]:
    """The simulator behind real HTTPS, a session that is let in, and the company's URL."""
    bc = BusinessCentral(limits=Limits(requests=THREE_REQUESTS))
    authority = CertificateAuthority(tmp_path)
    with (
        SimulatorServer(bc.records, Socket(authority)) as server,
        requests.Session() as session,
    ):
        session.verify = str(authority.file)
        session.trust_env = False
        session.headers["Authorization"] = "Bearer good"
        yield bc, session, f"{server.url}{ROOT}/{bc.company}"


@pytest.mark.wire("A.4")
def test_pages_are_read_over_https_by_following_the_links(
    served: tuple[BusinessCentral, requests.Session, str],
) -> None:
    bc, session, company = served
    bc.records.add_many("customers", [{"displayName": f"{number}"} for number in range(3)])
    headers = {"Prefer": "odata.maxpagesize=2"}

    first = session.get(f"{company}/customers?$orderby=displayName", headers=headers, timeout=9)
    second = session.get(first.json()["@odata.nextLink"], headers=headers, timeout=9)

    names = [row["displayName"] for page in (first, second) for row in page.json()["value"]]
    assert names == ["0", "1", "2"]
    assert first.headers["OData-Version"] == "4.0"


@pytest.mark.wire("A.4")
def test_a_record_is_created_changed_and_deleted_over_https(
    served: tuple[BusinessCentral, requests.Session, str],
) -> None:
    bc, session, company = served

    created = session.post(f"{company}/customers", json={"displayName": "Adatum"}, timeout=9)
    place, etag = created.headers["Location"], created.json()["@odata.etag"]
    changed = session.patch(place, json={"city": "Ulm"}, headers={"If-Match": etag}, timeout=9)
    deleted = session.delete(place, timeout=9)

    assert [each.status_code for each in (created, changed, deleted)] == [201, 200, 204]
    assert bc.records.rows("customers") == []


@pytest.mark.wire("A.9")
def test_a_caller_beyond_the_limit_gets_429_in_the_services_own_words(
    served: tuple[BusinessCentral, requests.Session, str],
) -> None:
    _, session, company = served

    answers = [session.get(f"{company}/currencies", timeout=9) for _ in range(THREE_REQUESTS + 1)]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert "Retry-After" not in answers[-1].headers
    assert answers[-1].json()["error"]["code"] == "Application_TooManyRequests"
