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
    """Return the schedule in force."""
    return override_of(setting_of(mapping), mapping.schedule)


def override_of(setting: str, default: str) -> str:
    """Return the schedule in a setting.

    Read here with a default, since the platform refuses an unset ``%SETTING%``. An override that
    is no schedule is left out, loudly: it must not take all functions down.
    """
    override = os.environ.get(setting)
    if not override:
        return default
    try:
        return check_schedule(override)
    except ValueError as error:
        log.error("schedule setting ignored", extra={"setting": setting, "problem": str(error)})
        return default
