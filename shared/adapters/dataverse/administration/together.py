"""Several writes in one request: a request takes longer than what a small row takes in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shared.adapters.complaints import Complaint, identified
from shared.adapters.messages import Answer, Part, to_json
from shared.adapters.multipart import MalformedBatchError, Operation, read_batch
from shared.errors import ConfigurationError


@dataclass(frozen=True)
class Write:
    what: str
    """What is written, for a message."""
    method: str
    path: str
    """Below the Web API's root."""
    body: Mapping[str, object]
    headers: Mapping[str, str] = field(default_factory=dict)

    def operation(self, root: str, headers: Mapping[str, str]) -> Operation:
        """:param root: of the Web API, from the host on."""
        told = {**headers, "Content-Type": "application/json; type=entry", **self.headers}
        return Operation(self.method, f"{root}/{self.path}", to_json(self.body), told)


def ids_written(writes: Sequence[Write], answer: Answer) -> list[UUID]:
    """Return the ids of the rows that were written, in the order of *writes*.

    :raises ConfigurationError: Dataverse refused one of them; those before it are written.
    :raises TransientError: nothing can be made of the answer.
    """
    try:
        parts = read_batch(answer.headers.get("content-type", ""), answer.content)
    except MalformedBatchError as error:
        raise answer.unusable(str(error)) from error
    ids = [_id(write, part, answer) for write, part in zip(writes, parts, strict=False)]
    if len(ids) != len(writes):
        raise answer.unusable("not one answer to each write")
    return ids


def _id(write: Write, part: Part, answer: Answer) -> UUID:
    if not part.ok:
        complaint = Complaint.of_part(identified(part, answer))
        raise ConfigurationError(
            f"Dataverse refuses to write {write.what}: {complaint.reason}.",
            code="setup_refused",
            answer=complaint.answer,
        )
    address = part.headers.get("odata-entityid", "")
    try:
        return UUID(address.rpartition("(")[2].rstrip(")"))
    except ValueError as error:
        raise answer.unusable("no id of what was written") from error
