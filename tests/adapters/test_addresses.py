"""An address is told by its names alone: whatever stands for a record is left out."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.addresses import route, scrubbed

ROOT = "https://contoso.crm4.dynamics.com/api/data/v9.2"
ROOTS = (ROOT, "https://bc.example/v2.0/tenant/Sandbox/api/v2.0")


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("accounts", "/accounts"),
        ("$batch", "/$batch"),
        ("accounts?$filter=name eq 'Adatum'", "/accounts"),
        ("accounts(6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11)", "/accounts({id})"),
        ("accounts(accountnumber='10000')/primarycontactid", "/accounts({id})/primarycontactid"),
        ("accounts(name='a ''quoted'' (and bracketed) / one')", "/accounts({id})"),
        ("accounts(name='never closed/Adatum", "/{id}"),
        ("accounts(name='" + "'" * 60 + "/Adatum", "/{id}"),
        ("EntityDefinitions(LogicalName='a')/Attributes", "/EntityDefinitions({id})/Attributes"),
        ("things/6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11/parts", "/things/{id}/parts"),
        ("accounts/Microsoft.Dynamics.CRM.CreateMultiple", None),
    ],
)
def test_a_route_has_names_and_blanks(below: str, told: str | None) -> None:
    assert route(f"{ROOT}/{below}", ROOTS) == (told or f"/{below}")


def test_a_link_of_another_api_keeps_its_whole_path() -> None:
    url = "https://bc.example/v2.0/tenant/Sandbox/api/contoso/sync/v1.0/companies(1)/customers(2)"

    expected = "/v2.0/tenant/Sandbox/api/contoso/sync/v1.0/companies({id})/customers({id})"
    assert route(url, ROOTS) == expected
    assert (
        route(url, (*ROOTS, url.rpartition("/companies")[0])) == "/companies({id})/customers({id})"
    )


@given(st.text(min_size=1))
def test_nothing_of_a_keys_value_is_told(value: str) -> None:
    literal = value.replace("'", "''")
    for spelled in (quote(literal, safe=""), quote(literal, safe="/()'")):
        url = f"{ROOT}/accounts(name='{spelled}')/contacts?$filter=name eq '{spelled}'"
        names = scrubbed(url).removeprefix(ROOT)

        assert names in ("/accounts({id})/contacts", "/{id}", "/accounts({id})")
