"""When a mapping's timer fires: the file's schedule, or the app setting that overrides it."""

import os

from shared.domain.mapping import TableMapping
from shared.domain.schedules import check_schedule
from shared.log import get_logger

log = get_logger(__name__)


def setting_of(mapping: TableMapping) -> str:
    """Return the name of the setting, for example SYNC_PAYMENT_TERMS_SCHEDULE."""
    return f"SYNC_{mapping.slug.upper().replace('-', '_')}_SCHEDULE"


def schedule_of(mapping: TableMapping) -> str:
    """Return the schedule in force.

    Read here with a default, since the platform refuses an unset ``%SETTING%``. An override that
    is no schedule is left out, loudly: it must not take all functions down.
    """
    override = os.environ.get(setting_of(mapping))
    if not override:
        return mapping.schedule
    try:
        return check_schedule(override)
    except ValueError as error:
        log.error(
            "schedule setting ignored",
            extra={"setting": setting_of(mapping), "problem": str(error)},
        )
        return mapping.schedule
