"""Dates, which are midnights in Dataverse's columns of date and time."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from shared.domain.records import Value
from shared.domain.transforms.exactness import moment_of
from shared.domain.transforms.outcomes import Outcome, Turned, Untranslatable, quoted
from shared.domain.transforms.step import Step

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError(f"there is no time zone {name}; try one like Europe/Berlin") from None
    return name


class Date(Step):
    name: ClassVar[str] = "date"

    zone: Annotated[str, AfterValidator(_known_zone)] | None = None
    """Where a date's midnight is; without it, a moment stands for its date in UTC."""

    def forward(self, value: Value) -> Outcome:
        day = _day(value, UTC)
        if day is None:
            return _no_date(value)
        if self.zone is None:
            return Turned(day.isoformat())
        zone = ZoneInfo(self.zone)
        try:
            moment = datetime.combine(day, time(), zone).astimezone(UTC)
            is_a_day = moment.astimezone(zone).date() == day
        except OverflowError:
            return _no_date(value)
        if not is_a_day:  # who crosses the date line leaves one out
            return Untranslatable(f"{quoted(value)} was no day in {self.zone}")
        return Turned(f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z")

    def backward(self, value: Value) -> Outcome:
        day = _day(value, UTC if self.zone is None else ZoneInfo(self.zone))
        return _no_date(value) if day is None else Turned(day.isoformat())


def _day(value: Value, zone: tzinfo) -> date | None:
    """Return the date that a text names, or on which its moment is in *zone*."""
    if not isinstance(value, str):
        return None
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
        moment = moment_of(value)
        return None if moment is None else moment.astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def _no_date(value: Value) -> Untranslatable:
    return Untranslatable(f"{quoted(value)} is no date")
