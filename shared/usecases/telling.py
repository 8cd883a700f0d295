"""What operations are told of every job, in one line: alarms are made of it."""

from shared.domain.jobs import SyncJob
from shared.log import get_logger
from shared.usecases.tracing import measure_ended

log = get_logger(__name__)


def tell_ended(job: SyncJob, left_skipped: int = 0) -> None:
    """Tell how a job ended, without a word about any record.

    :param left_skipped: how many of the leg's records are left to a person.
    """
    measure_ended(job)
    counted = job.counters
    log.info(
        "job ended",
        extra={
            "mapping": job.mapping,
            "leg": job.leg.value,
            "kind": job.kind.value,
            "state": job.state.value,
            "job": job.id,
            "read": counted.read,
            "inserted": counted.inserted,
            "modified": counted.modified,
            "failed": counted.failed,
            "left_skipped": left_skipped,
            "requests": job.requests,
        },
    )
