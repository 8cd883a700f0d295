from typing import Any

import pytest

from tests.simulators.business_central import BASE, ROOT, BusinessCentral

SNAPSHOT = {"isolation": "snapshot"}


def posting(bc: BusinessCentral, name: str, part: str | None = None) -> dict[str, Any]:
    """Return an operation that creates a customer; an empty name is refused."""
    operation = {
        "method": "POST",
        "url": f"{bc.company}/customers",
        "headers": {"Content-Type": "application/json"},
        "body": {"displayName": name},
    }
    return operation if part is None else operation | {"id": part}


def created(bc: BusinessCentral) -> list[str]:
    return [row["displayName"] for row in bc.records.rows("customers")]


@pytest.mark.wire("A.5")
def test_each_operation_is_answered_by_itself_under_its_id() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})
    place = f"{bc.company}/customers({adatum['id']})"
    headers = {"If-Match": "*", "Content-Type": "application/json"}

    answer = bc.batch(
        [
            {"id": "a", "method": "GET", "url": f"{place}?$select=displayName"},
            {"method": "PATCH", "url": place, "headers": headers, "body": {"city": "Ulm"}},
            {"id": "c", "method": "DELETE", "url": place},
        ]
    )

    first, second, third = answer.json["responses"]
    assert answer.status == 200
    assert (first["id"], first["status"]) == ("a", 200)
    assert first["body"]["displayName"] == "Adatum"
    assert first["headers"] == {
        "content-type": "application/json; odata.metadata=minimal",
        "odata-version": "4.0",
    }
    assert (second["id"], second["status"], second["body"]["city"]) == (None, 200, "Ulm")
    assert third == {"id": "c", "status": 204, "headers": {}}


@pytest.mark.wire("A.5")
def test_the_company_may_be_named_in_a_header() -> None:
    bc = BusinessCentral()
    operation = posting(bc, "Adatum") | {"url": "customers"}
    operation["headers"] = {"Company": "CRONUS International Ltd."}

    [response] = bc.batch([operation]).json["responses"]

    assert response["status"] == 201


@pytest.mark.wire("A.5")
def test_a_hundred_operations_are_allowed_and_one_more_is_not() -> None:
    bc = BusinessCentral()

    allowed = bc.batch([posting(bc, f"{number}") for number in range(100)])
    refused = bc.batch([posting(bc, f"{number}") for number in range(101)])

    assert len(allowed.json["responses"]) == 100
    assert refused.status == 400
    assert len(created(bc)) == 100


@pytest.mark.wire("A.5")
def test_without_isolation_what_succeeded_stays_and_the_first_failure_ends_the_batch() -> None:
    bc = BusinessCentral()

    answer = bc.batch([posting(bc, "A"), posting(bc, ""), posting(bc, "B")])

    assert [each["status"] for each in answer.json["responses"]] == [201, 400]
    assert created(bc) == ["A"]


@pytest.mark.wire("A.5")
def test_a_caller_may_prefer_to_continue_on_error() -> None:
    bc = BusinessCentral()
    prefer = {"prefer": "odata.continue-on-error"}

    answer = bc.batch([posting(bc, "A"), posting(bc, ""), posting(bc, "B")], prefer)

    assert [each["status"] for each in answer.json["responses"]] == [201, 400, 201]
    assert created(bc) == ["A", "B"]


@pytest.mark.wire("A.5")
def test_whether_a_failure_ends_the_batch_can_be_configured() -> None:
    bc = BusinessCentral(batch_stops_at_first_failure=False)

    bc.batch([posting(bc, ""), posting(bc, "B")])

    assert created(bc) == ["B"]


@pytest.mark.wire("A.5")
def test_with_isolation_a_failure_reverts_what_still_reports_success() -> None:
    bc = BusinessCentral()

    answer = bc.batch([posting(bc, "A"), posting(bc, "")], SNAPSHOT)

    first, second = answer.json["responses"]
    assert (first["status"], second["status"]) == (201, 400)
    assert "  CorrelationId:  " in second["body"]["error"]["message"]
    assert created(bc) == []


@pytest.mark.wire("A.5")
def test_with_isolation_a_batch_without_failure_is_kept() -> None:
    bc = BusinessCentral()

    bc.batch([posting(bc, "A"), posting(bc, "B")], SNAPSHOT)

    assert created(bc) == ["A", "B"]
    assert bc.post("customers", {"displayName": "C"}).status == 201


def test_urls_may_be_given_in_full() -> None:
    bc = BusinessCentral()
    relative = posting(bc, "A")["url"]

    urls = [f"{BASE}{ROOT}/{relative}", f"{ROOT}/{relative}", f"/{relative}"]
    answer = bc.batch([posting(bc, "A") | {"url": url} for url in urls])

    assert [each["status"] for each in answer.json["responses"]] == [201, 201, 201]


@pytest.mark.parametrize(
    "requests", [None, "x", [5], [{"method": "GET"}], [{"method": "GET", "url": "x", "headers": 5}]]
)
def test_what_is_not_a_batch_is_refused(requests: object) -> None:
    bc = BusinessCentral()

    assert bc.batch(requests).status == 400
