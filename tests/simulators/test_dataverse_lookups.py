"""Lookups, links between rows, rows created along with others."""

import pytest

from tests.simulators.dataverse_driver import API, NOBODY, Driver, code


@pytest.fixture
def dataverse() -> Driver:
    driver = Driver()
    driver.simulator.define_key("contact", "key_contact", ["emailaddress1"])
    return driver


@pytest.mark.wire("B.3")
@pytest.mark.parametrize(
    "reference",
    ["/contacts({})", "contacts({})", API + "/contacts({})", "/contacts(emailaddress1='a@b')"],
)
def test_a_lookup_is_bound_by_any_form_of_address(dataverse: Driver, reference: str) -> None:
    contact = dataverse.create("contacts", {"emailaddress1": "a@b"})

    bind = {"primarycontactid@odata.bind": reference.format(contact)}
    dataverse.create("accounts", bind)

    assert dataverse.names("", "_primarycontactid_value") == [contact]


@pytest.mark.wire("B.3")
@pytest.mark.parametrize("name", ["primarycontactid@odata.bind", "primarycontactid"])
def test_null_clears_a_lookup(dataverse: Driver, name: str) -> None:
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    bind = {"primarycontactid@odata.bind": f"contacts({contact})"}
    row_id = dataverse.create("accounts", bind)

    dataverse.call("PATCH", f"accounts({row_id})", {name: None})

    assert dataverse.names("", "_primarycontactid_value") == [None]


@pytest.mark.wire("B.3")
@pytest.mark.parametrize(
    ("bind", "status"),
    [
        ({"primarycontactid@odata.bind": f"/contacts({NOBODY})"}, 404),
        ({"PrimaryContactId@odata.bind": f"/contacts({NOBODY})"}, 400),
        ({"primarycontactid@odata.bind": "/systemusers"}, 400),
        ({"primarycontactid@odata.bind": "$1"}, 400),
        ({"primarycontactid@odata.bind": 5}, 400),
        ({"_primarycontactid_value@odata.bind": f"/contacts({NOBODY})"}, 400),
    ],
)
def test_a_binding_that_leads_nowhere_is_refused(
    dataverse: Driver, bind: object, status: int
) -> None:
    assert dataverse.call("POST", "accounts", bind).status == status


def test_a_lookup_takes_only_its_own_tables(dataverse: Driver) -> None:
    bind = {"primarycontactid@odata.bind": f"/systemusers({dataverse.app_user})"}

    assert dataverse.call("POST", "accounts", bind).status == 400


