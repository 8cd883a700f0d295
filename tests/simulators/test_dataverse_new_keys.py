"""Alternate keys that a client asks for, and that work when their index is built."""

from datetime import timedelta
from typing import Any

import pytest

from dev.simulators.dataverse.rules import Rules
from tests.simulators.dataverse_driver import Driver, code
from tests.simulators.dataverse_forms import Json, column, label

ON_ACCOUNT = "EntityDefinitions(LogicalName='account')/Attributes"
KEYS = "EntityDefinitions(LogicalName='account')/Keys"


def key(name: str = "new_Key", *columns: str, **members: Any) -> Json:
    listed = list(columns or ("new_bcid",))
    return {"SchemaName": name, "KeyAttributes": listed, "DisplayName": label(name), **members}


def organisation(rules: Rules | None = None) -> Driver:
    dataverse = Driver(rules=rules or Rules())
    dataverse.call("POST", ON_ACCOUNT, column("String", "new_BcId", MaxLength=36))
    return dataverse


def status(dataverse: Driver, name: str = "new_Key") -> str:
    states = {
        each["SchemaName"]: each["EntityKeyIndexStatus"] for each in dataverse.get(KEYS)["value"]
    }
    return str(states[name])


@pytest.mark.wire("B.7")
def test_a_key_is_pending_until_its_index_is_built_and_useless_so_long() -> None:
    dataverse = organisation(Rules(key_index_seconds=5))
    dataverse.create("accounts", {"name": "A", "new_bcid": "1"})

    response = dataverse.call("POST", KEYS, key())
    early = dataverse.call("GET", "accounts(new_bcid='1')")
    before = status(dataverse)
    dataverse.clock.advance(timedelta(seconds=5))

    assert (response.status, before, status(dataverse)) == (204, "Pending", "Active")
    assert (early.status, code(early)) == (400, "0x80060890")
    assert dataverse.get("accounts(new_bcid='1')")["name"] == "A"


@pytest.mark.wire("B.7")
def test_an_active_key_takes_upserts_and_refuses_a_second_row() -> None:
    dataverse = organisation()
    dataverse.call("POST", KEYS, key())

    dataverse.call("PATCH", "accounts(new_bcid='1')", {"name": "A"})
    dataverse.call("PATCH", "accounts(new_bcid='1')", {"name": "B"})
    second = dataverse.call("POST", "accounts", {"new_bcid": "1"})

    assert [row["name"] for row in dataverse.get("accounts")["value"]] == ["B"]
    assert (second.status, code(second)) == (412, "0x80060892")


@pytest.mark.wire("B.7")
def test_a_key_that_rows_violate_fails_and_is_tried_again() -> None:
    dataverse = organisation()
    first = dataverse.create("accounts", {"new_bcid": "1"})
    dataverse.create("accounts", {"new_bcid": "1"})
    dataverse.call("POST", KEYS, key())
    failed = status(dataverse)

    dataverse.call("DELETE", f"accounts({first})")
    body = {"EntityLogicalName": "account", "EntityKeyLogicalName": "new_key"}
    response = dataverse.call("POST", "ReactivateEntityKey", body)

    assert (failed, response.status, status(dataverse)) == ("Failed", 204, "Active")


@pytest.mark.wire("B.7")
def test_a_deleted_key_binds_nobody_any_more() -> None:
    dataverse = organisation()
    address = dataverse.call("POST", KEYS, key()).headers["OData-EntityId"]
    dataverse.create("accounts", {"new_bcid": "1"})

    response = dataverse.call("DELETE", address)

    assert response.status == 204
    assert dataverse.create("accounts", {"new_bcid": "1"})
    assert dataverse.call("GET", "accounts(new_bcid='1')").status == 400
    assert dataverse.get(KEYS)["value"] == []


@pytest.mark.wire("B.7")
def test_names_and_columns_of_keys_are_taken_once() -> None:
    dataverse = organisation()
    dataverse.call("POST", KEYS, key())

    same_name = dataverse.call("POST", KEYS, key("new_Key", "accountnumber"))
    same_columns = dataverse.call("POST", KEYS, key("new_Other"))

    assert (same_name.status, code(same_name)) == (400, "0x80060893")
    assert (same_columns.status, code(same_columns)) == (400, "0x80060894")


@pytest.mark.wire("B.7")
def test_a_table_has_at_most_ten_keys() -> None:
    dataverse = organisation()
    names = [f"new_K{number}" for number in range(11)]
    for name in names:
        dataverse.call("POST", ON_ACCOUNT, column("Integer", name))

    answers = [
        dataverse.call("POST", KEYS, key(f"{name}key", name.lower())).status for name in names
    ]

    assert answers == [204] * 10 + [400]


@pytest.mark.wire("B.7")
@pytest.mark.parametrize(
    "wrong",
    [
        key("new_Key", "nope"),
        key("new_Key", "description"),
        key("new_Key", "creditlimit"),
        key("new_Key", "websiteurl", "name", "address1_line1", "address1_line2"),
        key("new_Key", *(["new_bcid"] * 17)),
        key("Key"),
        key(KeyAttribute=["new_bcid"]),
        key() | {"KeyAttributes": []},
    ],
)
def test_a_key_beyond_the_limits_is_refused(wrong: Json) -> None:
    dataverse = organisation()

    assert dataverse.call("POST", KEYS, wrong).status == 400
    assert dataverse.get(KEYS)["value"] == []


def test_a_column_of_a_key_cannot_be_deleted() -> None:
    dataverse = organisation()
    dataverse.call("POST", KEYS, key())

    response = dataverse.call("DELETE", f"{ON_ACCOUNT}(LogicalName='new_bcid')")

    assert (response.status, code(response)) == (400, "0x8004F01F")
