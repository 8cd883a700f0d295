"""Runs, jobs and their errors in Azure Tables."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
from azure.data.tables import TransactionOperation

from shared.adapters.tables.failures import readable
from shared.adapters.tables.storage import LONGEST_TEXT, Operation, Row, Storage, Table, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.domain.jobs import (
    Counters,
    Kind,
    Run,
    State,
    SyncError,
    SyncJob,
    Trigger,
    newest_first,
)
from shared.domain.pending import Cause
from shared.domain.sides import Leg

_NEWEST = "newest"


class TableJobLog:
    """A run's id begins with its time, counted backwards: the newest run has the first key."""

    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._runs, self._jobs = storage.table("runs"), storage.table("jobs")
        self._errors, self._company = storage.table("joberrors"), company_id
        self._groups = key(company_id, "groups")

    def save_run(self, run: Run) -> None:
        self._runs.put(self._run_row(run))

    def run(self, run_id: str) -> Run | None:
        row = self._runs.get(key(self._company), run_id) if _is_id(run_id) else None
        return _run(row) if row else None

    def save_job(self, job: SyncJob) -> None:
        self._jobs.put(self._job_row(job))

    def jobs_of(self, run_id: str) -> Sequence[SyncJob]:
        jobs = [_job(row) for row in self._jobs.scan(key(self._company, run_id))]
        return sorted(jobs, key=lambda job: job.leg, reverse=True)

    def job(self, job_id: str) -> SyncJob | None:
        run_id, _, rest = job_id.partition(".")
        if not _is_id(run_id) or not _is_id(rest):
            return None
        row = self._jobs.get(key(self._company, run_id), rest)
        return _job(row) if row else None

    def add_errors(self, job: SyncJob, errors: Sequence[SyncError]) -> None:
        partition = key(self._company, job.id)
        self._errors.write(
            (TransactionOperation.UPSERT, _error_row(partition, job.errors_listed + n, error))
            for n, error in enumerate(errors)
        )

    def jobs(
        self, mapping: str | None, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncJob], str | None]:
        found: list[SyncJob] = []
        last = continuation or ""
        for run in self._runs_after(last):
            if len(found) >= top:
                return found, last
            last = run.id
            if mapping is None or run.mapping == mapping:
                found += self.jobs_of(run.id)
        return found, None

    def runs(
        self, mapping: str | None, top: int, continuation: str | None
    ) -> tuple[Sequence[Run], str | None]:
        found: list[Run] = []
        for run in self._runs_after(continuation or ""):
            if mapping is None or run.mapping == mapping:
                if len(found) == top:
                    return found, found[-1].id
                found.append(run)
        return found, None

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
        return [_run(kept[run_id]) for run_id in run_ids if run_id in kept]

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
        return [_run(row) for row in rows]

    def errors(
        self, job_id: str, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncError], str | None]:
        rows = self._errors.query(
            "PartitionKey eq @partition and RowKey gt @after",
            {"partition": key(self._company, job_id), "after": continuation or ""},
        )
        found: list[SyncError] = []
        last = None
        for row in rows:
            if len(found) == top:
                return found, last
            found.append(_error(row))
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

    def _runs_after(self, last: str) -> Iterator[Run]:
        rows = self._runs.query(
            "PartitionKey eq @partition and RowKey gt @last",
            {"partition": key(self._company), "last": last},
        )
        return map(_run, rows)

    def _run_row(self, run: Run) -> dict[str, Any]:
        return {
            "PartitionKey": key(self._company),
            "RowKey": run.id,
            "Mapping": run.mapping,
            "Trigger": run.trigger.value,
            "Legs": ",".join(run.legs),
            "Full": run.full,
            "Records": "".join(id_.hex for id_ in run.records),
            "State": run.state.value,
            "CreatedAt": time_to_text(run.created_at),
            "FinishedAt": time_to_text(run.finished_at),
            "Message": run.message[:LONGEST_TEXT],
            "Force": run.force,
            "Unconditional": run.unconditional,
            "Approved": run.approved,
            "WaitsFor": ",".join(run.waits_for),
            "Kind": run.kind.value,
            "Create": run.create,
            "Follow": run.follow,
        }

    def _job_row(self, job: SyncJob) -> dict[str, Any]:
        return {
            "PartitionKey": key(self._company, job.run_id),
            "RowKey": key(job.mapping, job.leg),
            "RunId": job.run_id,
            "Mapping": job.mapping,
            "Leg": job.leg.value,
            "State": job.state.value,
            "StartedAt": time_to_text(job.started_at),
            "FinishedAt": time_to_text(job.finished_at),
            "Counters": msgspec.json.encode(job.counters).decode(),
            "Requests": job.requests,
            "ErrorsListed": job.errors_listed,
            "Message": job.message[:LONGEST_TEXT],
            "Position": job.position,
            "SourceStartedAt": time_to_text(job.source_started_at),
            "Retried": job.retried,
            "Kind": job.kind.value,
        }


