"""Carries out $batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

from dev.simulators.dataverse.calls import Call
from dev.simulators.dataverse.errors import DataverseError, bad_argument
from dev.simulators.dataverse.multipart import (
    Answer,
    ChangeSet,
    Operation,
    parse_batch,
    write_batch,
)
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.storage import Storage
from dev.simulators.http import Request, Response

MOST_OPERATIONS = 1000
LONGEST_URL = 32_768


class Batch:
    def __init__(
        self,
        storage: Storage,
        carry_out: Callable[[Call], Response],
        refusal: Callable[[Call, DataverseError], Response],
        rules: Rules,
    ) -> None:
        """:param carry_out: answers one operation, raising where the service refuses.
        :param refusal: the service's answer to a refused operation.
        """
        self._storage = storage
        self._carry_out = carry_out
        self._refusal = refusal
        self._rules = rules

    def answer(self, call: Call) -> Response:
        """:raises DataverseError: the batch as a whole is refused."""
        if call.request.method != "POST":
            raise bad_argument("A batch is sent with POST.")
        parts = parse_batch(call.request.headers.get("content-type", ""), call.request.body)
        _check(parts)
        answers: list[Answer | Sequence[Answer]] = []
        status = HTTPStatus.OK
        for part in parts:
            answer = (
                self._change_set(call, part)
                if isinstance(part, ChangeSet)
                else (self._single(call, part))
            )
            answers.append(answer)
            if _status(answer) >= HTTPStatus.BAD_REQUEST and not call.preferences.continue_on_error:
                always_400 = self._rules.batch_fails_with_400
                status = HTTPStatus.BAD_REQUEST if always_400 else _status(answer)
                break
        return replace(write_batch(answers, str(uuid4())), status=int(status))

    def _single(self, call: Call, operation: Operation) -> Answer:
        inner = _inner(call, operation, {})
        try:
            with self._storage.transaction():
                response = self._carry_out(inner)
        except DataverseError as error:
            response = self._refusal(inner, error)
        return Answer(response, operation.content_id)

    def _change_set(self, call: Call, change_set: ChangeSet) -> Answer | Sequence[Answer]:
        """All operations or none; a refused one answers for the whole set."""
        created: dict[str, str] = {}
        answers = []
        inner = call
        operation: Operation | None = None
        try:
            with self._storage.transaction():
                for operation in change_set.operations:
                    inner = _inner(call, operation, created, is_in_change_set=True)
                    response = self._carry_out(inner)
                    if operation.content_id and "OData-EntityId" in response.headers:
                        address = response.headers["OData-EntityId"].rsplit("/", 1)[-1]
                        created[operation.content_id] = address
                    answers.append(Answer(response, operation.content_id))
        except DataverseError as error:
            failed = operation.content_id if operation is not None else None
            return Answer(self._refusal(inner, error), failed)
        return answers


def _status(answer: Answer | Sequence[Answer]) -> HTTPStatus:
    """Return the status of an operation; a change set that was carried out has succeeded."""
    return HTTPStatus(answer.response.status) if isinstance(answer, Answer) else HTTPStatus.OK


def _check(parts: Sequence[Operation | ChangeSet]) -> None:
    operations: list[Operation] = []
    for part in parts:
        operations += part.operations if isinstance(part, ChangeSet) else [part]
    if len(operations) > MOST_OPERATIONS:
        raise bad_argument(f"A batch holds at most {MOST_OPERATIONS} operations.")
    named = [operation.content_id for operation in operations if operation.content_id]
    if len(named) != len(set(named)):
        raise bad_argument("A Content-ID stands twice in the batch.")
    for operation in operations:
        if len(operation.url) > LONGEST_URL:
            raise bad_argument(f"A URL in a batch has at most {LONGEST_URL} characters.")
        if "$batch" in operation.url.split("?", 1)[0]:
            raise bad_argument("A batch cannot hold a batch.")


def _inner(
    call: Call,
    operation: Operation,
    created: Mapping[str, str],
    *,
    is_in_change_set: bool = False,
) -> Call:
    path, query = _target(call, operation.url)
    request = Request(
        operation.method, call.request.base, path, query, operation.headers, operation.body
    )
    return replace(call, request=request, created=created, is_in_change_set=is_in_change_set)


def _target(call: Call, url: str) -> tuple[str, str]:
    """Return path and query of a URL that may be absolute, or relative to the Web API."""
    if url.startswith(("$", "/")):
        path, _, query = url.partition("?")
        return path, query
    if url.startswith(("https://", "http://")):
        parts = urlsplit(url)
        return parts.path, parts.query
    path, _, query = url.partition("?")
    prefix = call.root.removeprefix(call.request.base)
    return f"{prefix}/{path}", query
