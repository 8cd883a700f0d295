"""Business Central's refusals, sorted by what to do about them."""

from shared.adapters.complaints import Complaint
from shared.adapters.messages import Answer
from shared.errors import ConfigurationError, RecordError

ACCESS_HINT = (
    "Check that the app is registered and enabled on Business Central's page "
    '"Microsoft Entra Applications" with the permission sets it needs, and that '
    "API.ReadWrite.All is granted to it in Entra ID."
)
_CHANGED = 409, "Request_EntityChanged"
_NOT_FOUND, _NO_RESOURCE = 404, "BadRequest_ResourceNotFound"
_SAME_KEY = "Internal_EntityWithSameKeyExists"


def read_refused(answer: Answer, what: str) -> ConfigurationError:
    complaint = Complaint.of(answer)
    if complaint.code == "Internal_CompanyNotFound":
        advice = "Correct BC_COMPANY_ID."
    elif answer.status == 404 and "NotFound" not in complaint.code:
        advice = "Correct BC_TENANT_ID and BC_ENVIRONMENT."
    else:
        advice = "Correct the mapping's entity and filter, or BC_COMPANY_ID and BC_ENVIRONMENT."
    return ConfigurationError(
        f"Business Central cannot read {what}: {complaint.reason}. {advice}",
        code="read_refused",
        answer=complaint.answer,
    )


def is_gone(complaint: Complaint) -> bool:
    """Whether a write was refused since there is no such record."""
    return complaint.status == _NOT_FOUND and complaint.code != _NO_RESOURCE


def was_changed(complaint: Complaint) -> bool:
    """Whether a write was refused since the record changed, or went, after it was read."""
    status, code = _CHANGED
    return is_gone(complaint) or (
        complaint.status in (status, 412) and complaint.code in (code, "")
    )


def is_duplicate(complaint: Complaint) -> bool:
    return complaint.code == _SAME_KEY


def record_refused(complaint: Complaint, action: str) -> RecordError:
    """:param action: for example "create the record 'Adatum' in customers"."""
    denied = complaint.status in (401, 403)
    advice = ACCESS_HINT if denied else "Change the record or the mapping."
    return RecordError(
        f"Business Central refused to {action}: {complaint.reason}. {advice}",
        code="record_refused",
        answer=complaint.answer,
    )
