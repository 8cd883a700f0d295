"""Writes as bulk messages where one fate for all will do, else as batches of single writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from shared.adapters.batches import TooLargeError, carry_out, chunks
from shared.adapters.complaints import Complaint, identified
from shared.adapters.dataverse.definitions import (
    Below,
    Definition,
    Target,
    encode,
    encode_stamp,
)
from shared.adapters.dataverse.organization import HEADERS, Organization
from shared.adapters.dataverse.refusals import (
    concerns_owner,
    is_duplicate,
    is_gone,
    is_outdated,
    is_transient,
    record_refused,
    was_changed,
)
from shared.adapters.dataverse.states import reopening
from shared.adapters.messages import Answer, Call, Part, Tally, to_json
from shared.adapters.multipart import (
    ChangeSet,
    MalformedBatchError,
    Operation,
    read_batch,
    write_batch,
)
from shared.domain.couplings import Version
from shared.domain.outcomes import (
    Changed,
    Created,
    Creation,
    Deleted,
    Deletion,
    Exists,
    Modification,
    Modified,
    Refused,
    Unanswered,
    Written,
)
from shared.domain.tables import Table
from shared.errors import ConfigurationError, IntegrationError, TransientError

_Write = TypeVar("_Write", Creation, Modification)
_Result = TypeVar("_Result")
_NAMESPACE = "Microsoft.Dynamics.CRM"
_JSON = {"Content-Type": "application/json"}
_ENTRY = {"Content-Type": "application/json; type=entry"}
_TOO_LARGE = 413
_WITHOUT_CONTENT = 204
"""All that tells UpdateMultiple's own answer from one that a gateway gave in its place."""


