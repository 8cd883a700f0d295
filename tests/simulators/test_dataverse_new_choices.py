"""Options that a client adds to choices, of one column or shared by several."""

import pytest

from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.staff import integration_privileges
from tests.simulators.dataverse_driver import Driver, code
from tests.simulators.dataverse_forms import COLUMNS, Json, column, label, with_company
from tests.simulators.dataverse_people import Staff

TERMS = {"EntityLogicalName": "account", "AttributeLogicalName": "paymenttermscode"}
SET = {
    "@odata.type": "Microsoft.Dynamics.CRM.OptionSetMetadata",
    "Name": "new_Kind",
    "OptionSetType": "Picklist",
    "DisplayName": label("Kind"),
    "Options": [{"Value": 1, "Label": label("One")}],
}


@pytest.fixture
def dataverse() -> Driver:
    return with_company()


def labels(dataverse: Driver, address: str) -> dict[int, str]:
    found = dataverse.get(
        f"{address}/Microsoft.Dynamics.CRM.PicklistAttributeMetadata"
        "?$select=LogicalName&$expand=OptionSet,GlobalOptionSet"
    )
    options = (found["OptionSet"] or found["GlobalOptionSet"])["Options"]
    return {each["Value"]: each["Label"]["UserLocalizedLabel"]["Label"] for each in options}


def terms(dataverse: Driver) -> dict[int, str]:
    table = "EntityDefinitions(LogicalName='account')"
    return labels(dataverse, f"{table}/Attributes(LogicalName='paymenttermscode')")


@pytest.mark.wire("B.8a")
def test_an_inserted_option_is_told_its_value_and_taken_by_rows(dataverse: Driver) -> None:
    body = TERMS | {"Value": 10, "Label": label("14 days")}

    response = dataverse.call("POST", "InsertOptionValue", body)
    row_id = dataverse.create("accounts", {"paymenttermscode": 10})

    assert response.status == 200
    assert b'"NewOptionValue":10' in response.body
    assert terms(dataverse)[10] == "14 days"
    row = dataverse.get(f"accounts({row_id})", Prefer='odata.include-annotations="*"')
    shown = row["paymenttermscode@OData.Community.Display.V1.FormattedValue"]
    assert shown == "14 days"


@pytest.mark.wire("B.8a")
def test_an_option_without_a_value_gets_the_next_one(dataverse: Driver) -> None:
    first = dataverse.call("POST", "InsertOptionValue", TERMS | {"Label": label("A")})
    second = dataverse.call("POST", "InsertOptionValue", TERMS | {"Label": label("B")})

    assert b"100000000" in first.body
    assert b"100000001" in second.body


@pytest.mark.wire("B.8a")
def test_an_option_is_renamed_and_removed(dataverse: Driver) -> None:
    dataverse.call("POST", "InsertOptionValue", TERMS | {"Value": 10, "Label": label("A")})

    body = TERMS | {"Value": 10, "Label": label("B"), "MergeLabels": True}
    renamed = dataverse.call("POST", "UpdateOptionValue", body)
    name = terms(dataverse)[10]
    removed = dataverse.call("POST", "DeleteOptionValue", TERMS | {"Value": 10})

    assert (renamed.status, name, removed.status) == (204, "B", 204)
    assert 10 not in terms(dataverse)
    assert dataverse.call("POST", "accounts", {"paymenttermscode": 10}).status == 400


@pytest.mark.wire("B.8a")
def test_an_option_of_a_global_choice_reaches_every_column_that_has_it(dataverse: Driver) -> None:
    dataverse.call("POST", "GlobalOptionSetDefinitions", SET)
    bind = {"GlobalOptionSet@odata.bind": "/GlobalOptionSetDefinitions(Name='new_Kind')"}
    for name in ("new_A", "new_B"):
        assert dataverse.call("POST", COLUMNS, column("Picklist", name, **bind)).status == 204

    body = {"OptionSetName": "new_Kind", "Value": 2, "Label": label("Two")}
    response = dataverse.call("POST", "InsertOptionValue", body)

    assert response.status == 200
    for name in ("new_a", "new_b"):
        found = labels(dataverse, f"{COLUMNS}(LogicalName='{name}')")
        assert found == {1: "One", 2: "Two"}
    assert dataverse.create("new_companies", {"new_a": 2, "new_b": 2})


def test_a_global_choice_is_found_by_its_name_and_kept_while_it_is_used(dataverse: Driver) -> None:
    address = dataverse.call("POST", "GlobalOptionSetDefinitions", SET).headers["OData-EntityId"]
    bind = {"GlobalOptionSet@odata.bind": address}
    dataverse.call("POST", COLUMNS, column("Picklist", "new_A", **bind))

    named = "GlobalOptionSetDefinitions(Name='new_Kind')"
    used = dataverse.call("DELETE", named)
    dataverse.call("DELETE", f"{COLUMNS}(LogicalName='new_a')")

    assert dataverse.get(named)["IsGlobal"] is True
    assert (used.status, code(used)) == (400, "0x8004F01F")
    assert dataverse.call("DELETE", named).status == 204
    assert dataverse.call("GET", named).status == 404


