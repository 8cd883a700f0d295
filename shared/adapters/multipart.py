"""OData's multipart batch format."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import msgspec

from shared.adapters.messages import Part, from_json

_END = b"\r\n"
_BLANK = b"\r\n\r\n"
_SET = re.compile(rb"(?i)^content-type:[ \t]*(multipart/mixed[^\r\n]*)", re.MULTILINE)


class MalformedBatchError(ValueError):
    """An answer that is not what the format demands."""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    """From the host on, for example /api/data/v9.2/accounts."""
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class ChangeSet:
    """Operations of which all are carried out, in their order, or none."""

    operations: tuple[Operation, ...]


def write_batch(operations: Sequence[Operation | ChangeSet]) -> tuple[str, bytes]:
    """Return a content type and a body."""
    boundary = f"batch_{uuid4()}"
    pieces: list[bytes] = []
    numbers = count(1)
    for each in operations:
        pieces.append(f"--{boundary}\r\n".encode())
        pieces += _single(each) if isinstance(each, Operation) else _set(each, numbers)
    pieces.append(f"--{boundary}--\r\n".encode())
    return f'multipart/mixed; boundary="{boundary}"', b"".join(pieces)


def _single(operation: Operation, number: int | None = None) -> Iterator[bytes]:
    """:param number: the Content-ID, which each operation of a change set needs."""
    lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"]
    lines += [] if number is None else [f"Content-ID: {number}"]
    lines += ["", f"{operation.method} {operation.path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in operation.headers.items()]
    yield from ("\r\n".join(lines).encode("latin-1"), _BLANK, operation.body, _END)


def _set(change_set: ChangeSet, numbers: Iterator[int]) -> Iterator[bytes]:
    boundary = f"changeset_{uuid4()}"
    yield f"Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n".encode()
    for operation in change_set.operations:
        yield f"--{boundary}\r\n".encode()
        yield from _single(operation, next(numbers))
    yield f"--{boundary}--\r\n".encode()


def read_batch(content_type: str, body: bytes) -> list[Part]:
    """Return the answers in their order: of a change set the last one, or its refusal.

    :raises MalformedBatchError: the body breaks off, or is not a batch's answer at all.
    """
    delimiter = b"\r\n--" + _boundary(content_type)
    preamble, *parts = (_END + body).split(delimiter)
    if preamble.strip() or not parts or not parts[-1].startswith(b"--"):
        raise MalformedBatchError("the batch does not begin or end at its boundary")
    return [_part(part) for part in parts[:-1]]


def _boundary(content_type: str) -> bytes:
    kind, *parameters = content_type.split(";")
    if kind.strip().lower() != "multipart/mixed":
        raise MalformedBatchError("the answer to a batch is not multipart/mixed")
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "boundary" and (boundary := value.strip('"')):
            return boundary.encode("latin-1")
    raise MalformedBatchError("the answer to a batch names no boundary")


def _part(part: bytes) -> Part:
    if not part.startswith(_END):
        raise MalformedBatchError("a boundary is not at the end of a line")
    mime, found, http = part[2:].partition(_BLANK)
    inner = _SET.search(mime)
    if inner is not None:
        answers = read_batch(inner[1].decode("latin-1"), http)
        if not answers:
            raise MalformedBatchError("the answer to a change set is empty")
        return next((answer for answer in answers if not answer.ok), answers[-1])
    if not found or b"application/http" not in mime.lower():
        raise MalformedBatchError("a part of the batch is not an HTTP response")
    head, _, body = http.partition(_BLANK)
    status_line, *lines = head.decode("latin-1").strip("\r\n").split("\r\n")
    headers = dict(map(_header, lines))
    return Part(_status(status_line), headers, _content(headers, body))


def _status(line: str) -> int:
    version, _, rest = line.partition(" ")
    status = rest[:3]
    if not version.startswith("HTTP/") or not (len(status) == 3 and status.isdecimal()):
        raise MalformedBatchError("a part of the batch has no status line")
    return int(status)


def _header(line: str) -> tuple[str, str]:
    name, found, value = line.partition(":")
    if not found:
        raise MalformedBatchError("a part of the batch has a malformed header")
    return name.strip().lower(), value.strip()


def _content(headers: Mapping[str, str], body: bytes) -> object:
    length = headers.get("content-length")
    if length is not None:
        if not length.isdecimal() or len(body) < int(length):
            raise MalformedBatchError("a part of the batch is shorter than it says")
        body = body[: int(length)]
    if not body.strip():
        return None
    try:
        return from_json(body)
    except msgspec.DecodeError as error:
        raise MalformedBatchError("a part of the batch is not JSON") from error
