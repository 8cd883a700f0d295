"""Batches on the wire, and what becomes of operations that a service leaves out."""

from collections.abc import Sequence

import pytest

from shared.adapters.batches import TooLargeError, answer_all, settle
from shared.adapters.messages import Part
from shared.adapters.multipart import (
    ChangeSet,
    MalformedBatchError,
    Operation,
    read_batch,
    write_batch,
)
from shared.domain.outcomes import Refused, Written
from shared.errors import ConfigurationError, RecordError, ServiceAnswer, TransientError

CONTENT_TYPE = "multipart/mixed; boundary=b"
ANSWER = (
    b"--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    b"HTTP/1.1 204 No Content\r\nOData-EntityId: https://x/accounts(1)\r\n\r\n\r\n"
    b"--b\r\nContent-Type: application/http\r\n\r\n"
    b'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error":{"code":"1"}}\r\n'
    b"--b--\r\n"
)


class StopsAtFailures:
    """A service that carries operations out up to the first failure, as without preferences."""

    def __init__(self, *bad: str) -> None:
        self.bad = bad
        self.carried_out: list[str] = []

    def send(self, operations: Sequence[str]) -> list[Part]:
        parts: list[Part] = []
        for operation in operations:
            if operation in self.bad:
                return [*parts, Part(400, {}, None)]
            self.carried_out.append(operation)
            parts.append(Part(204, {}, None))
        return parts


@pytest.mark.wire("A.5")
@pytest.mark.wire("B.4")
def test_what_follows_a_failure_is_sent_again_and_nothing_twice() -> None:
    service = StopsAtFailures("b", "d")

    parts = answer_all(["a", "b", "c", "d", "e"], service.send, harmless=False)

    statuses = [part.status for part in parts if isinstance(part, Part)]
    assert statuses == [204, 400, 204, 400, 204]
    assert service.carried_out == ["a", "c", "e"]


def test_answers_of_an_earlier_round_are_kept_when_a_later_one_fails() -> None:
    lost = TransientError("lost", code="lost", in_doubt=True)
    rounds: list[list[Part] | TransientError] = [[Part(204, {}, None)], lost]

    def send(_operations: Sequence[str]) -> list[Part]:
        answer = rounds.pop(0)
        if isinstance(answer, TransientError):
            raise answer
        return answer

    assert answer_all(["a", "b", "c"], send, harmless=False) == [Part(204, {}, None), lost, lost]


def test_a_service_that_answers_nothing_leaves_everything_in_doubt() -> None:
    (error,) = answer_all(["a"], lambda _operations: [], harmless=False)

    assert isinstance(error, TransientError)
    assert error.in_doubt


@pytest.mark.wire("A.9")
def test_a_batch_that_took_too_long_is_halved_only_where_that_does_no_harm() -> None:
    error = TransientError("408", code="busy", answer=ServiceAnswer(408, "", ""), in_doubt=True)

    def send(operations: Sequence[str]) -> list[Part]:
        if len(operations) > 1:
            raise error
        return [Part(204, {}, None)]

    halved = answer_all(["a", "b"], send, harmless=True)
    kept = answer_all(["a", "b"], send, harmless=False)

    assert halved == [Part(204, {}, None)] * 2
    assert kept == [error, error]


def test_a_batch_is_halved_until_its_parts_fit() -> None:
    sizes = []

    def send(operations: Sequence[str]) -> list[Part]:
        sizes.append(len(operations))
        if len(operations) > 2:
            raise TooLargeError
        return [Part(204, {}, None)] * len(operations)

    parts = answer_all(list("abcdefg"), send, harmless=False)

    assert parts == [Part(204, {}, None)] * 7
    assert sizes == [7, 3, 1, 2, 4, 2, 2]


def test_nothing_written_for_one_reason_is_raised_and_the_graver_reason_wins() -> None:
    busy = TransientError("busy", code="busy")
    denied = ConfigurationError("denied", code="denied")

    with pytest.raises(ConfigurationError):
        settle([busy, denied])


def test_records_that_are_all_denied_are_a_matter_of_permissions() -> None:
    error = RecordError("no", code="record_refused", answer=ServiceAnswer(403, "0x80040220", ""))
    one_of_two = [Refused(error), Refused(RecordError("bad", code="record_refused"))]

    assert settle(one_of_two) == one_of_two
    with pytest.raises(ConfigurationError):
        settle([Refused(error), Refused(error)])


