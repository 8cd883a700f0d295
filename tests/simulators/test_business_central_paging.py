from datetime import UTC, datetime, timedelta

import pytest

from tests.simulators.business_central import BASE, ROOT, Answer, BusinessCentral

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
BY_TWO = {"prefer": "odata.maxpagesize=2"}


def five_customers() -> BusinessCentral:
    """Modified a second apart, the names A to E in that order."""
    bc = BusinessCentral()
    for seconds, name in enumerate("ABCDE"):
        moment = NOON + timedelta(seconds=seconds)
        bc.records.add("customers", {"displayName": name}, modified_at=moment)
    return bc


def read_on(bc: BusinessCentral, answer: Answer) -> list[str]:
    """Return the names on this page and all that follow, by two."""
    names = [str(row["displayName"]) for row in answer.value]
    while "@odata.nextLink" in answer.json:
        answer = bc.follow(answer, BY_TWO)
        names += [str(row["displayName"]) for row in answer.value]
    return names


@pytest.mark.wire("A.4")
def test_the_preferred_page_size_holds_and_the_links_lead_through_all_rows() -> None:
    bc = five_customers()

    first = bc.get("customers", "$orderby=lastModifiedDateTime desc", BY_TWO)

    assert len(first.value) == 2
    assert read_on(bc, first) == list("EDCBA")


@pytest.mark.wire("A.4")
def test_without_an_order_the_token_is_the_id_of_the_last_row() -> None:
    bc = five_customers()

    first = bc.get("customers", "", BY_TWO)

    url = f"{BASE}{ROOT}/{bc.company}/customers"
    token = first.value[-1]["id"]
    assert first.json["@odata.nextLink"] == f"{url}?aid=FIN&$skiptoken={token}"
    assert sorted(read_on(bc, first)) == list("ABCDE")


@pytest.mark.wire("A.4")
def test_the_next_link_keeps_the_query_and_counts_down_top() -> None:
    bc = five_customers()
    query = "$select=displayName&$filter=displayName ne 'B'&$orderby=displayName&$top=3"

    first = bc.get("customers", query, BY_TWO)

    assert "$select=displayName" in first.json["@odata.nextLink"]
    assert read_on(bc, first) == list("ACD")


@pytest.mark.wire("A.4")
def test_skip_leaves_rows_out_once_and_not_on_every_page() -> None:
    bc = five_customers()

    first = bc.get("customers", "$orderby=displayName&$skip=1", BY_TWO)

    assert read_on(bc, first) == list("BCDE")


@pytest.mark.wire("A.4")
def test_top_ends_without_a_link_and_count_counts_all_that_match() -> None:
    bc = five_customers()

    answer = bc.get("customers", "$filter=displayName ge 'B'&$count=true&$top=2", BY_TWO)

    assert answer.json["@odata.count"] == 4
    assert len(answer.value) == 2
    assert "@odata.nextLink" not in answer.json


@pytest.mark.wire("A.6")
def test_a_row_changed_while_paging_comes_again_and_none_is_skipped() -> None:
    bc = five_customers()
    ids = {row["displayName"]: row["id"] for row in bc.records.rows("customers")}
    first = bc.get("customers", "$orderby=lastModifiedDateTime", BY_TWO)
    bc.records.change("customers", ids["A"], {"city": "Ulm"})
    bc.records.delete("customers", ids["B"])

    names = read_on(bc, first)

    assert names == ["A", "B", "C", "D", "E", "A"]


@pytest.mark.wire("A.6")
def test_rows_with_equal_times_are_told_apart_by_the_id() -> None:
    bc = BusinessCentral()
    rows = [{"displayName": f"{number}"} for number in range(7)]
    bc.records.add_many("customers", rows, modified_at=NOON)

    first = bc.get("customers", "$orderby=lastModifiedDateTime", BY_TWO)

    assert sorted(read_on(bc, first)) == [f"{number}" for number in range(7)]


def test_mixed_directions_page_as_well() -> None:
    bc = five_customers()
    for row in bc.records.rows("customers")[:3]:
        bc.records.change("customers", row["id"], {"city": "Ulm"})

    first = bc.get("customers", "$orderby=city desc,displayName", BY_TWO)

    assert read_on(bc, first) == list("ABCDE")


def test_a_late_commit_appears_behind_times_that_were_already_read() -> None:
    bc = five_customers()
    bc.records.add("customers", {"displayName": "late"}, modified_at=NOON - timedelta(minutes=1))

    behind = bc.names(f"$filter=lastModifiedDateTime ge {NOON:%Y-%m-%dT%H:%M:%SZ}")
    before = bc.names(f"$filter=lastModifiedDateTime lt {NOON:%Y-%m-%dT%H:%M:%SZ}")

    assert sorted(behind) == list("ABCDE")
    assert before == ["late"]


@pytest.mark.parametrize("token", ["x", "e30", "W10"])
def test_a_token_that_was_not_given_out_is_refused(token: str) -> None:
    bc = five_customers()

    answer = bc.get("customers", f"$orderby=number&$skiptoken={token}")

    assert (answer.status, answer.code) == (400, "BadRequest_InvalidRequestUrl")
