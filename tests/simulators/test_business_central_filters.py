from datetime import UTC, datetime, timedelta

import pytest

from tests.simulators.business_central import BusinessCentral

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def bc() -> BusinessCentral:
    """Three customers, modified a second apart."""
    bc = BusinessCentral()
    rows = [
        {"displayName": "Adatum", "city": "Bonn", "creditLimit": 100, "number": "10"},
        {"displayName": "O'Hara", "city": "Ulm", "creditLimit": 2.5, "number": "20"},
        {"displayName": "Trey", "city": "Ulm", "creditLimit": -5, "number": "30"},
    ]
    for seconds, row in enumerate(rows):
        bc.records.add("customers", row, modified_at=NOON + timedelta(seconds=seconds))
    bc.records.change("customers", bc.records.rows("customers")[2]["id"], {"blocked": "All"})
    return bc


@pytest.mark.wire("A.4")
@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("displayName eq 'Adatum'", ["Adatum"]),
        ("displayName ne 'Adatum'", ["O'Hara", "Trey"]),
        ("displayName eq 'O''Hara'", ["O'Hara"]),
        ("creditLimit gt 2", ["Adatum", "O'Hara"]),
        ("creditLimit le 2.5", ["O'Hara", "Trey"]),
        ("creditLimit lt -4.99", ["Trey"]),
        ("city eq 'Ulm' and creditLimit ge 0", ["O'Hara"]),
        ("city eq 'Ulm' or city eq 'Bonn'", ["Adatum", "O'Hara", "Trey"]),
        ("startswith(displayName,'Ad')", ["Adatum"]),
        ("endswith(displayName,'ey')", ["Trey"]),
        ("contains(displayName,'''')", ["O'Hara"]),
        ("substring(displayName, 1, 2) eq 'da'", ["Adatum"]),
        ("tolower(displayName) eq 'trey'", ["Trey"]),
        ("toupper(displayName) eq 'TREY'", ["Trey"]),
        ("taxLiable eq false", ["Adatum", "O'Hara", "Trey"]),
        ("lastModifiedDateTime lt 2026-01-01T12:00:01.000Z", ["Adatum"]),
        ("lastModifiedDateTime lt 2026-01-01T12:00:00.0005Z", ["Adatum"]),
        ("lastModifiedDateTime lt 2026-01-01T13:00:01%2B01:00", ["Adatum"]),
    ],
)
def test_a_filter_finds_the_customers_it_describes(
    bc: BusinessCentral, expression: str, found: list[str]
) -> None:
    assert bc.names(f"$orderby=number&$filter={expression}") == found


@pytest.mark.wire("A.3")
@pytest.mark.parametrize("blank", [" ", "_x0020_"])
def test_the_blank_member_of_an_enum_is_read_in_both_spellings(
    bc: BusinessCentral, blank: str
) -> None:
    assert bc.names(f"$orderby=number&$filter=blocked eq '{blank}'") == ["Adatum", "O'Hara"]
    assert bc.names("$filter=blocked eq 'All'") == ["Trey"]


@pytest.mark.wire("A.4")
def test_or_between_different_fields_is_refused(bc: BusinessCentral) -> None:
    answer = bc.get("customers", "$filter=city eq 'Ulm' or displayName eq 'Adatum'")

    assert answer.status == 400
    assert "distinct fields" in answer.json["error"]["message"]


@pytest.mark.wire("A.4")
@pytest.mark.parametrize(
    "expression",
    [
        "nombre eq 'x'",
        "displayName eq",
        "displayName eq 5",
        "displayName eq null",
        "creditLimit eq '5'",
        "id eq 'x'",
        "substring(displayName, 99999999999999999999) eq 'x'",
        "blocked eq 'Nobody'",
        "displayName",
        "lastModifiedDateTime gt 2026-13-01T00:00:00Z",
    ],
)
def test_a_filter_that_fits_no_field_is_refused(bc: BusinessCentral, expression: str) -> None:
    assert bc.get("customers", f"$filter={expression}").status == 400


@pytest.mark.wire("A.4")
def test_nested_functions_and_in_need_schema_version_2_1(bc: BusinessCentral) -> None:
    nested = "$filter=contains(tolower(displayName),'trey')"
    listed = "$filter=number in ('10','30')&$orderby=number"

    assert bc.get("customers", nested).status == 501
    assert bc.names(f"{nested}&$schemaversion=2.1") == ["Trey"]
    assert bc.names(listed) == ["Adatum", "O'Hara", "Trey"]
    assert bc.names(f"{listed}&$schemaversion=2.1") == ["Adatum", "Trey"]


@pytest.mark.wire("A.4")
def test_a_lambda_expression_is_ignored_and_returns_everything(bc: BusinessCentral) -> None:
    lambda_filter = "$filter=defaultDimensions/any(d:d/dimensionCode eq 'AREA')"

    assert len(bc.names(lambda_filter)) == 3


@pytest.mark.wire("A.4")
@pytest.mark.parametrize("option", ["$search=x", "$apply=x", "$compute=x"])
def test_options_that_do_not_exist_here_are_refused(bc: BusinessCentral, option: str) -> None:
    assert bc.get("customers", option).status == 501


def test_thousands_of_ids_can_be_asked_for_at_once(bc: BusinessCentral) -> None:
    ids = [row["id"] for row in bc.records.rows("customers")]
    unknown = [f"00000000-0000-0000-0000-{number:012}" for number in range(1, 2000)]

    found = bc.names("$filter=" + " or ".join(f"id eq {each}" for each in [*unknown, *ids]))

    assert sorted(found) == ["Adatum", "O'Hara", "Trey"]


def test_a_field_whose_name_begins_like_an_operator_can_be_filtered_by() -> None:
    bc = BusinessCentral()

    found = bc.get("generalLedgerSetup", "$filter=allowPostingFrom eq 0001-01-01")

    assert len(found.value) == 1


def test_text_can_be_compared_with_or_without_regard_to_case() -> None:
    folding, exact = BusinessCentral(), BusinessCentral(case_sensitive=True)
    for bc in (folding, exact):
        bc.records.add("customers", {"displayName": "Adatum"})

    for expression in ("displayName eq 'ADATUM'", "contains(displayName,'DAT')"):
        assert folding.names(f"$filter={expression}") == ["Adatum"]
        assert exact.names(f"$filter={expression}") == []