@pytest.mark.wire("B.8a")
def test_values_start_with_the_prefix_of_the_solutions_publisher(dataverse: Driver) -> None:
    publisher = dataverse.create(
        "publishers",
        {
            "uniquename": "contoso",
            "friendlyname": "Contoso",
            "customizationprefix": "cont",
            "customizationoptionvalueprefix": 72710,
        },
    )
    solution = {"uniquename": "Sync", "friendlyname": "Sync", "version": "1.0"}
    bind = {"publisherid@odata.bind": f"/publishers({publisher})"}
    dataverse.create("solutions", solution | bind)

    def value(name: str, **more: object) -> bytes:
        return dataverse.call(
            "POST", "InsertOptionValue", TERMS | {"Label": label(name)} | more
        ).body

    assert b'"NewOptionValue":727100000' in value("A", SolutionUniqueName="Sync")
    assert b'"NewOptionValue":100000000' in value("B")
    assert b'"NewOptionValue":727100001' in value("C", SolutionUniqueName="Sync")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("net 30", {"option_labels_unique": False}),
        ("7 days, 2 %", {"commas_in_option_labels": True}),
        ("x" * 201, {"longest_option_label": 201}),
    ],
)
def test_a_label_that_may_be_wrong_is_refused_unless_the_rules_allow_it(
    text: str, rules: Json
) -> None:
    strict, lenient = Driver(), Driver(Rules(**rules))
    body = TERMS | {"Label": label(text)}
    renaming = TERMS | {"Value": 4, "Label": label(text), "MergeLabels": True}

    for action, wanted in (("InsertOptionValue", body), ("UpdateOptionValue", renaming)):
        assert strict.call("POST", action, wanted).status == 400
    assert lenient.call("POST", "InsertOptionValue", body).status == 200
    itself = TERMS | {"Value": 1, "Label": label("NET 30"), "MergeLabels": True}
    assert strict.call("POST", "UpdateOptionValue", itself).status == 204


@pytest.mark.wire("B.11")
@pytest.mark.parametrize("name", ["paymenttermscode", "address1_freighttermscode"])
def test_a_row_takes_only_values_that_are_options(dataverse: Driver, name: str) -> None:
    row_id = dataverse.create("accounts", {name: 1})

    created = dataverse.call("POST", "accounts", {name: 77})
    changed = dataverse.call("PATCH", f"accounts({row_id})", {name: 77})

    assert (created.status, code(created)) == (changed.status, code(changed)) == (400, "0x8004431A")


def test_a_choice_whose_options_are_all_gone_takes_none(dataverse: Driver) -> None:
    for value in (1, 2, 3, 4):
        dataverse.call("POST", "DeleteOptionValue", TERMS | {"Value": value})

    assert dataverse.call("POST", "accounts", {"paymenttermscode": 1}).status == 400


@pytest.mark.wire("B.8a")
@pytest.mark.parametrize("action", ["InsertOptionValue", "UpdateOptionValue", "DeleteOptionValue"])
def test_whoever_only_synchronizes_changes_no_options(action: str) -> None:
    staff = Staff()
    staff.allow("Global", *integration_privileges())
    body = TERMS | {"Value": 10 if action == "InsertOptionValue" else 1, "Label": label("A")}

    refused = staff.ask("POST", action, body)
    staff.allow("Global", "prvWriteAttribute")

    assert (refused.status, code(refused)) == (403, "0x80040220")
    assert staff.ask("POST", action, body).status in (200, 204)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        (TERMS | {"Value": 1, "Label": label("There already")}, 400),
        (TERMS | {"Value": 10}, 400),
        (TERMS | {"Value": "x", "Label": label("A")}, 400),
        (TERMS | {"AttributeLogicalName": "name", "Label": label("A")}, 400),
        (TERMS | {"AttributeLogicalName": "nope", "Label": label("A")}, 404),
        ({"OptionSetName": "nope", "Label": label("A")}, 404),
        (TERMS | {"Label": label("A"), "SolutionUniqueName": "nope"}, 400),
    ],
)
def test_an_option_that_cannot_be_is_refused(dataverse: Driver, wrong: Json, status: int) -> None:
    before = terms(dataverse)

    assert dataverse.call("POST", "InsertOptionValue", wrong).status == status
    assert terms(dataverse) == before


@pytest.mark.parametrize("action", ["UpdateOptionValue", "DeleteOptionValue"])
def test_an_option_that_is_not_there_cannot_be_changed(dataverse: Driver, action: str) -> None:
    body = TERMS | {"Value": 77, "Label": label("A")}

    assert dataverse.call("POST", action, body).status == 400


@pytest.mark.wire("B.7")
def test_publishing_takes_well_formed_xml(dataverse: Driver) -> None:
    good = {"ParameterXml": "<importexportxml><entities /></importexportxml>"}

    assert dataverse.call("POST", "PublishXml", good).status == 204
    assert dataverse.call("POST", "PublishAllXml").status == 204
    assert dataverse.call("POST", "PublishXml", {}).status == 400
    malformed = dataverse.call("POST", "PublishXml", {"ParameterXml": "<importexportxml>"})
    assert code(malformed) == "0x80048426"
