"""The installation in Azure Tables: one row for each company."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from shared.adapters.tables.failures import readable
from shared.adapters.tables.storage import Row, Storage, etag_of, key
from shared.adapters.tables.values import from_properties, in_properties
from shared.domain.environments import Environments
from shared.domain.installation import Finding, Installation, Outcome, Ownership, StepReport
from shared.domain.sides import Side
from shared.errors import ChangedError
from shared.ports import Clock

_ROW = "installation"
_FRESH = timedelta(seconds=10)


class _Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    what: str
    fix: str = ""
    code: str = ""
    accepts: str = ""


class _Step(msgspec.Struct, frozen=True):
    step: str
    outcome: Outcome
    findings: list[_Finding] = []
    at: datetime | None = None
    settled: dict[str, datetime] = {}


_read_steps = msgspec.json.Decoder(list[_Step]).decode
_read_environments = msgspec.json.Decoder(dict[Side, dict[str, str]]).decode


class TableInstallations:
    """Every run asks, and it changes once in a while: what was read is believed for a moment."""

    def __init__(self, storage: Storage, company_id: UUID, clock: Clock) -> None:
        self._table, self._partition = storage.table("installation"), key(company_id)
        self._clock = clock
        self._known: tuple[datetime, Installation] | None = None

    def current(self) -> Installation:
        if self._known is not None and abs(self._clock.now() - self._known[0]) < _FRESH:
            return self._known[1]
        return self.latest()

    def latest(self) -> Installation:
        row = self._table.get(self._partition, _ROW)
        return self._remembered(Installation() if row is None else _installation(row))

    def save(self, installation: Installation) -> Installation:
        row = {"PartitionKey": self._partition, "RowKey": _ROW, **_properties(installation)}
        if installation.revision is None:
            etag = self._table.insert(row)
        else:
            etag = self._table.replace(row, installation.revision)
        if etag is None:
            raise ChangedError(
                "Another call has changed the installation meanwhile. Look at GET /api/setup, and "
                "repeat yours.",
                code="setup_changed",
            )
        return self._remembered(replace(installation, revision=etag))

    def _remembered(self, installation: Installation) -> Installation:
        self._known = self._clock.now(), installation
        return installation


def _properties(installation: Installation) -> dict[str, Any]:
    steps = [
        _Step(
            each.step,
            each.outcome,
            [_Finding(f.what, f.fix, f.code, f.accepts) for f in each.findings],
            each.at,
            dict(each.settled),
        )
        for each in installation.steps
    ]
    return {
        "Enabled": installation.enabled,
        "OffBecause": installation.off_because,
        "Ownership": installation.ownership.value,
        "CompanyRow": _text(installation.company_row),
        "OwningTeam": _text(installation.owning_team),
        "AcceptsChosenIds": installation.accepts_chosen_ids,
        "WebhookSecret": installation.webhook_secret,
        "Availability": installation.availability,
        "Shadow": installation.shadow,
        "Environments": _told(installation.environments),
        "Met": _told(installation.met),
        **in_properties("Steps", msgspec.json.encode(steps).decode()),
    }


@readable("installation")
def _installation(row: Row) -> Installation:
    steps = tuple(
        StepReport(
            each.step,
            each.outcome,
            tuple(Finding(f.what, f.fix, f.code, f.accepts) for f in each.findings),
            each.at,
            each.settled,
        )
        for each in _read_steps(from_properties("Steps", row) or "[]")
    )
    return Installation(
        # A text, as table editors like to make of it, switches nothing on.
        enabled=row.get("Enabled") is True,
        off_because=row.get("OffBecause") or "",
        ownership=Ownership(row["Ownership"]),
        company_row=_id(row.get("CompanyRow")),
        owning_team=_id(row.get("OwningTeam")),
        accepts_chosen_ids=row.get("AcceptsChosenIds"),
        webhook_secret=row.get("WebhookSecret") or "",
        availability=row.get("Availability") in (True, None),
        shadow=row.get("Shadow") is True,
        environments=_read_environments(row.get("Environments") or "{}"),
        met=_read_environments(row.get("Met") or "{}"),
        steps=steps,
        revision=etag_of(row),
    )


def _told(environments: Environments) -> str:
    return msgspec.json.encode({s: dict(facts) for s, facts in environments.items()}).decode()


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None


def _id(value: object) -> UUID | None:
    return UUID(str(value)) if value else None
