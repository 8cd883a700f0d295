"""Takes a multipart batch apart and writes its answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from dev.simulators.dataverse.errors import bad_payload
from dev.simulators.http import Response

_BOUNDARY = re.compile(r'boundary\s*=\s*"?([^";,\s]+)"?', re.IGNORECASE)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_REQUEST_LINE = re.compile(r"^(GET|POST|PATCH|PUT|DELETE)\s+(\S.*?)\s+HTTP/1\.1\s*$")


@dataclass(frozen=True)
class Operation:
    method: str
    url: str
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes
    content_id: str | None


@dataclass(frozen=True)
class ChangeSet:
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Answer:
    response: Response
    content_id: str | None = None


def boundary_of(content_type: str) -> str:
    """:raises DataverseError: it is no multipart content type with a boundary."""
    match = _BOUNDARY.search(content_type)
    if match is None or not content_type.lower().startswith("multipart/mixed"):
        raise bad_payload("A batch needs the content type multipart/mixed with a boundary.")
    return match[1]


def parse_batch(content_type: str, body: bytes) -> list[Operation | ChangeSet]:
    """:raises DataverseError: the body is not as the content type says."""
    parts: list[Operation | ChangeSet] = []
    for headers, content in _parts(body, boundary_of(content_type)):
        kind = headers.get("content-type", "")
        if kind.lower().startswith("multipart/mixed"):
            parts.append(_change_set(kind, content))
        else:
            parts.append(_operation(headers, content))
    return parts


def _change_set(content_type: str, body: bytes) -> ChangeSet:
    operations = []
    for headers, content in _parts(body, boundary_of(content_type)):
        operation = _operation(headers, content)
        if operation.method == "GET":
            raise bad_payload("A change set cannot hold a GET.")
        if operation.content_id is None:
            raise bad_payload("Every operation of a change set needs a Content-ID.")
        operations.append(operation)
    return ChangeSet(tuple(operations))


def _parts(body: bytes, boundary: str) -> Iterator[tuple[dict[str, str], bytes]]:
    delimiter = b"--" + boundary.encode("latin-1")
    pieces = body.split(delimiter)
    if len(pieces) < 2:
        raise bad_payload(f"The body does not hold the boundary '{boundary}'.")
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return
        head, content = _split_head(piece.lstrip(b"\r\n"))
        yield _headers(head), content
    raise bad_payload(f"The body does not end with the boundary '{boundary}'.")


def _split_head(block: bytes) -> tuple[str, bytes]:
    match = _EMPTY_LINE.search(block)
    if match is None:
        return block.decode("utf-8", "replace").strip(), b""
    return block[: match.start()].decode("utf-8", "replace"), block[match.end() :]


def _headers(text: str) -> dict[str, str]:
    headers = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return headers


def _operation(headers: dict[str, str], content: bytes) -> Operation:
    if not headers.get("content-type", "").lower().startswith("application/http"):
        raise bad_payload("Every part of a batch needs the content type application/http.")
    head, body = _split_head(content.lstrip(b"\r\n"))
    line, _, rest = head.partition("\n")
    match = _REQUEST_LINE.match(line.strip())
    if match is None:
        raise bad_payload(f"'{line.strip()[:100]}' is no request line.")
    inner = _headers(rest)
    content_id = headers.get("content-id") or inner.get("content-id")
    return Operation(match[1], match[2], inner, body.strip(b"\r\n"), content_id)


def write_batch(answers: Sequence[Answer | Sequence[Answer]], batch_id: str) -> Response:
    """Return the answer of a batch; answers of a change set stand together.

    The batch has status 200 unless its processing stopped at the last answer.
    """
    boundary = f"batchresponse_{batch_id}"
    pieces = []
    for number, answer in enumerate(answers):
        pieces.append(f"--{boundary}\r\n".encode())
        if isinstance(answer, Answer):
            pieces += _answer(answer)
        else:
            pieces += _change_set_answer(answer, f"changesetresponse_{batch_id[:-4]}{number:04d}")
    pieces.append(f"--{boundary}--\r\n".encode())
    headers = {"Content-Type": f"multipart/mixed; boundary={boundary}", "OData-Version": "4.0"}
    return Response(200, headers, b"".join(pieces))


def _change_set_answer(answers: Sequence[Answer], boundary: str) -> Iterator[bytes]:
    yield f"Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n".encode()
    for answer in answers:
        yield f"--{boundary}\r\n".encode()
        yield from _answer(answer)
    yield f"--{boundary}--\r\n".encode()


def _answer(answer: Answer) -> Iterator[bytes]:
    response = answer.response
    lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"]
    if answer.content_id is not None:
        lines.append(f"Content-ID: {answer.content_id}")
    lines += ["", f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    yield ("\r\n".join(lines) + "\r\n\r\n").encode()
    yield response.body + b"\r\n"
