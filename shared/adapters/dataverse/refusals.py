"""Dataverse's refusals, sorted by what to do about them."""

from collections.abc import Iterable

from shared.adapters.complaints import Complaint
from shared.adapters.messages import Answer
from shared.domain.records import Value
from shared.errors import ConfigurationError, RecordError, ServiceAnswer

ACCESS_HINT = (
    "Check that the app is an application user of the Dataverse environment, enabled, with a "
    "security role that reads and writes the mapped tables."
)
_NOT_FOUND = 404
_PRECONDITION = 412
_NO_ROW = "0x80040217"
"""ObjectDoesNotExist."""
_DUPLICATES = frozenset({"0x80040237", "0x80060892"})
"""DuplicateRecord and DuplicateRecordEntityKey: a primary or alternate key is taken."""
_OWNER_DENIED = "0x80040231"
"""PrincipalPrivilegeDenied: it is not the app that lacks a privilege, but a row's owner to be."""
_DUPLICATE_DETECTED = "0x80040333"


def read_refused(answer: Answer, what: str) -> ConfigurationError:
    complaint = Complaint.of(answer)
    return ConfigurationError(
        f"Dataverse cannot read {what}: {complaint.reason}. "
        "Correct the mapping's table, columns and filter, or DATAVERSE_URL.",
        code="read_refused",
        answer=complaint.answer,
    )


def is_outdated(complaint: Complaint) -> bool:
    """Whether a write was refused since it names another version of the row."""
    taken = {*_DUPLICATES, _DUPLICATE_DETECTED}
    return complaint.status == _PRECONDITION and complaint.code.lower() not in taken


def was_changed(complaint: Complaint, sent: Iterable[Value]) -> bool:
    """Whether a write was refused since the row changed, or went, after it was read.

    :param sent: the values of the write; a row among them that is missing is no change.
    """
    if complaint.status == _PRECONDITION:
        return is_outdated(complaint)
    told = complaint.text.lower()
    return complaint.status == _NOT_FOUND and not any(
        str(value) in told for value in sent if value is not None and len(str(value)) == 36
    )


def is_gone(complaint: Complaint) -> bool:
    """Whether there is no such row, other than no such table."""
    return complaint.status == _NOT_FOUND and complaint.code.lower() == _NO_ROW


def is_duplicate(complaint: Complaint) -> bool:
    return complaint.code.lower() in _DUPLICATES


def is_transient(complaint: Complaint) -> bool:
    """Duplicate detection answers with 500 in the vendor's own samples."""
    if complaint.code.lower() == _DUPLICATE_DETECTED or complaint.status == 501:
        return False
    return complaint.status in (408, 429) or complaint.status >= 500


def concerns_owner(answer: ServiceAnswer | None) -> bool:
    """Whether a write was refused for what an owner of rows may not do."""
    return answer is not None and answer.code.lower() == _OWNER_DENIED


def record_refused(complaint: Complaint, action: str) -> RecordError:
    """:param action: for example "create the row 'Adatum' in account"."""
    advice = "Change the record or the mapping."
    if is_gone(complaint):
        advice = (
            "A row that it points to was deleted in Dataverse. Its pair is listed as deleted by "
            "GET /api/pending, under its own mapping: restore its partner there, or uncouple it "
            "and couple it anew. This record follows by itself."
        )
    elif concerns_owner(complaint.answer):
        advice = "Give the row's owner a security role that reads the table, or name another owner."
    elif complaint.status in (401, 403):
        advice = ACCESS_HINT
    return RecordError(
        f"Dataverse refused to {action}: {complaint.reason}. {advice}",
        code="record_refused",
        answer=complaint.answer,
    )
