"""Carry out the steps of setup, or only look; each step's report is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.domain.installation import Finding, Installation, Outcome, StepReport
from shared.errors import ConfigurationError, IntegrationError, RequestError, TransientError
from shared.log import get_logger
from shared.ports.administration import Change, Fault, Note
from shared.usecases.leases import lease_of
from shared.usecases.setup import (
    changes,
    choice_values,
    company,
    connections,
    deployment,
    mapped_tables,
    people,
    switching,
)
from shared.usecases.setup.context import Context, Step

log = get_logger(__name__)

_TIME_IS_OVER = "The call's time is over: repeat it, and it goes on."
_LATELY = timedelta(hours=1)
_RENEWAL = timedelta(seconds=5)
"""Between two looks after the lease: a third of the shortest one."""
LEASE = "setup."
"""No mapping's slug has a dot in it."""
_ADMINISTRATOR = Step("administrator", "Administrator", connections.administrator)
"""Comes first: without it nothing is looked at, made or kept."""
_DEPLOYED = ("solution", "roles")
_WORKING = ("business_central", "integration_user")
"""The app can work with both systems. What does not fit in one mapping hinders no other."""
STEPS = (
    _ADMINISTRATOR,
    Step("settings", "Settings", connections.settings),
    Step("business_central", "Business Central", connections.business_central),
    Step("dataverse", "Dataverse", connections.dataverse),
    Step("solution", "Integration solution", deployment.solution, ("dataverse",)),
    Step("roles", "Security roles", deployment.roles, ("solution",)),
    Step("integration_user", "Integration user", deployment.integration_user, _DEPLOYED),
    Step("company", "Company", company.company, (*_DEPLOYED, "business_central")),
    Step("ownership", "Ownership", company.ownership),
    Step("base_currency", "Base currency", company.base_currency, ("business_central",)),
    Step("mappings", "Mappings", mapped_tables.mappings, _WORKING),
    Step("choice_values", "Choice values", choice_values.choice_values, _WORKING),
    Step("salespeople", "Salespeople", people.salespeople, ("company", *_WORKING)),
    Step("change_tracking", "Change tracking", changes.change_tracking, ("dataverse",)),
    Step("webhooks", "Webhooks", changes.webhooks, ("dataverse", "business_central")),
    Step("pages", "Pages in forms", deployment.pages, ("solution",)),
    Step(
        "chosen_ids", "Ids chosen by the app", changes.chosen_ids, ("business_central", "dataverse")
    ),
    Step("caller", "The administrator's role", deployment.callers_role, _DEPLOYED),
    Step("enabled", "Synchronization", switching.enabling),
)
"""In the order in which they are carried out. The last one needs all others."""


@dataclass(frozen=True)
class SetupReport:
    installation: Installation
    steps: Sequence[StepReport]

    @property
    def complete(self) -> bool:
        succeeded = {report.step for report in self.steps if report.succeeded}
        return all(step.name in succeeded for step in STEPS)

    @property
    def problem(self) -> Finding | None:
        """The first thing to change."""
        found = (each for step in self.steps for each in step.findings if each.code)
        return next(found, None)


def set_up(context: Context, deadline: datetime) -> SetupReport:
    """Carry out every step that can be; what a step has made is kept whatever comes after.

    :param deadline: in the app's clock; what is not begun by then is left to a repeated call.
    :raises RequestError: the caller is no administrator, or another call is setting up right now.
    """
    introduction = introduce(context)
    with lease_of(context.engine, LEASE, "Setup") as lease, context.engine.stores.together():
        context.installation = _current(context)
        context.settled = _settled(context.installation, context.engine.clock.now())
        _keep(context, introduction)
        renewed_at = context.engine.clock.now()
        for step in STEPS[1:]:
            report = _carry_out(context, step, deadline)
            if context.engine.clock.now() - renewed_at >= _RENEWAL:
                lease.renew()
                renewed_at = context.engine.clock.now()
            _keep(context, report)
        if context.installation.enabled:
            switching.resume(context.engine)
    return SetupReport(context.installation, context.installation.steps)


def look(context: Context) -> SetupReport:
    """Look at everything that setup would do, and change nothing.

    :raises RequestError: the caller is no administrator.
    """
    introduction = introduce(context)
    known = _current(context)
    context.installation = known.reported(introduction)
    with context.engine.stores.together():
        for step in STEPS[1:]:
            context.installation = context.installation.reported(_walk(context, step, None))
    return SetupReport(known, context.installation.steps)


