"""What users may do: the privileges of their roles decide, for each operation."""

import json
from typing import Any

import pytest

from tests.simulators.dataverse_driver import URL, change_set, code, part, statuses
from tests.simulators.dataverse_forms import column, table
from tests.simulators.dataverse_people import AS_PERSON, Staff

ALL = ("Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share")


def account(*rights: str) -> tuple[str, ...]:
    return tuple(f"prv{right}Account" for right in rights)


@pytest.mark.wire("B.8")
def test_a_refusal_names_the_user_the_privilege_and_the_table() -> None:
    dataverse = Staff()

    response = dataverse.ask("GET", "accounts")

    message = json.loads(response.body)["error"]["message"]
    assert (response.status, code(response)) == (403, "0x80040220")
    assert message.startswith(f"Principal user (Id={dataverse.person}, type=8")
    privilege = dataverse.privilege("prvReadAccount")
    assert f"is missing prvReadAccount privilege (Id={privilege})" in message
    assert "OTC=1 for entity 'account'" in message


@pytest.mark.wire("B.8")
@pytest.mark.parametrize(
    ("missing", "method", "address", "body"),
    [
        ("Read", "GET", "accounts", None),
        ("Read", "GET", "accounts({row})", None),
        ("Read", "GET", "accounts({row})/name", None),
        ("Read", "GET", "accounts/$count", None),
        ("Create", "POST", "accounts", {"name": "A"}),
        ("Create", "PATCH", "accounts(99999999-0000-4000-8000-000000000009)", {"name": "A"}),
        ("Write", "PATCH", "accounts({row})", {"name": "B"}),
        ("Write", "PUT", "accounts({row})/name", {"value": "B"}),
        ("Delete", "DELETE", "accounts({row})", None),
        ("Append", "PATCH", "accounts({row})", {"parentaccountid@odata.bind": "/accounts({row})"}),
        (
            "AppendTo",
            "PATCH",
            "accounts({row})",
            {"parentaccountid@odata.bind": "/accounts({row})"},
        ),
        ("Assign", "PATCH", "accounts({row})", {"ownerid@odata.bind": "/systemusers({user})"}),
    ],
)
def test_each_operation_needs_its_privilege(
    missing: str, method: str, address: str, body: Any
) -> None:
    dataverse = Staff()
    row = dataverse.create("accounts", {"name": "A"})
    names = {"{row}": row, "{user}": dataverse.person}
    text = json.dumps(body)
    for mark, value in names.items():
        text, address = text.replace(mark, value), address.replace(mark, value)
    dataverse.allow("Global", *(name for name in account(*ALL) if name[3:-7] != missing))

    refused = dataverse.ask(method, address, json.loads(text))
    dataverse.allow("Global", f"prv{missing}Account")
    allowed = dataverse.ask(method, address, json.loads(text))

    message = json.loads(refused.body)["error"]["message"]
    assert refused.status == 403
    assert f"prv{missing}Account" in message
    assert allowed.status < 300


@pytest.mark.wire("B.5")
def test_a_bulk_message_needs_the_privilege_and_writes_nothing_without() -> None:
    dataverse = Staff()
    target = {"@odata.type": "Microsoft.Dynamics.CRM.account", "name": "A"}
    address = "accounts/Microsoft.Dynamics.CRM.CreateMultiple"

    refused = dataverse.ask("POST", address, {"Targets": [target]})
    dataverse.allow("Global", *account("Create"))
    allowed = dataverse.ask("POST", address, {"Targets": [target]})

    assert (refused.status, allowed.status) == (403, 200)
    assert len(dataverse.get("accounts")["value"]) == 1


@pytest.mark.wire("B.4")
def test_each_operation_of_a_batch_needs_its_privilege() -> None:
    dataverse = Staff()
    dataverse.allow("Global", *account("Create"))
    writes = change_set(part("POST", "accounts", {"name": "A"}, "1"))

    response = dataverse.batch(
        [writes, part("GET", "accounts")],
        **AS_PERSON,
        Prefer="odata.continue-on-error",
    )

    assert statuses(response) == [204, 403]