@dataclass(frozen=True)
class Writing:
    """Writes to one table."""

    organization: Organization
    tally: Tally
    table: Table
    definition: Definition
    targets: Mapping[str, Target]
    """By lookup column of the mapping."""
    stamped: Mapping[str, Target] = field(default_factory=dict)
    """By table: what the app's own stamps point to."""
    below: Sequence[Below] = ()
    """What rows are, and are called, that are created with a new row."""

    def create_in_bulk(self, creations: Sequence[Creation]) -> list[Created | IntegrationError]:
        """Create all rows by one message; where it is refused, each on its own."""
        rows = [self._row(creation, creation.id) for creation in creations]
        answer = self._bulk("CreateMultiple", rows, harmless=_all_chosen(creations))
        if answer is None or not answer.ok:
            return self._in_batches(self.create, creations)
        try:
            ids = [UUID(found) for found in answer.json()["Ids"]]
        except (KeyError, TypeError, ValueError) as error:
            raise answer.unusable("no ids of created rows") from error
        if len(ids) != len(creations):
            raise answer.unusable("not one id for each created row")
        return [Written(id_) for id_ in ids]

    def modify_in_bulk(
        self, modifications: Sequence[Modification]
    ) -> list[Modified | IntegrationError]:
        """Change all rows by one message, whatever happened to them since they were read."""
        rows = [self._row(modification, modification.id) for modification in modifications]
        answer = self._bulk("UpdateMultiple", rows, harmless=True)
        if answer is None or not answer.ok:
            return self._in_batches(self.modify, modifications)
        if answer.status != _WITHOUT_CONTENT:
            raise answer.unusable("not the one to changes in bulk, which has no content")
        return [Written(modification.id) for modification in modifications]

    def create(self, creations: Sequence[Creation]) -> list[Created | IntegrationError]:
        harmless = _all_chosen(creations)
        return carry_out(creations, self._post, self._send, self._created, harmless=harmless)

    def modify(self, modifications: Sequence[Modification]) -> list[Modified | IntegrationError]:
        return carry_out(modifications, self._change, self._send, self._modified, harmless=True)

    def delete(self, deletions: Sequence[Deletion]) -> list[Deleted | IntegrationError]:
        return carry_out(deletions, self._delete, self._send, self._deleted, harmless=True)

    def absent(self, ids: Sequence[UUID]) -> list[bool | IntegrationError]:
        """Ask after each row by itself: only "does not exist" means that there is none."""
        return carry_out(ids, self._get, self._send, self._is_absent, harmless=True)

    def _in_batches(
        self,
        write: Callable[[Sequence[_Write]], list[_Result]],
        writes: Sequence[_Write],
    ) -> list[_Result]:
        batches = chunks(writes, self.organization.settings.batch_size)
        return [result for batch in batches for result in write(batch)]

    def _bulk(
        self, message: str, rows: Sequence[dict[str, Any]], *, harmless: bool
    ) -> Answer | None:
        """Send all rows by one message; None where it is refused for the owner of one of them."""
        type_ = f"{_NAMESPACE}.{self.definition.name}"
        targets = [{"@odata.type": type_, **row} for row in rows]
        url = self.organization.url(f"{self.definition.entity_set}/{_NAMESPACE}.{message}")
        call = Call("POST", url, {**HEADERS, **_JSON}, to_json({"Targets": targets}), harmless)
        try:
            return self.organization.session.send(call, self.tally)
        except ConfigurationError as error:
            if not concerns_owner(error.answer):
                raise
            return None

    def _row(self, write: Creation | Modification, id_: UUID | None) -> dict[str, Any]:
        body = {
            **encode(self.definition, self.targets, write.values),
            **encode_stamp(self.definition, self.stamped, write.stamp),
        }
        return body if id_ is None else {self.definition.primary_id: id_, **body}

    def _post(self, creation: Creation) -> Operation:
        """A row and its lines are one operation, which is carried out as a whole or not at all."""
        path = f"{self.organization.path}/{self.definition.entity_set}"
        body = self._row(creation, creation.id)
        for lines in creation.lines:
            below = next(each for each in self.below if each.table == lines.table)
            rows = [encode(below.definition, below.targets, row) for row in lines.rows]
            body.setdefault(below.collection, []).extend(rows)
        return Operation("POST", path, to_json(body), _ENTRY)

    def _change(self, modification: Modification) -> Operation | ChangeSet:
        if not modification.reopens:
            return self._patch(modification)
        return ChangeSet(tuple(map(self._patch, reopening(modification))))

    def _patch(self, modification: Modification) -> Operation:
        path = f"{self.organization.path}/{self.definition.entity_set}({modification.id})"
        body = to_json(self._row(modification, None))
        return Operation("PATCH", path, body, {**_ENTRY, "If-Match": modification.etag})

    def _delete(self, deletion: Deletion) -> Operation:
        path = f"{self.organization.path}/{self.definition.entity_set}({deletion.id})"
        return Operation("DELETE", path, b"", {"If-Match": deletion.etag})

    def _get(self, id_: UUID) -> Operation:
        key = self.definition.primary_id
        path = f"{self.organization.path}/{self.definition.entity_set}({id_})?$select={key}"
        return Operation("GET", path, b"", {})

    def _send(self, operations: Sequence[Operation | ChangeSet], harmless: bool) -> list[Part]:
        content_type, body = write_batch(operations)
        headers = {**HEADERS, "Content-Type": content_type, "Prefer": "odata.continue-on-error"}
        asks = all(isinstance(each, Operation) and each.method == "GET" for each in operations)
        call = Call("POST", self.organization.url("$batch"), headers, body, harmless, asks)
        answer = self.organization.session.send(call, self.tally)
        if answer.status == _TOO_LARGE:
            raise TooLargeError
        kind = answer.headers.get("content-type", "")
        if not answer.ok and not kind.startswith("multipart/"):
            raise _batch_refused(answer)
        try:
            parts = read_batch(kind, answer.content)
        except MalformedBatchError as error:
            raise answer.unusable(str(error)) from error
        return [part if part.ok else identified(part, answer) for part in parts]

    def _created(self, creation: Creation, part: Part) -> Created:
        complaint = Complaint.of_part(part)
        if part.ok:
            id_ = creation.id or _entity_id(part)
            return self._nameless() if id_ is None else Written(id_, _version(part))
        if is_transient(complaint):
            return self._unanswered(complaint)
        title = creation.values.get(self.table.title) if self.table.title else None
        named = f"create the row '{title}'" if title else "create a row"
        error = record_refused(complaint, f"{named} in {self.table.name}")
        return (
            Exists(error) if is_duplicate(complaint) else Refused(error, waits=is_gone(complaint))
        )

    def _modified(self, modification: Modification, part: Part) -> Modified:
        if part.ok:
            return Written(modification.id, _version(part))
        complaint = Complaint.of_part(part)
        if was_changed(complaint, modification.values.values()):
            return Changed()
        if is_transient(complaint):
            return self._unanswered(complaint)
        action = f"change the row {modification.id} in {self.table.name}"
        error = record_refused(complaint, action)
        # The row itself is there, as was told above: what is gone is one that it points to.
        return Refused(error, waits=is_gone(complaint), taken=is_duplicate(complaint))

    def _deleted(self, deletion: Deletion, part: Part) -> Deleted:
        complaint = Complaint.of_part(part)
        if part.ok or is_gone(complaint):
            return Written(deletion.id)
        if is_outdated(complaint):
            return Changed()
        if is_transient(complaint):
            return self._unanswered(complaint)
        action = f"delete the row {deletion.id} in {self.table.name}"
        return Refused(record_refused(complaint, action))

    @staticmethod
    def _is_absent(id_: UUID, part: Part) -> bool:
        del id_
        return not part.ok and is_gone(Complaint.of_part(part))

    def _unanswered(self, complaint: Complaint) -> Unanswered:
        """The operation failed as a whole, so that nothing of it remains."""
        return Unanswered(
            TransientError(
                f"Dataverse could not write to {self.table.name}: {complaint.reason}. "
                "It is tried again by itself.",
                code="service_busy",
                answer=complaint.answer,
            )
        )

    def _nameless(self) -> Unanswered:
        return Unanswered(
            TransientError(
                f"Dataverse did not say which row of {self.table.name} it created. "
                "It is looked up later.",
                code="service_answer_unusable",
                in_doubt=True,
            )
        )


def _all_chosen(creations: Sequence[Creation]) -> bool:
    """With ids of our choosing, a repeated create finds the first one's row."""
    return all(creation.id is not None for creation in creations)


def _version(part: Part) -> Version:
    return Version(part.headers.get("etag"))


def _entity_id(part: Part) -> UUID | None:
    address = part.headers.get("odata-entityid") or part.headers.get("location") or ""
    try:
        return UUID(address.rpartition("(")[2].rstrip(")"))
    except ValueError:
        return None


def _batch_refused(answer: Answer) -> ConfigurationError:
    complaint = Complaint.of(answer)
    return ConfigurationError(
        f"Dataverse refuses batches: {complaint.reason}. "
        "Lower DATAVERSE_BATCH_SIZE, or report this as a defect.",
        code="batch_refused",
        answer=complaint.answer,
    )
