"""What the usecases need from the outside."""

from shared.ports.access import CallerRoles, Callers
from shared.ports.installation import Installations
from shared.ports.services import CompanyRecords, Deletions, Page, RecordStore, RecordStores, Teams
from shared.ports.state import (
    Couplings,
    CouplingStore,
    Lease,
    PendingStore,
    Progress,
    Unsettled,
    WakeUps,
)
from shared.ports.work import ChangeSubscriptions, Clock, JobLog, Receipt, WorkQueue

__all__ = [
    "CallerRoles",
    "Callers",
    "ChangeSubscriptions",
    "Clock",
    "CompanyRecords",
    "CouplingStore",
    "Couplings",
    "Deletions",
    "Installations",
    "JobLog",
    "Lease",
    "Page",
    "PendingStore",
    "Progress",
    "Receipt",
    "RecordStore",
    "RecordStores",
    "Teams",
    "Unsettled",
    "WakeUps",
    "WorkQueue",
]