@pytest.mark.wire("B.7")
@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", "EntityDefinitions", table()),
        (
            "POST",
            "EntityDefinitions(LogicalName='account')/Attributes",
            column("String", "new_X"),
        ),
        (
            "POST",
            "EntityDefinitions(LogicalName='account')/Keys",
            {"SchemaName": "new_Key", "KeyAttributes": ["accountnumber"]},
        ),
        ("POST", "PublishAllXml", None),
        ("POST", "InsertOptionValue", {}),
    ],
)
def test_customizing_is_for_customizers(method: str, address: str, body: Any) -> None:
    dataverse = Staff()
    dataverse.allow("Global", "prvReadEntity", *account(*ALL))

    refused = dataverse.ask(method, address, body)
    dataverse.simulator.give_role("systemuser", dataverse.person, "System Customizer")
    allowed = dataverse.ask(method, address, body)

    assert refused.status == 403
    assert allowed.status != 403


@pytest.mark.wire("B.8")
def test_metadata_is_read_with_a_privilege_and_who_am_i_without() -> None:
    dataverse = Staff()

    refused = dataverse.ask("GET", "EntityDefinitions?$select=LogicalName")
    dataverse.allow("Global", "prvReadEntity")

    assert refused.status == 403
    assert dataverse.ask("GET", "EntityDefinitions?$select=LogicalName").status == 200
    assert dataverse.ask("GET", "WhoAmI").status == 200


@pytest.mark.wire("B.8")
def test_a_new_table_has_privileges_which_administrators_hold_at_once() -> None:
    dataverse = Staff()
    dataverse.call("POST", "EntityDefinitions", table())

    refused = dataverse.ask("POST", "new_companies", {"new_name": "A"})
    described = dataverse.get(
        "EntityDefinitions(LogicalName='new_company')?$select=LogicalName,Privileges"
    )["Privileges"]
    dataverse.allow("Basic", "prvCreatenew_Company")

    names = {each["PrivilegeType"]: each["Name"] for each in described}
    assert refused.status == 403
    assert names["Read"] == "prvReadnew_Company"
    assert set(names) == set(ALL)
    assert dataverse.create("new_companies", {"new_name": "A"})
    assert dataverse.ask("POST", "new_companies", {"new_name": "A"}).status == 204


@pytest.mark.wire("B.8")
def test_the_user_level_reaches_a_users_own_rows() -> None:
    dataverse = Staff()
    dataverse.allow("Basic", *account(*ALL))
    theirs = dataverse.create("accounts", {"name": "Another's"})

    dataverse.ask("POST", "accounts", {"name": "Own"})

    listed = json.loads(dataverse.ask("GET", "accounts?$select=name").body)["value"]
    counted = dataverse.ask("GET", "accounts/$count")
    own = listed[0]["accountid"]
    assert [row["name"] for row in listed] == ["Own"]
    assert counted.body.endswith(b"1")
    assert dataverse.ask("PATCH", f"accounts({own})", {"name": "Mine"}).status == 204
    for method, body in (("GET", None), ("PATCH", {"name": "B"}), ("DELETE", None)):
        refused = dataverse.ask(method, f"accounts({theirs})", body)
        assert (refused.status, code(refused)) == (403, "0x80048306")


@pytest.mark.wire("B.8")
def test_a_teams_rows_are_as_good_as_its_members_own() -> None:
    dataverse = Staff()
    bind = {"businessunitid@odata.bind": f"/businessunits({dataverse.unit})"}
    team = dataverse.create("teams", {"name": "Sales", **bind})
    dataverse.simulator.give_role("team", team, "Salesperson")
    dataverse.call(
        "POST",
        f"teams({team})/teammembership_association/$ref",
        {"@odata.id": f"{URL}/api/data/v9.2/systemusers({dataverse.person})"},
    )

    dataverse.create("accounts", {"name": "A", "ownerid@odata.bind": f"/teams({team})"})

    listed = json.loads(dataverse.ask("GET", "accounts?$select=name").body)["value"]
    assert [row["name"] for row in listed] == ["A"]


