"""Columns that a client adds to tables, its own and the system's."""

from typing import Any

import pytest

from tests.simulators.dataverse_driver import Driver, code
from tests.simulators.dataverse_forms import COLUMNS, Json, column, label, with_company

OPTIONS = {"OptionSet": {"Options": [{"Value": 1, "Label": label("One")}, {"Label": label("Two")}]}}
ON_ACCOUNT = "EntityDefinitions(LogicalName='account')/Attributes"


@pytest.fixture
def dataverse() -> Driver:
    return with_company()


@pytest.mark.wire("B.7")
@pytest.mark.parametrize(
    ("form", "value"),
    [
        (column("String", "new_X", MaxLength=20, FormatName={"Value": "Text"}), "text"),
        (column("Memo", "new_X", MaxLength=3000), "text\nwith lines"),
        (column("Integer", "new_X", MinValue=0, MaxValue=9), 9),
        (column("BigInt", "new_X"), 2**40),
        (column("Decimal", "new_X", Precision=2), 1.25),
        (column("Double", "new_X", Precision=2), 1.5),
        (column("Money", "new_X", Precision=4, PrecisionSource=0), 9.99),
        (column("DateTime", "new_X", Format="DateAndTime"), "2026-03-01T10:00:00Z"),
        (
            column("DateTime", "new_X", Format="DateOnly", DateTimeBehavior={"Value": "DateOnly"}),
            "2026-03-01",
        ),
        (column("Boolean", "new_X", DefaultValue=False), True),
        (column("Picklist", "new_X", **OPTIONS), 1),
        (column("MultiSelectPicklist", "new_X", **OPTIONS), "1,100000000"),
    ],
)
def test_a_column_of_each_type_keeps_its_values(dataverse: Driver, form: Json, value: Any) -> None:
    response = dataverse.call("POST", COLUMNS, form)
    row_id = dataverse.create("new_companies", {"new_name": "A", "new_x": value})

    assert response.status == 204
    assert dataverse.get(f"new_companies({row_id})?$select=new_x")["new_x"] == value
    described = dataverse.get(f"{COLUMNS}(LogicalName='new_x')")
    assert described["@odata.type"] == f"#{form['@odata.type']}"
    assert (described["SchemaName"], described["IsCustomAttribute"]) == ("new_X", True)


@pytest.mark.wire("B.7")
def test_a_column_is_added_to_a_table_that_has_rows_already(dataverse: Driver) -> None:
    old = dataverse.create("accounts", {"name": "Old"})

    dataverse.call("POST", ON_ACCOUNT, column("String", "new_BcId", MaxLength=36))
    dataverse.call("PATCH", f"accounts({old})", {"new_bcid": "7"})
    new = dataverse.create("accounts", {"name": "New", "new_bcid": "8"})

    assert dataverse.get(f"accounts({old})?$select=new_bcid")["new_bcid"] == "7"
    found = dataverse.get("accounts?$select=name&$filter=new_bcid eq '8'")["value"]
    assert [row["accountid"] for row in found] == [new]


@pytest.mark.wire("B.7")
def test_a_column_in_one_organisation_is_not_in_another(dataverse: Driver) -> None:
    dataverse.call("POST", ON_ACCOUNT, column("String", "new_BcId"))

    elsewhere = Driver().call("GET", "accounts?$select=new_bcid")

    assert elsewhere.status == 400


@pytest.mark.wire("B.7")
def test_values_beyond_a_columns_limits_are_refused(dataverse: Driver) -> None:
    dataverse.call("POST", COLUMNS, column("String", "new_Short", MaxLength=2))
    dataverse.call("POST", COLUMNS, column("Integer", "new_Small", MinValue=0, MaxValue=9))
    dataverse.call("POST", COLUMNS, column("Picklist", "new_Choice", **OPTIONS))

    for wrong in ({"new_short": "abc"}, {"new_small": 10}, {"new_choice": 3}):
        assert dataverse.call("POST", "new_companies", wrong).status == 400
    assert dataverse.get("new_companies")["value"] == []


@pytest.mark.wire("B.7")
def test_decimals_are_rounded_to_the_columns_precision(dataverse: Driver) -> None:
    dataverse.call("POST", COLUMNS, column("Decimal", "new_Rate", Precision=2))

    row_id = dataverse.create("new_companies", {"new_rate": 1.239})

    assert dataverse.get(f"new_companies({row_id})")["new_rate"] == 1.24


