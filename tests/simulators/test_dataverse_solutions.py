"""Publishers, solutions, what is in them, and web resources."""

from base64 import b64encode
from typing import Any

import pytest

from tests.simulators.dataverse_driver import Driver, code
from tests.simulators.dataverse_forms import column, label, relationship, table

IN_SOLUTION = {"MSCRM.SolutionUniqueName": "BcSync"}
ON_ACCOUNT = "EntityDefinitions(LogicalName='account')"
PAGE = {
    "name": "new_/console.html",
    "displayname": "Console",
    "webresourcetype": 1,
    "content": b64encode(b"<html></html>").decode(),
}


def organisation() -> Driver:
    dataverse = Driver()
    publisher = dataverse.create(
        "publishers",
        {
            "uniquename": "contoso",
            "friendlyname": "Contoso",
            "customizationprefix": "new",
            "customizationoptionvalueprefix": 10000,
        },
    )
    dataverse.create("solutions", solution(publisher))
    return dataverse


def solution(publisher: str, **values: Any) -> dict[str, Any]:
    return {
        "uniquename": "BcSync",
        "friendlyname": "Business Central",
        "version": "1.0.0.0",
        "publisherid@odata.bind": f"/publishers({publisher})",
        **values,
    }


def components(dataverse: Driver) -> list[tuple[int, str]]:
    query = "solutioncomponents?$filter=solutionid/uniquename eq 'BcSync'"
    return [(row["componenttype"], row["objectid"]) for row in dataverse.get(query)["value"]]


@pytest.mark.wire("B.10")
def test_a_solution_tells_its_version_and_is_raised_to_another() -> None:
    dataverse = organisation()
    query = "solutions?$select=uniquename,version,ismanaged&$filter=uniquename eq 'BcSync'"
    [before] = dataverse.get(query)["value"]

    address = f"solutions({before['solutionid']})"
    dataverse.call("PATCH", address, {"version": "1.1.0.0"}, {"If-Match": "*"})

    assert (before["version"], before["ismanaged"]) == ("1.0.0.0", False)
    assert dataverse.get(query)["value"][0]["version"] == "1.1.0.0"


@pytest.mark.wire("B.7")
def test_what_is_created_with_the_header_is_in_the_solution() -> None:
    dataverse = organisation()
    posts: list[tuple[str, Any]] = [
        ("EntityDefinitions", table()),
        (f"{ON_ACCOUNT}/Attributes", column("String", "new_BcId", MaxLength=36)),
        ("RelationshipDefinitions", relationship("new_company", "account", "new_CompanyId")),
        (f"{ON_ACCOUNT}/Keys", {"SchemaName": "new_Key", "KeyAttributes": ["new_bcid"]}),
        ("webresourceset", PAGE),
        ("roles", {"name": "BC", "businessunitid@odata.bind": unit(dataverse)}),
    ]

    answers = [dataverse.call("POST", *post, IN_SOLUTION) for post in posts]

    assert {each.status for each in answers} == {204}
    assert sorted(kind for kind, _ in components(dataverse)) == [1, 2, 10, 14, 20, 61]
    company = dataverse.get("EntityDefinitions(LogicalName='new_company')?$select=MetadataId")
    assert (1, company["MetadataId"]) in components(dataverse)


@pytest.mark.wire("B.10")
def test_deleting_a_solution_leaves_its_components() -> None:
    dataverse = organisation()
    dataverse.call("POST", "EntityDefinitions", table(), IN_SOLUTION)
    [row] = dataverse.get("solutions?$filter=uniquename eq 'BcSync'")["value"]

    response = dataverse.call("DELETE", f"solutions({row['solutionid']})")

    assert response.status == 204
    assert dataverse.get("solutioncomponents")["value"] == []
    assert dataverse.get("new_companies")["value"] == []


def test_a_deleted_component_is_in_no_solution_any_more() -> None:
    dataverse = organisation()
    page = dataverse.call("POST", "webresourceset", PAGE, IN_SOLUTION).headers["OData-EntityId"]
    dataverse.call("POST", "EntityDefinitions", table(), IN_SOLUTION)

    dataverse.call("DELETE", page)
    dataverse.call("DELETE", "EntityDefinitions(LogicalName='new_company')")

    assert components(dataverse) == []


