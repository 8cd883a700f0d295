"""Several writes in one request: a request takes longer than what a small row takes in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.adapters.complaints import Complaint, identified
from shared.adapters.dataverse.refusals import is_transient
from shared.adapters.messages import Answer, Part, to_json
from shared.adapters.multipart import MalformedBatchError, Operation, read_batch
from shared.errors import ConfigurationError, TransientError


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


def parts_of(answer: Answer, writes: Sequence[Write]) -> list[Part]:
    """Return the answers to *writes*, in their order.

    :raises TransientError: nothing can be made of the answer.
    """
    try:
        parts = read_batch(answer.headers.get("content-type", ""), answer.content)
    except MalformedBatchError as error:
        raise answer.unusable(str(error)) from error
    if len(parts) != len(writes):
        raise answer.unusable("not one answer to each write")
    return [part if part.ok else identified(part, answer) for part in parts]


def check(write: Write, part: Part) -> None:
    """
    :raises ConfigurationError: Dataverse refuses the write.
    :raises TransientError: Dataverse could not carry it out just now.
    """
    if not part.ok:
        complaint = Complaint.of_part(part)
        if is_transient(complaint):
            raise TransientError(
                f"Dataverse could not write {write.what}: {complaint.reason}.",
                code="service_busy",
                answer=complaint.answer,
            )
        raise ConfigurationError(
            f"Dataverse refuses to write {write.what}: {complaint.reason}.",
            code="setup_refused",
            answer=complaint.answer,
        )
