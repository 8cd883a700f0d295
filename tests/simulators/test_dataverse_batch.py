"""$batch: multipart, change sets, what stops it and what does not."""

import json
import re
from uuid import uuid4

import pytest

from dev.simulators.dataverse.rules import Rules
from tests.simulators.dataverse_driver import (
    API,
    NOBODY,
    Driver,
    change_set,
    code,
    part,
    statuses,
)


@pytest.fixture
def dataverse() -> Driver:
    return Driver()


@pytest.mark.wire("B.4")
def test_operations_are_answered_in_their_order(dataverse: Driver) -> None:
    row_id = str(uuid4())
    parts = [
        part("POST", "/api/data/v9.2/accounts", {"accountid": row_id, "name": "Adatum"}),
        part("PATCH", f"{API}/accounts({row_id})", {"fax": "1"}),
        part("GET", f"accounts({row_id})?$select=name,fax"),
        part("DELETE", f"accounts({row_id})"),
    ]

    response = dataverse.batch(parts)

    assert response.status == 200
    assert statuses(response) == [204, 204, 200, 204]
    assert f"OData-EntityId: {API}/accounts({row_id})".encode() in response.body
    assert b'"name":"Adatum","fax":"1"' in response.body


@pytest.mark.wire("B.4")
def test_the_answer_is_multipart_with_whole_responses(dataverse: Driver) -> None:
    response = dataverse.batch([part("GET", "accounts"), part("GET", "contacts", content_id="7")])

    kind = response.headers["Content-Type"]
    boundary = re.fullmatch(r"multipart/mixed; boundary=(batchresponse_[0-9a-f-]{36})", kind)
    assert boundary is not None
    pieces = response.body.decode().split(f"--{boundary[1]}")
    assert pieces[0] == ""
    assert pieces[-1] == "--\r\n"
    head, http, content = pieces[2].split("\r\n\r\n")
    assert "Content-Type: application/http" in head
    assert "Content-ID: 7" in head
    assert http.startswith("HTTP/1.1 200 OK\r\n")
    assert json.loads(content)["value"] == []


@pytest.mark.wire("B.4")
def test_each_operation_has_its_own_preconditions_and_preferences(dataverse: Driver) -> None:
    first = dataverse.simulator.add("account", {"name": "A"})
    second = dataverse.simulator.add("account", {"name": "B"})

    def patch(row: dict[str, str], etag: str, **headers: str) -> str:
        address = f"accounts({row['accountid']})?$select=fax"
        return part("PATCH", address, {"fax": "1"}, If_Match=etag, **headers)

    response = dataverse.batch(
        [
            patch(first, first["@odata.etag"], Prefer="return=representation"),
            patch(second, 'W/"1"'),
            patch(second, second["@odata.etag"]),
        ],
        Prefer="odata.continue-on-error",
    )

    assert statuses(response) == [200, 412, 204]
    assert b"0x80060882" in response.body


@pytest.mark.wire("B.4")
def test_the_first_failure_stops_the_batch_and_gives_it_its_status(dataverse: Driver) -> None:
    parts = [
        part("POST", "accounts", {"name": "Before"}),
        part("PATCH", f"accounts({NOBODY})", {"name": "X"}, If_Match="*"),
        part("POST", "accounts", {"name": "After"}),
    ]

    response = dataverse.batch(parts)

    assert response.status == 404
    assert statuses(response) == [204, 404]
    assert dataverse.names("") == ["Before"]


def test_a_batch_that_stops_can_be_made_to_answer_400() -> None:
    dataverse = Driver(Rules(batch_fails_with_400=True))

    response = dataverse.batch([part("GET", f"accounts({NOBODY})")])

    assert response.status == 400
    assert statuses(response) == [404]


@pytest.mark.wire("B.4")
def test_with_continue_on_error_every_operation_is_carried_out(dataverse: Driver) -> None:
    parts = [
        part("POST", "accounts", {"nmae": "Wrong"}),
        part("POST", "accounts", {"name": "After"}),
    ]

    response = dataverse.batch(parts, Prefer="odata.continue-on-error")

    assert response.status == 200
    assert statuses(response) == [400, 204]
    assert dataverse.names("") == ["After"]


