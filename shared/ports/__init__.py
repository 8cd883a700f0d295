"""What the usecases need from the outside."""

from shared.ports.installation import Installations
from shared.ports.services import Deletions, Page, RecordStore, RecordStores, Teams
from shared.ports.state import (
    Couplings,
    CouplingStore,
    Lease,
    PendingStore,
    Progress,
    Tracking,
    Unsettled,
    WakeUps,
)
from shared.ports.work import ChangeSubscriptions, Clock, JobLog, WorkQueue

__all__ = [
    "ChangeSubscriptions",
    "Clock",
    "CouplingStore",
    "Couplings",
    "Deletions",
    "Installations",
    "JobLog",
    "Lease",
    "Page",
    "PendingStore",
    "Progress",
    "RecordStore",
    "RecordStores",
    "Teams",
    "Tracking",
    "Unsettled",
    "WakeUps",
    "WorkQueue",
]
