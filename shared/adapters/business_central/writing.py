"""Writes as batches of up to 100 operations, each with its own answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.adapters.batches import TooLargeError, carry_out
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.metadata import EntitySet
from shared.adapters.business_central.refusals import (
    is_duplicate,
    is_gone,
    record_refused,
    was_changed,
)
from shared.adapters.business_central.values import encode
from shared.adapters.complaints import Complaint
from shared.adapters.messages import Answer, Call, Part, Tally, to_json
from shared.adapters.records import moment
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
from shared.domain.records import Value
from shared.domain.tables import Table
from shared.errors import ConfigurationError, IntegrationError, TransientError

_JSON = {"Content-Type": "application/json"}
_HEADERS = {**_JSON, "Accept": "application/json", "Prefer": "odata.continue-on-error"}
_LATER = 429


@dataclass(frozen=True)
class Writing:
    """Writes to one entity set."""

    environment: Environment
    tally: Tally
    table: Table
    entity_set: EntitySet

    def create(self, creations: Sequence[Creation]) -> list[Created | IntegrationError]:
        """Create the records of one batch; never sent twice, since we cannot choose the ids."""
        return carry_out(creations, self._post, self._send, self._created, harmless=False)

    def modify(self, modifications: Sequence[Modification]) -> list[Modified | IntegrationError]:
        """Change the records of one batch; If-Match keeps a repetition from doing harm."""
        return carry_out(modifications, self._patch, self._send, self._modified, harmless=True)

    def delete(self, deletions: Sequence[Deletion]) -> list[Deleted | IntegrationError]:
        """Delete the records of one batch; a repetition finds them gone."""
        return carry_out(deletions, self._delete, self._send, self._deleted, harmless=True)

    def absent(self, ids: Sequence[UUID]) -> list[bool | IntegrationError]:
        """Ask after each record by itself: only "not found" means that there is none."""
        return carry_out(ids, self._get, self._send, self._is_absent, harmless=True)

    def _post(self, creation: Creation) -> dict[str, Any]:
        body = self._encoded(creation.values)
        if creation.id is not None:
            body["id"] = creation.id
        return {"method": "POST", "url": self._path, "headers": _JSON, "body": body}

    def _patch(self, modification: Modification) -> dict[str, Any]:
        return {
            "method": "PATCH",
            "url": f"{self._path}({modification.id})",
            "headers": {**_JSON, "If-Match": modification.etag},
            "body": self._encoded(modification.values),
        }

    def _delete(self, deletion: Deletion) -> dict[str, Any]:
        return {
            "method": "DELETE",
            "url": f"{self._path}({deletion.id})",
            "headers": {"If-Match": deletion.etag},
        }

    def _get(self, id_: UUID) -> dict[str, Any]:
        return {"method": "GET", "url": f"{self._path}({id_})?$select=id"}

    @property
    def _path(self) -> str:
        return f"{self.environment.company}/{self.entity_set.name}"

    def _encoded(self, values: Mapping[str, Value]) -> dict[str, Any]:
        return {name: encode(self.entity_set.type_of(name), v) for name, v in values.items()}

    def _send(self, operations: Sequence[dict[str, Any]], harmless: bool) -> list[Part]:
        numbered = [{"id": str(i), **operation} for i, operation in enumerate(operations)]
        url = f"{self.environment.root_of(self.table.name)}/$batch"
        asks = all(operation["method"] == "GET" for operation in operations)
        call = Call("POST", url, _HEADERS, to_json({"requests": numbered}), harmless, asks)
        answer = self.environment.session.send(call, self.tally)
        if answer.status == 413:
            raise TooLargeError
        if not answer.ok:
            complaint = Complaint.of(answer)
            raise ConfigurationError(
                f"Business Central refuses batches: {complaint.reason}. "
                "Lower BC_BATCH_SIZE, or report this as a defect.",
                code="batch_refused",
                answer=complaint.answer,
            )
        return _parts(answer)

    def _created(self, creation: Creation, part: Part) -> Created | IntegrationError:
        if part.ok:
            return self._written(part)
        complaint = Complaint.of_part(part)
        if _is_transient(part):
            return self._unanswered(complaint)
        title = creation.values.get(self.table.title) if self.table.title else None
        named = f"create the record '{title}'" if title else "create a record"
        error = record_refused(complaint, f"{named} in {self.table.name}")
        return Exists(error) if is_duplicate(complaint) else Refused(error)

    def _modified(self, modification: Modification, part: Part) -> Modified | IntegrationError:
        if part.ok:
            return self._written(part, modification.id)
        complaint = Complaint.of_part(part)
        if was_changed(complaint):
            return Changed()
        if _is_transient(part):
            return self._unanswered(complaint)
        action = f"change the record {modification.id} in {self.table.name}"
        return Refused(record_refused(complaint, action), taken=is_duplicate(complaint))

    def _deleted(self, deletion: Deletion, part: Part) -> Deleted:
        complaint = Complaint.of_part(part)
        if part.ok or is_gone(complaint):
            return Written(deletion.id)
        if was_changed(complaint):
            return Changed()
        if _is_transient(part):
            return self._unanswered(complaint)
        action = f"delete the record {deletion.id} in {self.table.name}"
        return Refused(record_refused(complaint, action))

    @staticmethod
    def _is_absent(id_: UUID, part: Part) -> bool:
        del id_
        return not part.ok and is_gone(Complaint.of_part(part))

    def _written(self, part: Part, id_: UUID | None = None) -> Written | IntegrationError:
        try:
            row = part.content
            version = Version(row["@odata.etag"], moment(row["lastModifiedDateTime"]))
            return Written(id_ or UUID(row["id"]), version)
        except (KeyError, TypeError, ValueError):
            return TransientError(
                "Business Central did not say which record it wrote. It is looked up later.",
                code="service_answer_unusable",
                in_doubt=True,
            )

    def _unanswered(self, complaint: Complaint) -> Unanswered:
        """The operation failed as a whole, so that nothing of it remains."""
        return Unanswered(
            TransientError(
                f"Business Central could not write to {self.table.name}: {complaint.reason}. "
                "It is tried again by itself.",
                code="service_busy",
                answer=complaint.answer,
            )
        )


def _is_transient(part: Part) -> bool:
    return part.status in (408, _LATER) or part.status >= 500


def _parts(answer: Answer) -> list[Part]:
    """Return the answers to the first operations, as far as there are any without a gap."""
    content = answer.json()
    try:
        by_id = {
            response["id"]: Part(
                int(response["status"]), _lower(response.get("headers")), response.get("body")
            )
            for response in content["responses"]
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise answer.unusable("a batch in another form than expected") from error
    parts: list[Part] = []
    while (part := by_id.get(str(len(parts)))) is not None:
        parts.append(part)
    return parts


def _lower(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {name.lower(): value for name, value in (headers or {}).items()}