@pytest.mark.wire("B.4")
def test_a_change_set_is_carried_out_as_a_whole(dataverse: Driver) -> None:
    response = dataverse.batch(
        [
            change_set(
                part("POST", "contacts", {"lastname": "Adams"}, "1"),
                part("POST", "accounts", {"primarycontactid@odata.bind": "$1"}, "2"),
                part("PUT", "$1/lastname", {"value": "Byron"}, "3"),
                part("POST", "$2/contact_customer_accounts/$ref", {"@odata.id": "$1"}, "4"),
            )
        ]
    )

    contact = dataverse.simulator.rows("contact")[0]
    account = dataverse.simulator.rows("account")[0]
    assert statuses(response) == [204, 204, 204, 204]
    assert b"changesetresponse_" in response.body
    assert re.findall(rb"Content-ID: (\d)", response.body) == [b"1", b"2", b"3", b"4"]
    assert account["_primarycontactid_value"] == contact["contactid"]
    assert contact["_parentcustomerid_value"] == account["accountid"]
    assert contact["lastname"] == "Byron"


@pytest.mark.wire("B.4")
def test_a_change_set_with_a_failure_leaves_nothing_and_one_error(dataverse: Driver) -> None:
    parts = [
        change_set(
            part("POST", "accounts", {"name": "One"}, "1"),
            part("POST", "accounts", {"name": "x" * 161}, "2"),
        ),
        part("POST", "accounts", {"name": "After"}),
    ]

    stopped = dataverse.batch(parts)
    names = dataverse.names("")
    continued = dataverse.batch(parts, Prefer="odata.continue-on-error")

    assert (stopped.status, statuses(stopped), names) == (400, [400], [])
    assert (continued.status, statuses(continued)) == (200, [400, 204])
    assert dataverse.names("") == ["After"]


@pytest.mark.wire("B.4")
def test_lines_may_end_without_carriage_return(dataverse: Driver) -> None:
    text = f"--b\r\n{part('POST', 'accounts', {'name': 'Adatum'})}\r\n--b--".replace("\r\n", "\n")

    kind = {"Content-Type": "multipart/mixed;boundary=b"}
    response = dataverse.call("POST", "$batch", text.encode(), kind)

    assert statuses(response) == [204]


@pytest.mark.wire("B.4")
def test_a_batch_holds_at_most_1000_operations(dataverse: Driver) -> None:
    one = part("POST", "accounts", {"name": "Adatum"})

    most = dataverse.batch([one] * 1000)
    more = dataverse.batch([one] * 1001)

    assert statuses(most) == [204] * 1000
    assert more.status == 400
    assert more.headers["Content-Type"].startswith("application/json")
    assert len(dataverse.simulator.rows("account")) == 1000


@pytest.mark.wire("B.4")
@pytest.mark.parametrize(
    "parts",
    [
        [change_set(part("GET", "accounts", content_id="1"))],
        [change_set(part("POST", "accounts", {"name": "No Content-ID"}))],
        [
            change_set(part("POST", "accounts", {}, "1")),
            change_set(part("POST", "accounts", {}, "1"), name="other"),
        ],
        [part("POST", "$batch", {})],
        [part("GET", "accounts?$filter=" + "x" * 32_768)],
        ["Content-Type: text/plain\r\n\r\nhello"],
        ["Content-Type: application/http\r\n\r\nhello"],
    ],
)
def test_a_malformed_batch_is_refused_as_a_whole(dataverse: Driver, parts: list[str]) -> None:
    response = dataverse.batch([part("POST", "accounts", {"name": "First"}), *parts])

    assert response.status == 400
    assert code(response).startswith("0x8004")
    assert dataverse.simulator.rows("account") == []


@pytest.mark.wire("B.4")
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/mixed", b"--b--"),
        ("multipart/mixed; boundary=b", b"nothing"),
        ("multipart/mixed; boundary=b", b"--b\r\nContent-Type: application/http\r\n\r\n"),
    ],
)
def test_a_body_that_is_no_batch_is_refused(dataverse: Driver, kind: str, body: bytes) -> None:
    response = dataverse.call("POST", "$batch", body, {"Content-Type": kind})

    assert response.status == 400
    assert response.headers["Content-Type"].startswith("application/json")


def test_a_batch_needs_a_token_too(dataverse: Driver) -> None:
    response = dataverse.batch([part("GET", "accounts")], Authorization="Bearer old")

    assert response.status == 401


def test_texts_beyond_ascii_pass_through_a_batch(dataverse: Driver) -> None:
    body = '{"name": "Ärzte ☃"}'
    raw = f"--b\r\n{part('POST', 'accounts').rstrip()}\r\n\r\n{body}\r\n--b--\r\n".encode()

    dataverse.call("POST", "$batch", raw, {"Content-Type": "multipart/mixed; boundary=b"})

    assert dataverse.names("") == ["Ärzte ☃"]
