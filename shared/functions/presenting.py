"""The app's state in JSON, as the HTTP surface shows it."""

from typing import Any
from uuid import UUID

from shared.adapters.mapping_files import Mistake, Source
from shared.domain.couplings import Coupling
from shared.domain.identifiers import slug
from shared.domain.installation import Finding, Installation, StepReport
from shared.domain.jobs import Run, SyncError, SyncJob
from shared.domain.listed import lesser
from shared.domain.mapping import TableMapping
from shared.domain.pending import Pending
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.usecases.comparing import Compared, ComparedField
from shared.usecases.explaining import Explanation
from shared.usecases.full_sync import Review
from shared.usecases.setup.setting_up import SetupReport, titled
from shared.usecases.status import MappingStatus

Json = dict[str, Any]


def run(shown: Run, jobs: list[SyncJob]) -> Json:
    return {
        "id": shown.id,
        "mapping": shown.mapping,
        "type": shown.kind,
        "state": shown.state,
        "trigger": shown.trigger,
        "full": shown.full,
        "force": shown.force,
        "unconditional": shown.unconditional,
        "approved": shown.approved,
        "records": [str(id_) for id_ in shown.records],
        "created_at": shown.created_at,
        "finished_at": shown.finished_at,
        "message": shown.message,
        "jobs": [job(each) for each in jobs],
    }


def job(shown: SyncJob) -> Json:
    return {
        "id": shown.id,
        "run": shown.run_id,
        "mapping": shown.mapping,
        "type": shown.kind,
        "direction": shown.leg,
        "state": shown.state,
        "started_at": shown.started_at,
        "finished_at": shown.finished_at,
        "counters": shown.counters,
        "requests": shown.requests,
        "correlation_id": shown.correlation_id,
        "message": shown.message,
    }


def error(shown: SyncError) -> Json:
    return {
        "record": str(shown.source_id),
        "partner": shown.partner_id,
        "title": shown.title,
        "cause": shown.cause,
        "message": shown.message,
        "code": shown.code,
        "request_id": shown.request_id,
    }


def coupling(shown: Coupling) -> Json:
    return {
        "mapping": shown.mapping,
        "bc_id": str(shown.bc_id),
        "dataverse_id": str(shown.dataverse_id),
        "agreed": shown.agreement is not None,
        "skipped": shown.skipped,
        "results": {
            leg: {"succeeded": result.succeeded, "job": result.job_id}
            for leg, result in shown.results.items()
        },
        "bc_synced_at": shown.bc_version.modified_at,
        "dataverse_synced_at": shown.dataverse_version.modified_at,
        "synced_at": shown.synced_at,
    }


def pending(mapping: str, leg: Leg, shown: Pending, partner: UUID | None, *, told: bool) -> Json:
    """:param told: whether the pair's entry in the opposite leg says more."""
    return {
        "mapping": mapping,
        "direction": leg,
        "record": str(shown.source_id),
        "partner": partner,
        "title": shown.title,
        "cause": shown.cause,
        "message": shown.message,
        "attempts": shown.attempts,
        "since": shown.since,
        "next_try": None if shown.skipped else shown.next_try,
        "skipped": shown.skipped,
        "decided": shown.instruction is not None,
        "told_by_partner": told,
    }


def explanation(shown: Explanation, schedule: str) -> Json:
    told = lesser(*shown.pending) if len(shown.pending) == 2 else None
    return {
        "mapping": shown.mapping.slug,
        "side": shown.side,
        "record": str(shown.record_id),
        "title": shown.title,
        "reasons": [{"code": reason.code, "text": reason.text} for reason in shown.reasons],
        "coupling": coupling(shown.coupling) if shown.coupling else None,
        "pending": [
            pending(
                shown.mapping.slug,
                *each,
                _partner(shown.coupling, each[0]),
                told=each is told,
            )
            for each in shown.pending
        ],
        "schedule": schedule,
        "last_jobs": [job(each) for each in shown.last_jobs],
    }


def _partner(coupling: Coupling | None, leg: Leg) -> UUID | None:
    return coupling.id_on(leg.target) if coupling else None


