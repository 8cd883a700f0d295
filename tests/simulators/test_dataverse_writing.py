"""Creates, updates and deletes of single rows."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from dev.simulators.dataverse.rules import Rules
from tests.simulators.dataverse_driver import API, NOBODY, Driver, code


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


@pytest.mark.wire("B.3")
def test_a_create_answers_204_with_the_address_of_the_row(dataverse: Driver) -> None:
    response = dataverse.call("POST", "accounts", {"name": "Adatum"})

    assert (response.status, response.body) == (204, b"")
    row = dataverse.get(response.headers["OData-EntityId"])
    assert row["name"] == "Adatum"
    assert response.headers["OData-EntityId"] == f"{API}/accounts({row['accountid']})"


@pytest.mark.wire("B.3")
def test_a_create_returns_the_row_when_asked_with_the_selected_columns(dataverse: Driver) -> None:
    response = dataverse.call(
        "POST",
        "accounts?$select=name",
        {"name": "Adatum"},
        {"Prefer": 'return=representation,odata.include-annotations="*"'},
    )

    row = json.loads(response.body)
    assert response.status == 201
    assert row["name"] == "Adatum"
    assert set(row) == {"@odata.context", "@odata.etag", "name", "accountid"}
    assert response.headers["Preference-Applied"].startswith("return=representation")


@pytest.mark.wire("B.3")
def test_the_client_may_choose_the_id_once(dataverse: Driver) -> None:
    row_id = str(uuid4())
    dataverse.create("accounts", {"accountid": row_id, "name": "Adatum"})

    again = dataverse.call("POST", "accounts", {"accountid": row_id, "name": "Other"})

    assert (again.status, code(again)) == (412, "0x80040237")
    assert dataverse.names("") == ["Adatum"]


@pytest.mark.wire("B.3")
def test_the_platform_fills_in_who_when_and_in_which_state(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})

    row = dataverse.simulator.read("account", row_id)

    assert row["createdon"] == row["modifiedon"] == "2026-03-01T12:00:00Z"
    assert row["_createdby_value"] == row["_modifiedby_value"] == dataverse.app_user
    assert row["_ownerid_value"] == row["_owninguser_value"] == dataverse.app_user
    assert (row["statecode"], row["statuscode"]) == (0, 1)


@pytest.mark.wire("B.3")
def test_a_migrated_row_may_bring_the_time_of_its_creation(dataverse: Driver) -> None:
    body = {"name": "Adatum", "overriddencreatedon": "2001-02-03T04:05:06Z"}
    row = dataverse.simulator.read("account", dataverse.create("accounts", body))

    assert row["createdon"] == "2001-02-03T04:05:06Z"
    assert row["modifiedon"] == "2026-03-01T12:00:00Z"


@pytest.mark.wire("B.3")
def test_an_update_changes_what_it_names_and_raises_time_and_version(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum", "fax": "1"})
    before = dataverse.simulator.read("account", row_id)
    dataverse.clock.advance(timedelta(seconds=5))

    response = dataverse.call("PATCH", f"accounts({row_id})", {"fax": "2"}, {"If-Match": "*"})

    after = dataverse.simulator.read("account", row_id)
    assert response.status == 204
    assert (after["name"], after["fax"]) == ("Adatum", "2")
    assert after["modifiedon"] == "2026-03-01T12:00:05Z"
    assert after["versionnumber"] > before["versionnumber"]


def test_an_update_that_changes_nothing_raises_the_version_too(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})
    before = dataverse.simulator.read("account", row_id)

    after = dataverse.simulator.change("account", row_id, {"name": "Adatum"})

    assert after["versionnumber"] > before["versionnumber"]


def test_an_update_that_changes_nothing_can_be_made_to_leave_no_trace() -> None:
    dataverse = Driver(Rules(touch_unchanged=False))
    row_id = dataverse.create("accounts", {"name": "Adatum"})
    before = dataverse.simulator.read("account", row_id)

    after = dataverse.simulator.change("account", row_id, {"name": "Adatum"})

    assert after == before


@pytest.mark.wire("B.3")
def test_a_patch_without_if_match_creates_the_row(dataverse: Driver) -> None:
    row_id = str(uuid4())

    response = dataverse.call("PATCH", f"accounts({row_id})", {"name": "Adatum"})

    assert response.status == 204
    assert dataverse.simulator.read("account", row_id)["name"] == "Adatum"


@pytest.mark.wire("B.3")
@pytest.mark.parametrize("etag", ["*", 'W/"1"'])
def test_a_patch_with_if_match_creates_nothing(dataverse: Driver, etag: str) -> None:
    response = dataverse.call("PATCH", f"accounts({NOBODY})", {"name": "A"}, {"If-Match": etag})

    assert (response.status, code(response)) == (404, "0x80040217")
    assert dataverse.simulator.rows("account") == []


@pytest.mark.wire("B.3")
def test_a_patch_with_if_none_match_only_creates(dataverse: Driver) -> None:
    row_id = str(uuid4())
    headers = {"If-None-Match": "*"}

    created = dataverse.call("PATCH", f"accounts({row_id})", {"name": "Adatum"}, headers)
    refused = dataverse.call("PATCH", f"accounts({row_id})", {"name": "Other"}, headers)

    assert (created.status, refused.status) == (204, 412)
    assert dataverse.names("") == ["Adatum"]


def test_if_none_match_null_means_nothing(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})

    headers = {"If-None-Match": "null"}
    response = dataverse.call("PATCH", f"accounts({row_id})", {"name": "Other"}, headers)

    assert response.status == 204


@pytest.mark.wire("B.3")
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_stale_etag_is_refused(dataverse: Driver, method: str) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})
    stale = dataverse.get(f"accounts({row_id})")["@odata.etag"]
    fresh = dataverse.simulator.change("account", row_id, {"fax": "1"})["@odata.etag"]

    refused = dataverse.call(method, f"accounts({row_id})", {"fax": "2"}, {"If-Match": stale})
    kept = dataverse.simulator.read("account", row_id)["fax"]
    done = dataverse.call(method, f"accounts({row_id})", {"fax": "2"}, {"If-Match": fresh})

    assert (refused.status, code(refused), kept) == (412, "0x80060882", "1")
    assert done.status == 204


@pytest.mark.wire("B.3")
def test_an_upsert_by_key_copies_the_key_when_it_creates(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "key_account", ["accountnumber"])
    address, prefer = "accounts(accountnumber='C1')", {"Prefer": "return=representation"}

    first = dataverse.call("PATCH", address, {"name": "Adatum"}, prefer)
    second = dataverse.call("PATCH", address, {"name": "New", "accountnumber": "X"}, prefer)

    created, updated = json.loads(first.body), json.loads(second.body)
    assert (first.status, second.status) == (201, 200)
    assert first.headers["OData-EntityId"] == f"{API}/{address}"
    assert created["accountid"] == updated["accountid"]
    assert (updated["name"], updated["accountnumber"]) == ("New", "C1")


@pytest.mark.wire("B.3")
def test_an_upsert_by_key_lets_the_body_win_when_it_creates(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "key_account", ["accountnumber"])

    dataverse.call("PATCH", "accounts(accountnumber='C1')", {"accountnumber": "X"})

    assert dataverse.names("", "accountnumber") == ["X"]


@pytest.mark.wire("B.9")
def test_two_rows_cannot_have_the_same_key(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "key_account", ["accountnumber"])
    dataverse.create("accounts", {"accountnumber": "c1"})
    other = dataverse.create("accounts", {"accountnumber": "c2"})

    created = dataverse.call("POST", "accounts", {"accountnumber": "C1"})
    changed = dataverse.call("PATCH", f"accounts({other})", {"accountnumber": "C1"})
    dataverse.create("accounts", {"name": "No number"})
    dataverse.create("accounts", {"name": "No number either"})

    assert (created.status, code(created)) == (412, "0x80060892")
    assert (changed.status, code(changed)) == (412, "0x80060892")


@pytest.mark.wire("B.7")
def test_a_key_that_rows_violate_does_not_become_active(dataverse: Driver) -> None:
    dataverse.create("accounts", {"accountnumber": "C1"})
    dataverse.create("accounts", {"accountnumber": "C1"})

    key = dataverse.simulator.define_key("account", "key_account", ["accountnumber"])

    assert not key.active
    assert dataverse.call("GET", "accounts(accountnumber='C1')").status == 400


@pytest.mark.wire("B.3")
def test_a_deleted_row_is_gone(dataverse: Driver) -> None:
    row_id = dataverse.create("accounts", {"name": "Adatum"})

    first = dataverse.call("DELETE", f"accounts({row_id})")
    second = dataverse.call("DELETE", f"accounts({row_id})")

    assert (first.status, second.status) == (204, 404)


@pytest.mark.wire("B.3")
def test_single_properties_are_set_and_emptied(dataverse: Driver) -> None:
    row = f"accounts({dataverse.create('accounts', {'name': 'Adatum', 'fax': '1'})})"

    put = dataverse.call("PUT", f"{row}/name", {"value": "Adatum Corp."})
    deleted = dataverse.call("DELETE", f"{row}/fax")

    assert (put.status, deleted.status) == (204, 204)
    assert dataverse.names("") == ["Adatum Corp."]
    assert dataverse.names("", "fax") == [None]


def test_a_refused_write_leaves_nothing_behind(dataverse: Driver) -> None:
    body = {"name": "Adatum", "contact_customer_accounts": [{"lastname": "A"}, {"nope": 1}]}

    response = dataverse.call("POST", "accounts", body)

    assert response.status == 400
    assert dataverse.simulator.rows("account") == dataverse.simulator.rows("contact") == []


def test_texts_are_counted_as_the_platform_counts_and_empty_ones_are_none(
    dataverse: Driver,
) -> None:
    dataverse.create("accounts", {"accountnumber": "😀" * 10, "fax": ""})

    assert dataverse.names("", "fax") == [None]


def test_every_table_takes_and_gives_rows(dataverse: Driver) -> None:
    metadata = dataverse.get("EntityDefinitions?$select=EntitySetName,LogicalName")["value"]

    for table in metadata:
        dataverse.get(f"{table['EntitySetName']}?$top=1")

    assert len(metadata) >= 29
