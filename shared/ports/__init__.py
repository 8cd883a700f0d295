"""What the usecases need from the outside."""

from shared.ports.access import CallerRoles, Callers
from shared.ports.installation import Installations, Met, Whereabouts
from shared.ports.services import CompanyRecords, Deletions, Page, RecordStore, RecordStores, Teams
from shared.ports.shadow import Looks
from shared.ports.state import (
    Couplings,
    CouplingStore,
    Lease,
    PendingStore,
    Progress,
    Reached,
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
    "Looks",
    "Met",
    "Page",
    "PendingStore",
    "Progress",
    "Reached",
    "Receipt",
    "RecordStore",
    "RecordStores",
    "Teams",
    "Unsettled",
    "WakeUps",
    "Whereabouts",
    "WorkQueue",
]
