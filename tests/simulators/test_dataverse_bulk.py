"""CreateMultiple, UpdateMultiple, UpsertMultiple."""

import json
from typing import Any

import pytest

from dev.simulators.http import Response
from tests.simulators.dataverse_driver import NOBODY, Driver, code

TYPE = "Microsoft.Dynamics.CRM.account"


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


def send(dataverse: Driver, message: str, *targets: dict[str, Any]) -> Response:
    typed = [{"@odata.type": TYPE, **target} for target in targets]
    return dataverse.call("POST", f"accounts/Microsoft.Dynamics.CRM.{message}", {"Targets": typed})


@pytest.mark.wire("B.5")
def test_create_multiple_answers_the_ids_in_order(dataverse: Driver) -> None:
    response = send(dataverse, "CreateMultiple", *({"name": f"A{n}"} for n in range(20)))

    content = json.loads(response.body)
    names = [dataverse.simulator.read("account", row_id)["name"] for row_id in content["Ids"]]
    assert response.status == 200
    assert content["@odata.context"].endswith("#Microsoft.Dynamics.CRM.CreateMultipleResponse")
    assert names == [f"A{n}" for n in range(20)]


@pytest.mark.wire("B.5")
@pytest.mark.parametrize("message", ["CreateMultiple", "UpsertMultiple"])
def test_one_bad_row_fails_all(dataverse: Driver, message: str) -> None:
    first = {"accountid": NOBODY, "name": "Fine"}

    response = send(dataverse, message, first, {"accountid": NOBODY[:-1] + "8", "name": 5})

    assert response.status == 400
    assert dataverse.simulator.rows("account") == []


@pytest.mark.wire("B.5")
def test_update_multiple_changes_all_or_none(dataverse: Driver) -> None:
    ids = dataverse.simulator.add_many("account", [{"name": "A"}, {"name": "B"}])

    done = send(dataverse, "UpdateMultiple", *({"accountid": each, "fax": "1"} for each in ids))
    refused = send(
        dataverse,
        "UpdateMultiple",
        {"accountid": ids[0], "fax": "2"},
        {"accountid": NOBODY, "fax": "2"},
    )

    assert (done.status, done.body) == (204, b"")
    assert (refused.status, code(refused)) == (404, "0x80040217")
    assert dataverse.names("", "fax") == ["1", "1"]


@pytest.mark.wire("B.5")
def test_update_multiple_does_not_look_at_versions(dataverse: Driver) -> None:
    row = dataverse.simulator.add("account", {"name": "A"})
    dataverse.simulator.change("account", row["accountid"], {"name": "B"})

    stale = {"accountid": row["accountid"], "@odata.etag": row["@odata.etag"], "name": "C"}
    response = send(dataverse, "UpdateMultiple", stale)

    assert response.status == 204
    assert dataverse.names("") == ["C"]


@pytest.mark.wire("B.5")
def test_upsert_multiple_takes_keys_and_ids(dataverse: Driver) -> None:
    dataverse.simulator.define_key("account", "key_account", ["accountnumber"])
    dataverse.create("accounts", {"accountnumber": "C1", "name": "Old"})

    response = send(
        dataverse,
        "UpsertMultiple",
        {"@odata.id": "accounts(accountnumber='C1')", "name": "New"},
        {"@odata.id": "accounts(accountnumber='C2')", "name": "Second"},
        {"accountid": NOBODY, "name": "Third"},
    )

    assert (response.status, response.body) == (204, b"")
    assert dataverse.names("$orderby=name") == ["New", "Second", "Third"]
    assert dataverse.names("$orderby=name", "accountnumber") == ["C1", "C2", None]


@pytest.mark.wire("B.5")
@pytest.mark.parametrize(
    "body",
    [
        {"Targets": [{"name": "No type"}]},
        {"Targets": [{"@odata.type": "Microsoft.Dynamics.CRM.contact", "lastname": "A"}]},
        {"Targets": []},
        {"Targets": {}},
        {},
        [],
    ],
)
def test_targets_must_all_be_typed_rows_of_the_table(dataverse: Driver, body: object) -> None:
    response = dataverse.call("POST", "accounts/Microsoft.Dynamics.CRM.CreateMultiple", body)

    assert response.status == 400


def test_update_multiple_needs_the_id_of_every_target(dataverse: Driver) -> None:
    assert send(dataverse, "UpdateMultiple", {"name": "A"}).status == 400


def test_delete_multiple_is_not_there_for_standard_tables(dataverse: Driver) -> None:
    assert send(dataverse, "DeleteMultiple", {"accountid": NOBODY}).status == 501
