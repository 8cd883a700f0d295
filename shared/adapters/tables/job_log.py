"""Runs, jobs and their errors in Azure Tables."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from azure.data.tables import TransactionOperation

from shared.adapters.tables.job_rows import (
    error_of,
    error_row,
    job_of,
    job_row,
    run_of,
    run_row,
)
from shared.adapters.tables.sizes import Operation
from shared.adapters.tables.storage import Storage, Table, key
from shared.domain.jobs import Run, State, SyncError, SyncJob, newest_first
from shared.domain.standing import Story

_NEWEST = "newest"
_FEW = 3
"""For fewer runs than that, their jobs are read apart."""


class TableJobLog:
    """A run's id begins with its time, counted backwards: the newest run has the first key."""

    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._runs, self._jobs = storage.table("runs"), storage.table("jobs")
        self._errors, self._company = storage.table("joberrors"), company_id
        self._groups = key(company_id, "groups")
        self._may_write = False
        """Whether that was seen."""

    def probe(self) -> None:
        if not self._may_write:
            # Once: storage counts what is there already as a failed request.
            self._runs.create()
            self._may_write = True
        self.jobs(None, 1, None)

    def save_run(self, run: Run) -> None:
        self._runs.put(run_row(key(self._company), run))

    def run(self, run_id: str) -> Run | None:
        row = self._runs.get(key(self._company), run_id) if _is_id(run_id) else None
        return run_of(row) if row else None

    def save_job(self, job: SyncJob) -> None:
        self._jobs.put(job_row(key(self._company, job.run_id), job))

    def jobs_of(self, run_id: str) -> Sequence[SyncJob]:
        return _in_order([job_of(row) for row in self._jobs.scan(key(self._company, run_id))])

    def job(self, job_id: str) -> SyncJob | None:
        run_id, _, rest = job_id.partition(".")
        if not _is_id(run_id) or not _is_id(rest):
            return None
        row = self._jobs.get(key(self._company, run_id), rest)
        return job_of(row) if row else None

    def add_errors(self, job: SyncJob, errors: Sequence[SyncError]) -> None:
        partition = key(self._company, job.id)
        self._errors.write(
            (TransactionOperation.UPSERT, error_row(partition, job.errors_listed + n, error))
            for n, error in enumerate(errors)
        )

    def jobs(
        self, mapping: str | None, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncJob], str | None]:
        found: list[SyncJob] = []
        last = continuation or ""
        while True:
            runs = list(islice(self._runs_after(last, mapping, few=top + 1), top + 1))
            for run, jobs in self._with_jobs(runs[:top], mapping):
                if len(found) >= top:
                    return found, last
                last = run.id
                found += jobs
            if len(runs) <= top:
                return found, None
            if len(found) >= top:
                return found, last

    def runs(
        self, mapping: str | None, top: int, continuation: str | None = None
    ) -> tuple[Story, str | None]:
        found = list(islice(self._runs_after(continuation or "", mapping, few=top + 1), top + 1))
        last = found[top - 1].id if len(found) > top else None
        return self._with_jobs(found[:top], mapping), last

    def _with_jobs(self, runs: Sequence[Run], mapping: str | None) -> Story:
        """Return runs that follow one another with their jobs, which are read all at once."""
        if len(runs) < _FEW:
            return [(run, self.jobs_of(run.id)) for run in runs]
        filter_ = "PartitionKey ge @first and PartitionKey le @last"
        first, last = (key(self._company, run.id) for run in (runs[0], runs[-1]))
        parameters = {"first": first, "last": last}
        jobs = defaultdict[str, list[SyncJob]](list)
        for job in map(job_of, self._jobs.query(*_narrowed(filter_, parameters, mapping))):
            jobs[job.run_id].append(job)
        return [(run, _in_order(jobs[run.id])) for run in runs]

    def note_group(self, run_ids: Sequence[str]) -> None:
        row = {"PartitionKey": self._groups, "RowKey": _NEWEST, "Runs": ",".join(run_ids)}
        self._runs.put(row)

    def newest_group(self) -> Sequence[Run]:
        row = self._runs.get(self._groups, _NEWEST)
        if row is None:
            return []
        run_ids = row["Runs"].split(",")
        # Made at the same time, they stand next to one another.
        rows = self._runs.query(
            "PartitionKey eq @partition and RowKey ge @first and RowKey le @last",
            {"partition": key(self._company), "first": min(run_ids), "last": max(run_ids)},
        )
        kept = {row["RowKey"]: row for row in rows}
        return [run_of(kept[run_id]) for run_id in run_ids if run_id in kept]

    def left_open(self, before: datetime) -> Sequence[Run]:
        rows = self._runs.query(
            "PartitionKey eq @partition and RowKey gt @newer"
            " and State ne @finished and State ne @failed and State ne @stopped",
            {
                "partition": key(self._company),
                "newer": newest_first(before),
                "finished": State.FINISHED.value,
                "failed": State.FAILED.value,
                "stopped": State.STOPPED.value,
            },
        )
        return [run_of(row) for row in rows]

    def errors(
        self, job_id: str, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncError], str | None]:
        rows = self._errors.query(
            "PartitionKey eq @partition and RowKey gt @after",
            {"partition": key(self._company, job_id), "after": continuation or ""},
            few=top + 1,
        )
        found: list[SyncError] = []
        last = None
        for row in rows:
            if len(found) == top:
                return found, last
            found.append(error_of(row))
            last = row["RowKey"]
        return found, None

    def forget(self, before: datetime, most: int) -> int:
        """Remove runs with what belongs to them first: a crash leaves nothing that nobody finds."""
        old = self._runs_after(newest_first(before))
        found = list(islice((run for run in old if run.state is not State.STOPPED), most))
        for run in found:
            for job in self.jobs_of(run.id):
                self._clear(self._errors, key(self._company, job.id))
            self._clear(self._jobs, key(self._company, run.id))
        partition = key(self._company)
        _delete(self._runs, [(partition, run.id) for run in found])
        return len(found)

    @staticmethod
    def _clear(table: Table, partition: str) -> None:
        rows = table.scan(partition, ["PartitionKey", "RowKey"])
        _delete(table, [(row["PartitionKey"], row["RowKey"]) for row in rows])

    def _runs_after(
        self, last: str, mapping: str | None = None, few: int | None = None
    ) -> Iterator[Run]:
        filter_ = "PartitionKey eq @partition and RowKey gt @last"
        parameters = {"partition": key(self._company), "last": last}
        rows = self._runs.query(*_narrowed(filter_, parameters, mapping), few=few)
        return map(run_of, rows)


def _narrowed(
    filter_: str, parameters: dict[str, str], mapping: str | None
) -> tuple[str, dict[str, str]]:
    """Return a query for one mapping's rows, or for those of all."""
    if mapping is None:
        return filter_, parameters
    return f"{filter_} and Mapping eq @mapping", parameters | {"mapping": mapping}


def _in_order(jobs: Sequence[SyncJob]) -> list[SyncJob]:
    """A run's jobs, the one to Dataverse first."""
    return sorted(jobs, key=lambda job: job.leg, reverse=True)


def _delete(table: Table, keys: Sequence[tuple[str, str]]) -> None:
    operations: list[Operation] = [
        (TransactionOperation.DELETE, {"PartitionKey": partition, "RowKey": row})
        for partition, row in keys
    ]
    for _ in table.try_each(operations):
        pass  # A row that is gone already is what was wanted.


def _is_id(text: str) -> bool:
    return bool(text) and all(c.isalnum() or c in "-._" for c in text) and len(text) < 200