@pytest.mark.wire("B.8")
@pytest.mark.parametrize(
    ("depth", "seen"),
    [
        ("Local", {"Own unit"}),
        ("Deep", {"Own unit", "Below"}),
        ("Global", {"Own unit", "Below", "Root"}),
    ],
)
def test_a_depth_reaches_as_far_as_the_tree_of_units(depth: str, seen: set[str]) -> None:
    dataverse = Staff()
    own = dataverse.create_unit("North")
    below = dataverse.create_unit("Harbour", own)
    dataverse.simulator.change(
        "systemuser", dataverse.person, {"businessunitid@odata.bind": f"businessunits({own})"}
    )
    root_role = dataverse.simulator.add_role("Reader", {"prvReadAccount": depth})
    [copy] = dataverse.get(
        f"roles?$filter=_parentrootroleid_value eq {root_role} and _businessunitid_value eq {own}"
    )["value"]
    dataverse.simulator.add(
        "systemuserroles", {"systemuserid": dataverse.person, "roleid": copy["roleid"]}
    )
    for name, unit in (("Own unit", own), ("Below", below), ("Root", dataverse.unit)):
        bind = {"businessunitid@odata.bind": f"businessunits({unit})"}
        owner = dataverse.simulator.add_user("Owner", name, **bind)["systemuserid"]
        dataverse.simulator.add(
            "account", {"name": name, "ownerid@odata.bind": f"systemusers({owner})"}
        )

    listed = json.loads(dataverse.ask("GET", "accounts?$select=name").body)["value"]

    assert {row["name"] for row in listed} == seen


@pytest.mark.wire("B.6")
def test_change_tracking_needs_the_right_to_read_every_row() -> None:
    dataverse = Staff()
    dataverse.allow("Deep", *account("Read"))
    tracked = {"Prefer": "odata.track-changes"}

    refused = dataverse.ask("GET", "accounts?$select=name", headers=tracked)
    dataverse.allow("Global", *account("Read"))

    assert refused.status == 403
    assert dataverse.ask("GET", "accounts?$select=name", headers=tracked).status == 200


@pytest.mark.wire("B.8")
def test_expanded_rows_need_the_right_to_read_them() -> None:
    dataverse = Staff()
    dataverse.allow("Global", *account("Read"))
    contact = dataverse.create("contacts", {"lastname": "A"})
    dataverse.create("accounts", {"primarycontactid@odata.bind": f"/contacts({contact})"})
    address = "accounts?$select=name&$expand=primarycontactid($select=lastname)"

    refused = dataverse.ask("GET", address)
    dataverse.allow("Global", "prvReadContact")

    assert refused.status == 403
    assert dataverse.ask("GET", address).status == 200


@pytest.mark.wire("B.8")
def test_nobody_owns_what_they_could_not_read() -> None:
    dataverse = Staff()
    team = dataverse.get("teams?$filter=isdefault eq true")["value"][0]["teamid"]
    body = {"name": "A", "ownerid@odata.bind": f"/teams({team})"}

    refused = dataverse.call("POST", "accounts", body)
    dataverse.simulator.give_role("team", team, "Salesperson")

    assert (refused.status, code(refused)) == (403, "0x80040231")
    assert dataverse.call("POST", "accounts", body).status == 204


@pytest.mark.wire("B.8")
def test_a_role_that_is_taken_away_counts_no_more() -> None:
    dataverse = Staff()
    role = dataverse.allow("Global", *account("Read"))
    before = dataverse.ask("GET", "accounts").status

    address = f"systemusers({dataverse.person})/systemuserroles_association({role})/$ref"
    dataverse.call("DELETE", address)

    assert (before, dataverse.ask("GET", "accounts").status) == (200, 403)


def test_in_administration_mode_only_administrators_and_customizers_are_let_in() -> None:
    dataverse = Staff()
    dataverse.allow("Global", *account("Read"))
    dataverse.simulator.is_in_administration_mode = True

    refused = dataverse.ask("GET", "accounts")
    dataverse.simulator.give_role("systemuser", dataverse.person, "System Customizer")

    assert (refused.status, code(refused)) == (403, "0x80048405")
    assert dataverse.ask("GET", "accounts").status == 200
    assert dataverse.call("GET", "accounts").status == 200
