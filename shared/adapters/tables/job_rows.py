"""How runs, jobs and their errors stand in their tables."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from shared.adapters.tables.failures import readable
from shared.adapters.tables.sizes import LONGEST_TEXT
from shared.adapters.tables.storage import Row, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.domain.jobs import Counters, Kind, Run, State, SyncError, SyncJob, Trigger
from shared.domain.pending import Cause
from shared.domain.sides import Leg


def run_row(partition: str, run: Run) -> dict[str, Any]:
    return {
        "PartitionKey": partition,
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


def job_row(partition: str, job: SyncJob) -> dict[str, Any]:
    return {
        "PartitionKey": partition,
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
        "UncoupledByPolicy": job.uncoupled_by_policy,
    }


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
def run_of(row: Row) -> Run:
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
def job_of(row: Row) -> SyncJob:
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
        row.get("UncoupledByPolicy", 0),
    )


def error_row(partition: str, sequence: int, error: SyncError) -> dict[str, Any]:
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
def error_of(row: Row) -> SyncError:
    return SyncError(
        UUID(row["SourceId"]),
        row["Title"],
        Cause(row["Cause"]),
        row["Message"],
        row["Code"],
        row["RequestId"],
        UUID(row["PartnerId"]) if row.get("PartnerId") else None,
    )