@pytest.mark.wire("B.7")
def test_a_first_amount_brings_currency_and_base_amount_along(dataverse: Driver) -> None:
    dataverse.call("POST", COLUMNS, column("Money", "new_Limit", Precision=2))

    row = dataverse.get(f"new_companies({dataverse.create('new_companies', {'new_limit': 5})})")

    base = dataverse.simulator.rows("organization")[0]["_basecurrencyid_value"]
    assert row["_transactioncurrencyid_value"] == base
    assert row["new_limit_base"] == 5


@pytest.mark.wire("B.7")
def test_several_choices_are_shown_by_their_labels(dataverse: Driver) -> None:
    dataverse.call("POST", COLUMNS, column("MultiSelectPicklist", "new_X", **OPTIONS))
    row_id = dataverse.create("new_companies", {"new_x": "1,100000000"})

    row = dataverse.get(f"new_companies({row_id})", Prefer='odata.include-annotations="*"')

    assert row["new_x@OData.Community.Display.V1.FormattedValue"] == "One; Two"


@pytest.mark.parametrize(
    "wrong",
    [
        column("String", "Number"),
        column("String", "new_X", MaxLength=5000),
        column("String", "new_X", MaxLenght=20),
        column("String", "new_X", FormatName={"Value": "Nope"}),
        column("String", "new_X", RequiredLevel={"Value": "Perhaps"}),
        column("String", "new_X", AttributeType="Memo"),
        column("Integer", "new_X", MinValue=9, MaxValue=0),
        column("Decimal", "new_X", Precision=11),
        column("DateTime", "new_X", Format="Never"),
        column("Picklist", "new_X"),
        column("Picklist", "new_X", **{"GlobalOptionSet@odata.bind": "/Nope(1)"}),
        column("Lookup", "new_X"),
        column("Owner", "new_X"),
        {"SchemaName": "new_X"},
    ],
)
def test_a_malformed_definition_is_refused(dataverse: Driver, wrong: Json) -> None:
    response = dataverse.call("POST", COLUMNS, wrong)

    assert response.status == 400
    assert dataverse.call("GET", f"{COLUMNS}(LogicalName='new_x')").status == 404


def test_a_second_column_of_the_same_name_is_refused(dataverse: Driver) -> None:
    again = dataverse.call("POST", COLUMNS, column("String", "new_NAME"))

    assert (again.status, code(again)) == (400, "0x80047010")


def test_a_column_of_an_unknown_table_is_not_found(dataverse: Driver) -> None:
    address = "EntityDefinitions(LogicalName='nope')/Attributes"

    assert dataverse.call("POST", address, column("String", "new_X")).status == 404


def test_a_deleted_column_is_no_property_any_more(dataverse: Driver) -> None:
    dataverse.call("POST", COLUMNS, column("Money", "new_Limit"))
    row_id = dataverse.create("new_companies", {"new_name": "A", "new_limit": 5})
    dataverse.get("new_companies?$filter=new_limit gt 1&$orderby=new_limit")

    response = dataverse.call("DELETE", f"{COLUMNS}(LogicalName='new_limit')")

    row = dataverse.get(f"new_companies({row_id})")
    assert response.status == 204
    assert {"new_limit", "new_limit_base"}.isdisjoint(row)
    assert row["new_name"] == "A"


@pytest.mark.parametrize("name", ["new_name", "createdon"])
def test_what_a_table_needs_cannot_be_deleted(dataverse: Driver, name: str) -> None:
    assert dataverse.call("DELETE", f"{COLUMNS}(LogicalName='{name}')").status == 400


def test_a_text_column_becomes_longer_by_replacing_its_definition(dataverse: Driver) -> None:
    dataverse.call("POST", COLUMNS, column("String", "new_X", MaxLength=2))
    address = f"{COLUMNS}(LogicalName='new_x')"
    definition = dataverse.get(address) | {"MaxLength": 3}

    response = dataverse.call("PUT", address, definition)

    assert response.status == 204
    assert dataverse.get(address)["MaxLength"] == 3
    assert dataverse.create("new_companies", {"new_x": "abc"})
