"""What $filter finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.simulators.dataverse_driver import Driver, code

ONE = "00000000-0000-4000-8000-000000000001"
TWO = "00000000-0000-4000-8000-000000000002"


SHARED = Driver()
"""Only read from."""


@pytest.fixture
def dataverse() -> Driver:
    driver = Driver()
    rows = [
        {
            "accountid": ONE,
            "name": "Ärzte O'Neil",
            "creditlimit": 10.5,
            "numberofemployees": 3,
            "creditonhold": True,
            "modifiedon": "2026-01-05T10:00:00Z",
        },
        {
            "accountid": TWO,
            "name": "50%_off",
            "creditlimit": 9,
            "telephone1": "555",
            "parentaccountid@odata.bind": f"accounts({ONE})",
            "modifiedon": "2026-01-06T10:00:00Z",
        },
    ]
    driver.simulator.add_many("account", rows)
    return driver


@pytest.mark.wire("B.2")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name eq 'ÄRZTE o''neil'", [ONE]),
        ("name ne 'ärzte o''neil'", [TWO]),
        ("telephone1 eq null", [ONE]),
        ("telephone1 ne null", [TWO]),
        ("startswith(name,'ärz')", [ONE]),
        ("endswith(name,'OFF')", [TWO]),
        ("contains(name,'%')", [TWO]),
        ("contains(name,'_')", [TWO]),
        ("not contains(name,'off')", [ONE]),
        ("contains(name,'off') eq false", [ONE]),
        ("creditlimit gt 9", [ONE]),
        ("creditlimit ge 9 and creditlimit lt 10.5", [TWO]),
        ("creditlimit le 9", [TWO]),
        ("numberofemployees eq 3 or telephone1 eq '555'", [ONE, TWO]),
        ("creditonhold eq true", [ONE]),
        ("creditonhold ne true", [TWO]),
        (f"accountid eq {ONE}", [ONE]),
        (f"accountid eq '{ONE}'", [ONE]),
        (f"accountid eq {ONE} or accountid eq {TWO}", [ONE, TWO]),
        (f"_parentaccountid_value eq {ONE}", [TWO]),
        ("_parentaccountid_value eq null", [ONE]),
        ("parentaccountid/name eq 'ärzte o''neil'", [TWO]),
        ("modifiedon ge 2026-01-06T10:00:00Z", [TWO]),
        ("modifiedon gt 2026-01-06T09:59:59.999Z", [TWO]),
        ("modifiedon gt 2026-01-06T10:00:00.001Z", []),
        ("modifiedon ge 2026-01-06T11:00:00+01:00", [TWO]),
        ("modifiedon lt 2026-01-06", [ONE]),
        ("(name eq '50%_off' or creditlimit eq 10.5) and statecode eq 0", [ONE, TWO]),
        ("Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['50%_OFF','x'])", [TWO]),
        ("Microsoft.Dynamics.CRM.In(PropertyName='numberofemployees',PropertyValues=['3'])", [ONE]),
        ("account_parent_account/any(a:a/telephone1 eq '555')", [ONE]),
        ("account_parent_account/all(a:a/telephone1 eq '1')", [TWO]),
        ("name eq 'a) or (b'", []),
    ],
)
def test_a_filter_finds(dataverse: Driver, query: str, expected: list[str]) -> None:
    encoded = query.replace("%", "%25").replace("+", "%2B")

    assert dataverse.names(f"$filter={encoded}&$orderby=name", "accountid") == [
        row_id for row_id in (TWO, ONE) if row_id in expected
    ]


@pytest.mark.wire("B.2")
def test_a_filter_takes_several_hundred_ids(dataverse: Driver) -> None:
    many = " or ".join(f"accountid eq {n:08d}-0000-4000-8000-000000000002" for n in range(600))

    assert dataverse.names(f"$filter={many}", "accountid") == [TWO]


@pytest.mark.wire("B.5")
def test_a_filter_may_have_parameters(dataverse: Driver) -> None:
    address = (
        "sdkmessagefilters?$select=sdkmessagefilterid&$filter=sdkmessageid/name eq @message"
        " and primaryobjecttypecode eq @table&@message='CreateMultiple'&@table='account'"
    )

    assert len(dataverse.get(address)["value"]) == 1
    assert dataverse.get(address.replace("'account'", "'organization'"))["value"] == []


@pytest.mark.wire("B.9")
@pytest.mark.parametrize(
    "query",
    [
        "nmae eq 'x'",
        "name eq 5",
        "creditlimit eq 'x'",
        "accountid eq 'x'",
        "name eq 'x",
        "name eq",
        "name gt null",
        "tolower(name) eq 'x'",
        "creditlimit add 1 eq 2",
        "name in ('a','b')",
        "Microsoft.Dynamics.CRM.Today(PropertyName='modifiedon')",
        "name eq @missing",
        "nothing/any(a:a/name eq 'x')",
    ],
)
def test_a_filter_that_the_service_cannot_take_is_refused(dataverse: Driver, query: str) -> None:
    response = dataverse.call("GET", f"accounts?$filter={query}")

    assert response.status == 400
    assert code(response) == "0x80060888"


words = some.sampled_from(
    [
        *("name", "statecode", "modifiedon", "ownerid/", "contains(name,", "any(a:", "@p"),
        *("eq", "ne", "gt", "and", "or", "not", "null", "(", ")", ","),
        *("'x'", "'", "5", "-", "1e999", "99999999999999999999", "2024-02-30", ONE),
    ]
)


@settings(max_examples=200, deadline=None)
@given(some.lists(words, max_size=12))
def test_any_filter_is_answered(tokens: list[str]) -> None:
    response = SHARED.call("GET", "accounts?$filter=" + " ".join(tokens))

    assert response.status in (200, 400)