def introduce(context: Context) -> StepReport:
    """Find out who calls: anybody can who is signed in, and must neither see nor spoil anything.

    :raises RequestError: it is no administrator.
    """
    findings = []
    try:
        for remark in _ADMINISTRATOR.remarks(context):
            if isinstance(remark, Fault):
                told = f"{remark.what} {remark.fix}"
                raise RequestError(told, code=remark.code, status=403)
            findings.append(Finding(remark.what))
    except ConfigurationError as error:
        if error.code != "access_denied":
            raise
        raise RequestError(error.message, code=error.code, status=403) from error
    return _report(_ADMINISTRATOR, findings, context.engine.clock.now(), changed=False)


def _current(context: Context) -> Installation:
    """Return what is stored, without reports of steps that only another version of the app has."""
    found = context.engine.installations.latest()
    names = {step.name for step in STEPS}
    return replace(found, steps=tuple(each for each in found.steps if each.step in names))


def _settled(found: Installation, now: datetime) -> Mapping[str, datetime]:
    """Return what a call whose time was over has found in order lately; of other calls, nothing."""
    if not any(Finding(_TIME_IS_OVER) in report.findings for report in found.steps):
        return {}
    settled = (each for report in found.steps for each in report.settled.items())
    return {what: at for what, at in settled if abs(now - at) < _LATELY}


def _keep(context: Context, report: StepReport) -> None:
    steps = context.installation.reported(report)
    context.installation = context.engine.installations.save(steps)
    log.info("setup step", extra={"step": report.step, "outcome": report.outcome.value})


def _carry_out(context: Context, step: Step, deadline: datetime) -> StepReport:
    now = context.engine.clock.now()
    if missing := _missing(context, step):
        return _not_reached(step, f"It needs the step {missing} first.", now)
    if now >= deadline:
        return _not_reached(step, _TIME_IS_OVER, now)
    return _walk(context, step, deadline)


def _walk(context: Context, step: Step, deadline: datetime | None) -> StepReport:
    """Go through what a step remarks, and make the changes that it offers.

    :param deadline: None only looks.
    """
    clock, before = context.engine.clock, context.installation
    findings: list[Finding] = []
    settled: dict[str, datetime] = {}
    changed = False
    try:
        for remark in step.remarks(context):
            match remark:
                case Note(what, settles):
                    findings.append(Finding(what))
                    if settles:
                        settled[settles] = context.settled.get(settles, clock.now())
                case Fault(what, fix, code=code, accepts=accepts):
                    findings.append(Finding(what, fix, code, accepts))
                case Change(what, _) if deadline is None:
                    fix = "Run setup: POST /api/setup."
                    findings.append(Finding(what, fix, code="setup_needed"))
                case Change(what, make):
                    make()
                    findings.append(Finding(f"{what.removesuffix('.')}: mended."))
                    changed = True
            if deadline is not None and clock.now() >= deadline:
                over = _not_reached(step, _TIME_IS_OVER, clock.now(), findings)
                return replace(over, settled=settled)
    except IntegrationError as error:
        context.installation = replace(before, revision=context.installation.revision)
        findings.append(_told(error))
    return replace(_report(step, findings, clock.now(), changed=changed), settled=settled)


def _missing(context: Context, step: Step) -> str | None:
    """Return the first step of this call that has not succeeded though *step* needs it."""
    needed = [each.name for each in STEPS[:-1]] if step is STEPS[-1] else step.needs
    reports = (context.installation.report(name) for name in needed)
    return next((each.step for each in reports if each and not each.succeeded), None)


def _report(step: Step, findings: Sequence[Finding], at: datetime, *, changed: bool) -> StepReport:
    if any(finding.code for finding in findings):
        outcome = Outcome.FAILED
    else:
        outcome = Outcome.DONE if changed else Outcome.NOTHING_TO_DO
    return StepReport(step.name, outcome, tuple(findings), at)


def _not_reached(
    step: Step, why: str, at: datetime, findings: Sequence[Finding] = ()
) -> StepReport:
    return StepReport(step.name, Outcome.NOT_REACHED, (*findings, Finding(why)), at)


def _told(error: IntegrationError) -> Finding:
    fix = "Correct that, and call setup again."
    if isinstance(error, TransientError):
        fix = "Call setup again in a while."
    elif isinstance(error, ConfigurationError) and error.code == "setup_refused":
        fix = "See what Dataverse says, and call setup again."
    return Finding(error.message, fix, error.code)


def titled(reports: Sequence[StepReport]) -> Iterator[tuple[str, StepReport]]:
    """Yield reports in the order of the steps, each with its title."""
    titles = {step.name: step.title for step in STEPS}
    by_name = {report.step: report for report in reports}
    for name, title in titles.items():
        if name in by_name:
            yield title, by_name[name]
