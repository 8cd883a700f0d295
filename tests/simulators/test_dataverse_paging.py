"""Lists page by page."""

from typing import Any

import pytest

from tests.simulators.dataverse_driver import Driver


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


def read_pages(dataverse: Driver, address: str, size: int) -> list[list[dict[str, Any]]]:
    pages: list[list[dict[str, Any]]] = []
    following = address
    while following:
        content = dataverse.get(following, Prefer=f"odata.maxpagesize={size}")
        pages.append(content["value"])
        following = content.get("@odata.nextLink", "")
    return pages


@pytest.mark.wire("B.2")
def test_pages_follow_one_another_by_their_cookie(dataverse: Driver) -> None:
    dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(7)))

    response = dataverse.get("accounts?$select=name", Prefer="odata.maxpagesize=3")
    pages = read_pages(dataverse, "accounts?$select=name", 3)

    assert "$skiptoken=%3Ccookie%20pagenumber=%222%22%20" in response["@odata.nextLink"].replace(
        "%3D", "="
    )
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({row["accountid"] for page in pages for row in page}) == 7


@pytest.mark.wire("B.2")
@pytest.mark.parametrize("order", ["telephone1", "telephone1 desc", "fax desc,telephone1"])
def test_pages_keep_their_order_over_ties_and_empty_values(dataverse: Driver, order: str) -> None:
    rows = [
        {"name": f"A{n}", "telephone1": str(n % 3) if n % 4 else None, "fax": str(n % 2)}
        for n in range(23)
    ]
    dataverse.simulator.add_many("account", rows)
    address = f"accounts?$select=name&$orderby={order}"

    whole = dataverse.names(f"$orderby={order}")
    pages = read_pages(dataverse, address, 4)

    assert [row["name"] for page in pages for row in page] == whole
    assert len(whole) == 23


@pytest.mark.wire("B.2")
def test_a_row_changed_while_paging_is_not_met_twice(dataverse: Driver) -> None:
    dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(6)))
    first = dataverse.get("accounts?$select=name", Prefer="odata.maxpagesize=3")
    shown = first["value"][0]["accountid"]

    dataverse.call("PATCH", f"accounts({shown})", {"name": "Z"})
    second = dataverse.get(first["@odata.nextLink"], Prefer="odata.maxpagesize=3")

    assert shown not in [row["accountid"] for row in second["value"]]
    assert len(second["value"]) == 3


@pytest.mark.wire("B.2")
def test_a_page_holds_at_most_5000_rows(dataverse: Driver) -> None:
    dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(5001)))

    by_default = dataverse.get("accounts?$select=name")
    asked = dataverse.get("accounts?$select=name", Prefer="odata.maxpagesize=9000")

    assert [len(by_default["value"]), len(asked["value"])] == [5000, 5000]
    assert "@odata.nextLink" in by_default
    assert dataverse.get("accounts?$count=true&$top=1")["@odata.count"] == 5000
    assert dataverse.call("GET", "accounts/$count").body.endswith(b"5000")


@pytest.mark.wire("B.2")
def test_skip_is_not_supported(dataverse: Driver) -> None:
    assert dataverse.call("GET", "accounts?$skip=5").status == 400


@pytest.mark.wire("B.2")
def test_top_is_ignored_beside_a_page_size(dataverse: Driver) -> None:
    dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(5)))

    alone = dataverse.get("accounts?$top=2&$select=name")
    both = dataverse.get("accounts?$top=2&$select=name", Prefer="odata.maxpagesize=4")

    assert (len(alone["value"]), "@odata.nextLink" in alone) == (2, False)
    assert (len(both["value"]), "@odata.nextLink" in both) == (4, True)


def test_a_cookie_of_another_order_is_refused(dataverse: Driver) -> None:
    dataverse.simulator.add_many("account", ({"name": f"A{n}"} for n in range(3)))
    link = dataverse.get("accounts?$select=name", Prefer="odata.maxpagesize=2")["@odata.nextLink"]

    assert dataverse.call("GET", f"{link}&$orderby=name").status == 400