def _delete(table: Table, keys: Sequence[tuple[str, str]]) -> None:
    operations: list[Operation] = [
        (TransactionOperation.DELETE, {"PartitionKey": partition, "RowKey": row})
        for partition, row in keys
    ]
    for _ in table.try_each(operations):
        pass  # A row that is gone already is what was wanted.


def _is_id(text: str) -> bool:
    return bool(text) and all(c.isalnum() or c in "-._" for c in text) and len(text) < 200


def _time(row: Row, name: str) -> datetime:
    moment = time_from_text(row[name])
    assert moment is not None
    return moment


def _kind(row: Row) -> Kind:
    return Kind(row.get("Kind") or Kind.SYNCHRONIZATION)


def _ids(text: str) -> tuple[UUID, ...]:
    """Ids stand without anything between them: 1,000 of them just fit into a property."""
    return tuple(UUID(text[at : at + 32]) for at in range(0, len(text), 32))


@readable("runs")
def _run(row: Row) -> Run:
    return Run(
        row["RowKey"],
        row["Mapping"],
        Trigger(row["Trigger"]),
        tuple(Leg(leg) for leg in row["Legs"].split(",") if leg),
        row["Full"],
        _ids(row["Records"]),
        State(row["State"]),
        _time(row, "CreatedAt"),
        time_from_text(row.get("FinishedAt")),
        row["Message"],
        row["Force"],
        row["Unconditional"],
        row["Approved"],
        tuple(run_id for run_id in row["WaitsFor"].split(",") if run_id),
        _kind(row),
        bool(row.get("Create")),
        bool(row.get("Follow")),
    )


@readable("jobs")
def _job(row: Row) -> SyncJob:
    return SyncJob(
        row["RunId"],
        row["Mapping"],
        Leg(row["Leg"]),
        State(row["State"]),
        _time(row, "StartedAt"),
        time_from_text(row.get("FinishedAt")),
        msgspec.json.decode(row["Counters"], type=Counters),
        row["Requests"],
        row["ErrorsListed"],
        row["Message"],
        row.get("Position"),
        time_from_text(row.get("SourceStartedAt")),
        row["Retried"],
        _kind(row),
    )


def _error_row(partition: str, sequence: int, error: SyncError) -> dict[str, Any]:
    return {
        "PartitionKey": partition,
        "RowKey": f"{sequence:09}",
        "SourceId": str(error.source_id),
        "Title": error.title[:LONGEST_TEXT],
        "Cause": error.cause.value,
        "Message": error.message[:LONGEST_TEXT],
        "Code": error.code,
        "RequestId": error.request_id,
        "PartnerId": str(error.partner_id) if error.partner_id else None,
    }


@readable("joberrors")
def _error(row: Row) -> SyncError:
    return SyncError(
        UUID(row["SourceId"]),
        row["Title"],
        Cause(row["Cause"]),
        row["Message"],
        row["Code"],
        row["RequestId"],
        UUID(row["PartnerId"]) if row.get("PartnerId") else None,
    )
