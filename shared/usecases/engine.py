"""What the usecases work with: the ports, and this app's place between the two systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from shared.domain.fuse import Fuse
from shared.domain.mapping import TableMapping
from shared.ports import (
    Clock,
    CouplingStore,
    Installations,
    JobLog,
    PendingStore,
    Progress,
    RecordStores,
    WakeUps,
    Whereabouts,
    WorkQueue,
)


@dataclass(frozen=True)
class Engine:
    stores: RecordStores
    couplings: CouplingStore
    pending: PendingStore
    progress: Progress
    job_log: JobLog
    installations: Installations
    whereabouts: Whereabouts
    queue: WorkQueue
    wakes: WakeUps
    clock: Clock
    company_id: UUID
    bc_overlap: timedelta
    compare_every: timedelta
    """How often the ids of a side that does not tell deletions are compared with the couplings."""
    fuse: Fuse
    keep_jobs: timedelta
    """How long runs, their jobs and their errors are kept."""
    mappings: Mapping[str, TableMapping]
    """All usable mappings, by name."""
    parts: Mapping[str, Sequence[TableMapping]] = field(default_factory=dict)
    """The mappings of the lines that belong to a mapping's records, by its name."""
    retry_page: int = 1000
    """How many pending records are read by id at once."""
