"""A timer tells the log how far each mapping is behind: numbers to raise alarms on.

A timer of its own, so that a mapping whose timer does not come is told of as well; where even this
one is silent, the app does not run.
"""

from datetime import datetime

import azure.functions as func

from shared.bootstrap import app
from shared.functions.status import schedules_of
from shared.log import get_logger
from shared.telemetry import Attribute, Metric, measure
from shared.usecases.overview import Line, overview

log = get_logger(__name__)
bp = func.Blueprint()


@bp.function_name("report_lag")
@bp.timer_trigger(arg_name="timer", schedule="30 */5 * * * *", run_on_startup=False)
def report_lag(timer: func.TimerRequest) -> None:
    current = app()
    engine = current.engine
    installation, now = engine.installations.current(), engine.clock.now()
    lines = overview(engine, schedules_of(current) if installation.enabled else {})
    taking_part = [line for line in lines if line.reached is not None]
    for line in taking_part:
        lag = line.lag(now)
        told = "unknown" if lag is None else int(lag.total_seconds())
        facts = {"mapping": line.mapping.slug, "seconds": told, **_kept(line)}
        log.info("mapping lag", extra=facts | {"intervals": _missed(line, now)})
        _measure(line, None if lag is None else lag.total_seconds())
    state = "shadow" if installation.shadow else "on" if installation.enabled else "off"
    log.info("lag reported", extra={"mappings": len(taking_part), "synchronization": state})


def _kept(line: Line) -> dict[str, object]:
    return {"state": str(line.standing), "pending": _waiting(line), "skipped": line.skipped}


def _missed(line: Line, now: datetime) -> object:
    missed = line.missed(now)
    return "unknown" if missed is None else round(missed, 1)


def _measure(line: Line, lag: float | None) -> None:
    mapping = {Attribute.MAPPING: line.mapping.slug}
    if lag is not None:
        measure(Metric.LAG, lag, mapping)
    measure(Metric.PENDING, _waiting(line), mapping)
    measure(Metric.SKIPPED, line.skipped, mapping)


def _waiting(line: Line) -> int:
    return sum((line.pending or {}).values())