@pytest.mark.wire("B.3")
def test_a_lookup_to_several_tables_has_a_name_for_each(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    contact = dataverse.create("contacts", {"lastname": "Adams"})

    def bound(name: str, reference: str) -> int:
        return dataverse.call("POST", "contacts", {f"{name}@odata.bind": reference}).status

    assert bound("parentcustomerid_account", f"/accounts({account})") == 204
    assert bound("parentcustomerid_contact", f"/contacts({contact})") == 204
    assert bound("parentcustomerid_account", f"/contacts({contact})") == 400
    assert bound("parentcustomerid", f"/accounts({account})") == 400


@pytest.mark.wire("B.3")
def test_the_owner_is_a_user_or_a_team(dataverse: Driver) -> None:
    ada = dataverse.simulator.add_user("Ada", "Adams", roles=["Salesperson"])
    user = ada["systemuserid"]
    team = dataverse.simulator.rows("team")[0]["teamid"]
    dataverse.simulator.give_role("team", team, "Salesperson")
    row_id = dataverse.create("accounts", {"ownerid@odata.bind": f"/systemusers({user})"})

    mine = dataverse.simulator.read("account", row_id)
    dataverse.call("PATCH", f"accounts({row_id})", {"ownerid@odata.bind": f"/teams({team})"})
    ours = dataverse.simulator.read("account", row_id)

    assert (mine["_owninguser_value"], mine["_owningteam_value"]) == (user, None)
    assert (ours["_owninguser_value"], ours["_owningteam_value"]) == (None, team)
    assert ours["_ownerid_value"] == team


@pytest.mark.wire("B.3")
def test_related_rows_are_created_along(dataverse: Driver) -> None:
    row_id = dataverse.create(
        "accounts",
        {
            "name": "Adatum",
            "primarycontactid": {"lastname": "Adams"},
            "contact_customer_accounts": [{"lastname": "Baker"}, {"lastname": "Clark"}],
        },
    )

    query = "$expand=primarycontactid($select=lastname),contact_customer_accounts"
    row = dataverse.get(f"accounts({row_id})?{query}")

    assert row["primarycontactid"]["lastname"] == "Adams"
    assert {each["lastname"] for each in row["contact_customer_accounts"]} == {"Baker", "Clark"}


@pytest.mark.wire("B.3")
def test_rows_are_linked_and_unlinked_through_a_collection(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    links = f"accounts({account})/contact_customer_accounts"
    body = {"@odata.id": f"{API}/contacts({contact})"}

    def parent() -> object:
        return dataverse.simulator.read("contact", contact)["_parentcustomerid_value"]

    linked = dataverse.call("POST", f"{links}/$ref", body)
    found = (parent(), dataverse.get(f"{links}/$ref")["value"])
    by_key = dataverse.call("DELETE", f"{links}({contact})/$ref")
    unlinked = parent()
    dataverse.call("POST", f"{links}/$ref", {"@odata.id": f"contacts({contact})"})
    by_query = dataverse.call("DELETE", f"{links}/$ref?$id={API}/contacts({contact})")

    assert (linked.status, by_key.status, by_query.status) == (204, 204, 204)
    assert found == (account, [body])
    assert (unlinked, parent()) == (None, None)


@pytest.mark.wire("B.3")
def test_a_lookup_is_set_and_cleared_by_its_link(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    link = f"accounts({account})/primarycontactid/$ref"

    put = dataverse.call("PUT", link, {"@odata.id": f"/contacts({contact})"})
    linked = dataverse.get(link)["@odata.id"]
    deleted = dataverse.call("DELETE", link)

    assert (put.status, deleted.status) == (204, 204)
    assert linked == f"{API}/contacts({contact})"
    assert dataverse.names("", "_primarycontactid_value") == [None]


@pytest.mark.wire("B.8")
def test_roles_are_assigned_to_users(dataverse: Driver) -> None:
    role = dataverse.simulator.rows("role")[0]["roleid"]
    links = f"systemusers({dataverse.app_user})/systemuserroles_association"

    first = dataverse.call("POST", f"{links}/$ref", {"@odata.id": f"{API}/roles({role})"})
    dataverse.call("POST", f"{links}/$ref", {"@odata.id": f"{API}/roles({role})"})
    assigned = dataverse.get(links)["value"]
    pairs = dataverse.simulator.rows("systemuserroles")
    dataverse.call("DELETE", f"{links}({role})/$ref")

    assert first.status == 204
    assert [each["roleid"] for each in assigned] == [role]
    assert len(pairs) == 1
    assert dataverse.simulator.rows("systemuserroles") == []


@pytest.mark.wire("B.11")
def test_a_unit_group_brings_its_base_unit(dataverse: Driver) -> None:
    group = dataverse.create("uomschedules", {"name": "Default", "baseuomname": "Piece"})

    unit = dataverse.simulator.rows("uom")[0]

    assert (unit["name"], unit["_uomscheduleid_value"]) == ("Piece", group)
    assert unit["isschedulebaseuom"] is True


def test_deleting_a_row_clears_the_lookups_to_it(dataverse: Driver) -> None:
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    bind = {"primarycontactid@odata.bind": f"contacts({contact})"}
    row_id = dataverse.create("accounts", {"name": "Adatum", **bind})
    before = dataverse.simulator.read("account", row_id)

    dataverse.call("DELETE", f"contacts({contact})")

    after = dataverse.simulator.read("account", row_id)
    assert after["_primarycontactid_value"] is None
    assert after["@odata.etag"] != before["@odata.etag"]


def test_deleting_an_account_deletes_its_contacts(dataverse: Driver) -> None:
    account = dataverse.create("accounts", {"contact_customer_accounts": [{"lastname": "A"}]})

    dataverse.call("DELETE", f"accounts({account})")

    assert dataverse.simulator.rows("contact") == []


@pytest.mark.wire("B.9")
def test_a_currency_in_use_cannot_be_deleted(dataverse: Driver) -> None:
    dataverse.create("accounts", {"creditlimit": 5})
    currency = dataverse.simulator.rows("transactioncurrency")[0]["transactioncurrencyid"]

    response = dataverse.call("DELETE", f"transactioncurrencies({currency})")

    assert (response.status, code(response)) == (405, "0x80040227")


def test_rows_related_through_a_table_between_are_expanded(dataverse: Driver) -> None:
    role = dataverse.simulator.rows("role")[0]["roleid"]
    user = f"systemusers({dataverse.app_user})"
    body = {"@odata.id": f"/roles({role})"}
    dataverse.call("POST", f"{user}/systemuserroles_association/$ref", body)

    query = "$select=fullname&$expand=systemuserroles_association($select=name)"
    row = dataverse.get(f"{user}?{query}")

    names = [each["name"] for each in row["systemuserroles_association"]]
    assert names == ["System Administrator"]


def test_a_new_row_takes_existing_ones_into_its_collection(dataverse: Driver) -> None:
    contact = dataverse.create("contacts", {"lastname": "Adams"})
    bind = {"contact_customer_accounts@odata.bind": [f"/contacts({contact})"]}

    account = dataverse.create("accounts", {"name": "Adatum", **bind})

    parent = dataverse.simulator.read("contact", contact)["_parentcustomerid_value"]
    assert parent == account


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", "contact_customer_accounts/$ref", {"@odata.id": "/systemusers({user})"}),
        ("PUT", "primarycontactid/$ref", {"@odata.id": "/systemusers({user})"}),
        ("PUT", "primarycontactid/$ref", {}),
        ("DELETE", "contact_customer_accounts/$ref", None),
        ("PUT", "createdby/$ref", {"@odata.id": "/systemusers({user})"}),
        ("PUT", "name", "no object"),
    ],
)
def test_a_link_that_cannot_be_is_refused(
    dataverse: Driver, method: str, address: str, body: object
) -> None:
    account = dataverse.create("accounts", {"name": "Adatum"})
    if isinstance(body, dict):
        body = {name: value.format(user=dataverse.app_user) for name, value in body.items()}

    assert dataverse.call(method, f"accounts({account})/{address}", body).status == 400