def test_no_writes_settle_to_no_outcomes() -> None:
    outcomes: list[Written | TransientError] = []

    assert settle(outcomes) == []


@pytest.mark.wire("B.4")
def test_the_parts_of_an_answer_are_read_in_their_order() -> None:
    first, second = read_batch(CONTENT_TYPE, ANSWER)

    assert (first.status, first.content) == (204, None)
    assert first.headers["odata-entityid"] == "https://x/accounts(1)"
    assert (second.status, second.content) == (400, {"error": {"code": "1"}})


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", ANSWER),
        ("multipart/mixed", ANSWER),
        ("multipart/mixed; boundary=other", ANSWER),
        (CONTENT_TYPE, b""),
        (CONTENT_TYPE, ANSWER[:-5]),
        (CONTENT_TYPE, ANSWER[: len(ANSWER) // 2]),
        (CONTENT_TYPE, ANSWER.replace(b"204", b"abc")),
        (CONTENT_TYPE, ANSWER.replace(b"Content-Type: application/json", b"Content-Length: 99")),
        (CONTENT_TYPE, ANSWER.replace(b'{"error":{', b"<html>")),
    ],
)
def test_an_answer_that_is_not_whole_is_not_read(content_type: str, body: bytes) -> None:
    with pytest.raises(MalformedBatchError):
        read_batch(content_type, body)


def test_a_thousand_operations_are_written_and_read_together() -> None:
    operation = Operation("PATCH", "/api/data/v9.2/accounts(1)", b'{"name":"x"}', {"If-Match": "*"})
    parts = ANSWER.removesuffix(b"--b--\r\n") * 500 + b"--b--\r\n"

    _, body = write_batch([operation] * 1000)
    answers = read_batch(CONTENT_TYPE, parts)

    assert body.count(b"PATCH /api") == 1000
    assert len(answers) == 1000


# Change sets

OF_A_SET = (
    b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
    b"--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n"
    b"HTTP/1.1 204 No Content\r\nETag: first\r\n\r\n\r\n"
    b"--c\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\n"
    b"HTTP/1.1 204 No Content\r\nETag: last\r\n\r\n\r\n"
    b"--c--\r\n\r\n"
)
AFTER = b"--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n\r\n--b--\r\n"


def patch(path: str) -> Operation:
    return Operation("PATCH", path, b"{}", {})


@pytest.mark.wire("B.4")
def test_the_answer_to_a_change_set_is_that_of_its_last_operation() -> None:
    parts = read_batch(CONTENT_TYPE, OF_A_SET + AFTER)

    assert [(part.status, part.headers.get("etag")) for part in parts] == [
        (204, "last"),
        (404, None),
    ]


@pytest.mark.wire("B.4")
def test_a_change_set_that_breaks_off_is_no_answer() -> None:
    broken = OF_A_SET.replace(b"--c--", b"")

    with pytest.raises(MalformedBatchError):
        read_batch(CONTENT_TYPE, broken + AFTER)


@pytest.mark.wire("B.4")
def test_a_change_set_without_any_answer_is_none() -> None:
    head, _, _ = OF_A_SET.partition(b"\r\n\r\n")

    with pytest.raises(MalformedBatchError):
        read_batch(CONTENT_TYPE, head + b"\r\n\r\n--c--\r\n" + AFTER)


def test_each_operation_of_a_batchs_change_sets_has_a_number_of_its_own() -> None:
    sets: list[Operation | ChangeSet] = [
        ChangeSet((patch("/a"), patch("/b"))),
        patch("/c"),
        ChangeSet((patch("/d"),)),
    ]

    kind, body = write_batch(sets)

    lines = body.decode().split("\r\n")
    assert [line for line in lines if line.startswith("Content-ID")] == [
        "Content-ID: 1",
        "Content-ID: 2",
        "Content-ID: 3",
    ]
    outer = kind.partition('boundary="')[2].rstrip('"')
    assert lines.count(f"--{outer}") == len(sets)
    assert [line.split()[1] for line in lines if line.startswith("PATCH")] == [
        "/a",
        "/b",
        "/c",
        "/d",
    ]