def compared(shown: Compared) -> Json:
    titles = {side: record.title for side, record in shown.records.items()}
    fields = [_field(each) for each in shown.fields]
    return {"coupling": coupling(shown.coupling), "titles": titles, "fields": fields}


def _field(shown: ComparedField) -> Json:
    return {
        "bc": shown.field.bc,
        "dataverse": shown.field.dataverse,
        "both_ways": shown.both_ways,
        "bc_value": shown.values[Side.BC],
        "dataverse_value": shown.values[Side.DATAVERSE],
        "bc_agreed": shown.agreed[Side.BC],
        "dataverse_agreed": shown.agreed[Side.DATAVERSE],
        "changed": shown.changed,
        "conflict": shown.conflict,
    }


def review(shown: Review) -> Json:
    return {
        "mapping": shown.mapping.slug,
        "name": shown.mapping.name,
        "direction": shown.mapping.direction,
        "waits_for": shown.waits_for,
        "records": shown.counts,
        "coupled": shown.coupled,
        "problem": shown.problem,
        "advice": shown.advice,
    }


def usable(shown: TableMapping, origin: Source, off: str | None) -> Json:
    return {
        "name": shown.name,
        "slug": shown.slug,
        "usable": True,
        "off": off,
        "part_of": shown.part_of and slug(shown.part_of),
        **source(origin),
    }


def part(shown: TableMapping, origin: Source, off: str | None) -> Json:
    """Show a mapping of lines, which has neither runs nor couplings of its own."""
    return {
        **usable(shown, origin, off),
        "schedule": None,
        "configuration": shown.model_dump(mode="json", exclude_none=True),
    }


def source(shown: Source) -> Json:
    """Show the file, whether it is a customer's own, and which one that ships it stands in for."""
    return {"file": shown.file, "own": shown.own, "replaces": shown.replaces}


def mapping(shown: MappingStatus, origin: Source, schedule: str) -> Json:
    return {
        **usable(shown.mapping, origin, shown.off),
        "schedule": schedule,
        "configuration": shown.mapping.model_dump(mode="json", exclude_none=True),
        "couplings": shown.couplings,
        "pending": shown.pending,
        "watermarks": {side: watermark(mark) for side, mark in shown.watermarks.items()},
        "last_jobs": [job(each) for each in shown.last_jobs],
        "stopped": stopped(shown.stopped),
    }


def stopped(shown: Run | None) -> Json | None:
    """Show the run that waits for a decision, and what it was about to do."""
    return {"run": shown.id, "message": shown.message} if shown else None


def watermark(shown: Watermark) -> Json:
    return {"newest": shown.newest, "settled": shown.settled}


def mistake(shown: Mistake) -> Json:
    return {
        **source(shown.source),
        "slug": shown.slug,
        "usable": False,
        "mistake": shown.text,
    }


def setup(report: SetupReport) -> Json:
    return {
        "complete": report.complete,
        **_installed(report.installation),
        "steps": [_step(title, step) for title, step in titled(report.steps)],
    }


def installation(shown: Installation) -> Json:
    return setup(SetupReport(shown, shown.steps))


def _installed(shown: Installation) -> Json:
    return {
        "enabled": shown.enabled,
        "off_because": shown.off_because or None,
        "ownership": shown.ownership,
        "company_row": shown.company_row,
        "owning_team": shown.owning_team,
        "accepts_chosen_ids": shown.accepts_chosen_ids,
        "availability": shown.availability,
        "environments": _environments(shown),
        "shadow": shown.shadow,
    }


def _environments(shown: Installation) -> Json:
    """Show which environments the app keeps to, and which it has met in their place."""
    return {
        side: {"known": shown.environments.get(side), "met": shown.met.get(side)} for side in Side
    }


def _finding(shown: Finding) -> Json:
    told: Json = {"what": shown.what, "fix": shown.fix or None, "code": shown.code or None}
    return told | {"accept_environments": shown.accepts} if shown.accepts else told


def _step(title: str, shown: StepReport) -> Json:
    return {
        "step": shown.step,
        "title": title,
        "outcome": shown.outcome,
        "at": shown.at,
        "findings": [_finding(found) for found in shown.findings],
    }