@pytest.mark.wire("B.10")
def test_an_existing_component_is_added_and_taken_out() -> None:
    dataverse = organisation()
    page = dataverse.create("webresourceset", PAGE)
    body = {"ComponentId": page, "ComponentType": 61, "SolutionUniqueName": "BcSync"}

    added = dataverse.call("POST", "AddSolutionComponent", body)
    again = dataverse.call("POST", "AddSolutionComponent", body)
    inside = components(dataverse)
    removed = dataverse.call("POST", "RemoveSolutionComponent", body)

    assert (added.status, again.body, removed.status) == (200, added.body, 200)
    assert inside == [(61, page)]
    assert components(dataverse) == []


@pytest.mark.wire("B.10")
def test_the_solution_that_a_header_names_must_exist() -> None:
    dataverse = organisation()
    nowhere = {"MSCRM.SolutionUniqueName": "Nope"}

    assert dataverse.call("POST", "EntityDefinitions", table(), nowhere).status == 400
    assert dataverse.call("POST", "webresourceset", PAGE, nowhere).status == 400
    assert dataverse.call("GET", "new_companies").status == 404
    assert dataverse.get("webresourceset")["value"] == []


def test_unique_names_are_taken_once() -> None:
    dataverse = organisation()
    [publisher] = dataverse.get("publishers?$filter=uniquename eq 'contoso'")["value"]
    again = {"uniquename": "contoso", "friendlyname": "C", "customizationprefix": "abc"}

    answers = [
        dataverse.call("POST", "solutions", solution(publisher["publisherid"])),
        dataverse.call("POST", "publishers", again),
        dataverse.call(
            "POST", "publishers", again | {"uniquename": "c", "customizationprefix": "new"}
        ),
    ]

    assert [(each.status, code(each)) for each in answers] == [(412, "0x80040237")] * 3


@pytest.mark.parametrize(
    "wrong",
    [{"version": "one"}, {"uniquename": "Bc Sync"}, {"friendlyname": None}, {"version": None}],
)
def test_a_malformed_solution_is_refused(wrong: dict[str, Any]) -> None:
    dataverse = organisation()
    [publisher] = dataverse.get("publishers?$filter=uniquename eq 'contoso'")["value"]
    body = solution(publisher["publisherid"], **{"uniquename": "Other", **wrong})

    assert dataverse.call("POST", "solutions", body).status == 400


@pytest.mark.parametrize("prefix", ["x", "mscrm", "1ab", "toolongprefix", None])
def test_a_malformed_prefix_is_refused(prefix: str | None) -> None:
    body = {"uniquename": "p", "friendlyname": "P", "customizationprefix": prefix}

    assert Driver().call("POST", "publishers", body).status == 400


def test_a_publisher_with_solutions_is_kept() -> None:
    dataverse = organisation()
    [publisher] = dataverse.get("publishers?$filter=uniquename eq 'contoso'")["value"]

    assert dataverse.call("DELETE", f"publishers({publisher['publisherid']})").status == 405


@pytest.mark.wire("B.10")
def test_a_web_resource_keeps_its_content() -> None:
    dataverse = organisation()
    page = dataverse.create("webresourceset", PAGE)
    newer = b64encode(b"<html>2</html>").decode()

    dataverse.call("PATCH", f"webresourceset({page})", {"content": newer})

    assert dataverse.get(f"webresourceset({page})?$select=content")["content"] == newer


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": "no base64!"},
        {"content": b64encode(bytes(5120 * 1024 + 1)).decode()},
        {"webresourcetype": 99},
        {"name": "console.html"},
        {"name": "new_/my-page.html"},
        {"name": "new_//page.html"},
    ],
)
def test_a_malformed_web_resource_is_refused(wrong: dict[str, Any]) -> None:
    dataverse = organisation()

    assert dataverse.call("POST", "webresourceset", PAGE | wrong).status == 400
    assert dataverse.get("webresourceset")["value"] == []


def test_a_choice_that_gets_an_option_for_a_solution_is_in_it() -> None:
    dataverse = organisation()
    body = {
        "EntityLogicalName": "account",
        "AttributeLogicalName": "paymenttermscode",
        "Label": label("14 days"),
        "SolutionUniqueName": "BcSync",
    }

    dataverse.call("POST", "InsertOptionValue", body)

    address = f"{ON_ACCOUNT}/Attributes(LogicalName='paymenttermscode')?$select=MetadataId"
    assert components(dataverse) == [(2, dataverse.get(address)["MetadataId"])]


def unit(dataverse: Driver) -> str:
    return f"/businessunits({dataverse.get('WhoAmI')['BusinessUnitId']})"
