"""Addresses hold what they are given, whatever signs are in it."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.links import SalesApp, WebClient

WEB_CLIENT = WebClient("https://businesscentral.dynamics.com", "contoso.com", "Production")
ID = UUID("53c557e0-462f-4eeb-b9b6-5cadcdc67f02")


@pytest.mark.wire("A.12")
def test_a_card_is_a_page_of_the_company_filtered_to_one_record() -> None:
    address = WEB_CLIENT.card("CRONUS International Ltd.", 21, "No.", "C00010")

    assert address == (
        "https://businesscentral.dynamics.com/contoso.com/Production/"
        "?company=CRONUS%20International%20Ltd.&page=21&filter=%27No.%27%20IS%20%27C00010%27"
    )


@pytest.mark.wire("B.12")
def test_a_row_is_a_record_of_a_table_in_the_app_that_is_set() -> None:
    url = "https://contoso.crm4.dynamics.com"
    record = f"pagetype=entityrecord&etn=account&id={ID}"

    assert SalesApp(url, None).record("account", ID) == f"{url}/main.aspx?{record}"
    assert SalesApp(url, ID).record("account", ID) == f"{url}/main.aspx?appid={ID}&{record}"


@pytest.mark.wire("A.12")
@pytest.mark.parametrize(
    ("value", "condition"),
    [
        ("A B/1", "'No.' IS 'A B/1'"),
        ("A|B*", "'No.' IS '''A|B*'''"),
        ("O'Neill", "'No.' IS '''O''''Neill'''"),
    ],
)
def test_signs_that_mean_something_in_a_filter_stand_in_quotes(value: str, condition: str) -> None:
    address = WEB_CLIENT.card("CRONUS", 21, "No.", value)

    assert parse_qs(urlsplit(address).query)["filter"] == [condition]


@given(company=st.text(min_size=1), value=st.text(min_size=1))
def test_nothing_that_a_record_is_called_gets_out_of_its_place(company: str, value: str) -> None:
    try:
        address = WEB_CLIENT.card(company, 21, "No.", value)
    except UnicodeEncodeError:  # Half a character, which Business Central cannot hold.
        return

    parts = urlsplit(address)
    told = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert (parts.scheme, parts.netloc) == ("https", "businesscentral.dynamics.com")
    assert (parts.path, parts.fragment) == ("/contoso.com/Production/", "")
    assert told.keys() == {"company", "page", "filter"}
    assert told["company"] == [company]
    assert not set("<>\"' &\n") & set(parts.query.replace("&page", "").replace("&filter", ""))
    inner = told["filter"][0].removeprefix("'No.' IS '").removesuffix("'")
    literal = inner.replace("''", "'")
    assert literal in (value, "'" + value.replace("'", "''") + "'")
