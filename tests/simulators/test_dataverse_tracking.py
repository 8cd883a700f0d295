"""Change tracking with delta links."""

from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.dataverse_driver import API, Driver, code

TRACK = {"Prefer": "odata.track-changes"}


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


def start(dataverse: Driver, query: str = "?$select=name") -> dict[str, Any]:
    content: dict[str, Any] = dataverse.get(f"accounts{query}", **TRACK)
    return content


@pytest.mark.wire("B.6")
def test_the_first_read_gives_all_rows_and_a_delta_link(dataverse: Driver) -> None:
    dataverse.create("accounts", {"name": "Adatum"})
    dataverse.simulator.delete("account", dataverse.create("accounts", {"name": "Gone"}))

    response = dataverse.call("GET", "accounts?$select=name", headers=TRACK)
    content = start(dataverse)

    assert response.headers["Preference-Applied"] == "odata.track-changes"
    assert [row["name"] for row in content["value"]] == ["Adatum"]
    assert content["@odata.deltaLink"].startswith(f"{API}/accounts?$select=name&$deltatoken=")
    assert "%2103%2F01%2F2026%2012%3A00%3A00" in content["@odata.deltaLink"]


@pytest.mark.wire("B.6")
def test_a_delta_gives_changed_rows_and_then_tombstones(dataverse: Driver) -> None:
    kept, removed = dataverse.simulator.add_many("account", [{"name": "A"}, {"name": "B"}])
    link = start(dataverse)["@odata.deltaLink"]
    dataverse.simulator.delete("account", removed)
    brief = dataverse.create("accounts", {"name": "Created and deleted"})
    dataverse.simulator.delete("account", brief)
    dataverse.simulator.change("account", kept, {"name": "A2"})

    delta = dataverse.get(link)
    count = dataverse.call("GET", link.replace("/accounts?", "/accounts/$count?")).body
    nothing = dataverse.get(delta["@odata.deltaLink"])

    assert delta["@odata.context"] == f"{API}/$metadata#accounts(name)/$delta"
    assert [row.get("name", row.get("id")) for row in delta["value"]] == ["A2", removed, brief]
    assert delta["value"][1] == {
        "@odata.context": f"{API}/$metadata#accounts/$deletedEntity",
        "id": removed,
        "reason": "deleted",
    }
    assert count.endswith(b"3")
    assert nothing["value"] == []


def test_a_row_created_anew_under_its_id_is_no_tombstone(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "A"})
    link = start(dataverse)["@odata.deltaLink"]
    dataverse.simulator.delete("account", row_id)
    dataverse.create("accounts", {"accountid": row_id, "name": "Again"})

    delta = dataverse.get(link)

    assert [row.get("name") for row in delta["value"]] == ["Again"]


@pytest.mark.wire("B.6")
def test_pages_carry_the_delta_link_only_at_the_end(dataverse: Driver) -> None:
    ids = dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(5)))
    link, names = "accounts?$select=name", []
    deltas = 0
    while not deltas:
        page = dataverse.get(link, Prefer="odata.track-changes,odata.maxpagesize=2")
        names += [row["name"] for row in page["value"]]
        deltas += "@odata.deltaLink" in page
        link = page.get("@odata.nextLink") or page["@odata.deltaLink"]
        assert ("istracking=%22True%22" in link.replace("%3D", "=")) is not bool(deltas)

    for row_id in ids[:3]:
        dataverse.simulator.delete("account", row_id)
    tombstones = []
    while link:
        page = dataverse.get(link, Prefer="odata.maxpagesize=2")
        tombstones += [row["id"] for row in page["value"]]
        link = page.get("@odata.nextLink", "")

    assert sorted(names) == [f"A{n}" for n in range(5)]
    assert sorted(tombstones) == sorted(ids[:3])


@pytest.mark.wire("B.6")
def test_a_row_changed_while_a_client_pages_is_in_the_next_delta(dataverse: Driver) -> None:
    ids = dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(4)))
    paged = {"Prefer": "odata.track-changes,odata.maxpagesize=2"}
    first = dataverse.get("accounts?$select=name", **paged)

    dataverse.simulator.change("account", ids[0], {"name": "Changed"})
    dataverse.simulator.change("account", ids[3], {"name": "Changed too"})
    second = dataverse.get(first["@odata.nextLink"], **paged)
    delta = dataverse.get(second["@odata.deltaLink"])

    assert [row["name"] for row in second["value"]] == ["A2"]
    assert {row["name"] for row in delta["value"]} == {"Changed", "Changed too"}


@pytest.mark.wire("B.6")
def test_a_delta_token_expires(dataverse: Driver) -> None:
    link = start(dataverse)["@odata.deltaLink"]

    dataverse.clock.advance(timedelta(days=7))
    in_time = dataverse.call("GET", link)
    dataverse.clock.advance(timedelta(seconds=1))
    late = dataverse.call("GET", link)

    assert in_time.status == 200
    assert (late.status, code(late)) == (400, "0x80044352")


@pytest.mark.wire("B.6")
def test_the_organisation_says_how_long_a_token_works(dataverse: Driver) -> None:
    organization = dataverse.simulator.rows("organization")[0]["organizationid"]
    dataverse.simulator.change("organization", organization, {"expirechangetrackingindays": 1})
    link = start(dataverse)["@odata.deltaLink"]

    dataverse.clock.advance(timedelta(days=1, seconds=1))

    assert dataverse.call("GET", link).status == 400


@pytest.mark.wire("B.6")
@pytest.mark.parametrize(
    "option", ["$filter=statecode eq 0", "$orderby=name", "$top=5", "$expand=ownerid"]
)
def test_only_select_is_allowed(dataverse: Driver, option: str) -> None:
    assert dataverse.call("GET", f"accounts?{option}", headers=TRACK).status == 400


@pytest.mark.wire("B.6")
def test_a_table_must_be_enabled(dataverse: Driver) -> None:
    assert dataverse.call("GET", "organizations", headers=TRACK).status == 400


@pytest.mark.parametrize("token", ["x", "5!yesterday"])
def test_a_malformed_token_is_refused(dataverse: Driver, token: str) -> None:
    assert dataverse.call("GET", f"accounts?$deltatoken={token}").status == 400
