"""JSON $batch: up to a hundred operations in one request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dev.simulators.business_central.addresses import Call
from dev.simulators.business_central.errors import BusinessCentralError, bad_request
from dev.simulators.business_central.operations import Reply
from dev.simulators.business_central.rows import Json
from dev.simulators.business_central.store import Store

MAXIMUM = 100
PART_HEADERS = {
    "content-type": "application/json; odata.metadata=minimal",
    "odata-version": "4.0",
}


@dataclass(frozen=True)
class Part:
    id: str | None
    call: Call


@dataclass(frozen=True)
class BatchReader:
    root: str
    """The URL of the route's root; operations may also give their URL in full (recalled)."""
    root_path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the batch itself: an operation without a Company header takes over the batch's."""

    def read(self, content: Any) -> list[Part]:
        """
        :raises BusinessCentralError: this is not a batch, or one of too many operations.
        """
        requests = content.get("requests") if isinstance(content, Mapping) else None
        if not isinstance(requests, list):
            raise bad_request("A batch is an object with a list of 'requests'.")
        if len(requests) > MAXIMUM:
            raise bad_request(
                f"A batch holds up to {MAXIMUM} operations, this one {len(requests)}."
            )
        return [self._part(each) for each in requests]

    def _part(self, request: Any) -> Part:
        match request:
            case {"method": str(method), "url": str(url)}:
                path, _, query = self._relative(url).partition("?")
                headers = request.get("headers") or {}
                if not isinstance(headers, Mapping):
                    raise bad_request("The headers of an operation are not an object.")
                lower = {str(name).lower(): str(value) for name, value in headers.items()}
                inherited = {k: v for k, v in self.headers.items() if k == "company"}
                call = Call(method.upper(), path, query, inherited | lower, request.get("body"))
                return Part(request.get("id"), call)
            case _:
                raise bad_request("Each operation of a batch needs a 'method' and a 'url'.")

    def _relative(self, url: str) -> str:
        for prefix in (self.root, self.root_path):
            if url.startswith(f"{prefix}/"):
                url = url.removeprefix(prefix)
        return url.lstrip("/")


def run_batch(
    store: Store,
    parts: list[Part],
    perform: Callable[[Call], Reply],
    *,
    snapshot: bool,
    stops: bool,
) -> Json:
    """Perform the operations in turn.

    :param snapshot: one transaction: a failure takes everything back, although the operations
        before it still report their success.
    :param stops: whether the first failure ends the batch.
    """
    if not snapshot:
        return {"responses": _run(parts, perform, stops)[0]}
    with store.transaction() as transaction:
        responses, transaction.reverted = _run(parts, perform, stops)
    return {"responses": responses}


def _run(
    parts: list[Part], perform: Callable[[Call], Reply], stops: bool
) -> tuple[list[Json], bool]:
    responses, failed = [], False
    for part in parts:
        try:
            reply = perform(part.call)
        except BusinessCentralError as error:
            reply = Reply(error.status, error.body(), error.headers)
        responses.append(_response(part, reply))
        failed = failed or reply.status >= 400
        if failed and stops:
            break
    return responses, failed


def _response(part: Part, reply: Reply) -> Json:
    response: Json = {"id": part.id, "status": reply.status, "headers": dict(reply.headers)}
    if reply.content is not None:
        response["headers"] |= PART_HEADERS
        response["body"] = reply.content
    return response
