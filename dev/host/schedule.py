"""When a timer is due."""

import re
from datetime import UTC, datetime

from croniter import CroniterBadCronError, croniter

_FIELD = re.compile(r"[0-9A-Za-z*,/-]+")


class ScheduleError(ValueError):
    """Not a schedule the platform takes."""


class Schedule:
    """An NCRONTAB expression: five fields, or six with the seconds first; always in UTC.

    https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
    """

    def __init__(self, expression: str) -> None:
        """:raises ScheduleError: says what is wrong."""
        fields = expression.split()
        if len(fields) == 1 and ":" in expression:
            raise ScheduleError(f'"{expression}": intervals run on dedicated plans only')
        if len(fields) not in (5, 6):
            raise ScheduleError(f'"{expression}" needs six fields, seconds first')
        # NCRONTAB knows none of croniter's further signs (L, #, ?, @, ...).
        if not all(map(_FIELD.fullmatch, fields)) or re.search(r"\b[LWHR]\b", expression, re.I):
            raise ScheduleError(f'"{expression}" has a sign that NCRONTAB does not know')
        self.expression = expression
        self._cron = " ".join(fields if len(fields) == 6 else ["0", *fields])
        self._check()

    def _check(self) -> None:
        try:
            croniter(self._cron, second_at_beginning=True)
        except CroniterBadCronError as error:
            raise ScheduleError(f'"{self.expression}" is not a schedule: {error}') from error

    def next(self, after: datetime) -> datetime:
        """Return the first time after *after* (aware) that the timer is due."""
        # Where both day fields are set, NCRONTAB wants both to fit; cron wants either.
        due = croniter(self._cron, after.astimezone(UTC), second_at_beginning=True, day_or=False)
        found: datetime = due.get_next(datetime)
        return found
