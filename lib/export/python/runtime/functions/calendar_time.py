"""Milliseconds since 1970 in UTC, and what the calendar calls them.

Python's datetime ends at the years 1 and 9999; reckoning may pass them.
"""

from dataclasses import dataclass
from datetime import date

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

FARTHEST = 8_640_000_000_000_000
"""JavaScript knows no time farther from 1970 than these milliseconds."""

_DAYS_IN_400_YEARS = 146_097
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class CalendarTime:
    """A time as it is written. Months count from 1."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    millisecond: int = 0

    @property
    def weekday(self) -> int:
        """0 is Sunday."""
        return (days_since_epoch(self.year, self.month, self.day) + 4) % 7


def days_since_epoch(year: int, month: int, day: int) -> int:
    """Days from 1 January 1970. Months and days may lie outside of theirs: month 13 is January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    cycle, year_of_cycle = divmod(year - 1, 400)
    start = date(year_of_cycle + 1, month, 1).toordinal()
    return cycle * _DAYS_IN_400_YEARS + start + day - 1 - _EPOCH


def days_in_month(year: int, month: int) -> int:
    return days_since_epoch(year, month + 1, 1) - days_since_epoch(year, month, 1)


def milliseconds(at: CalendarTime) -> int:
    return (
        days_since_epoch(at.year, at.month, at.day) * DAY
        + at.hour * HOUR
        + at.minute * MINUTE
        + at.second * SECOND
        + at.millisecond
    )


def calendar_time(time: int) -> CalendarTime:
    days, rest = divmod(time, DAY)
    cycle, day_of_cycle = divmod(days + _EPOCH - 1, _DAYS_IN_400_YEARS)
    day = date.fromordinal(day_of_cycle + 1)
    return CalendarTime(
        day.year + 400 * cycle,
        day.month,
        day.day,
        rest // HOUR,
        rest // MINUTE % 60,
        rest // SECOND % 60,
        rest % SECOND,
    )


def iso_text(time: int) -> str:
    """`2026-11-21T09:30:00.000Z`; years of more than four digits have a sign and six."""
    at = calendar_time(time)
    year = f"{at.year:04}" if 0 <= at.year <= 9999 else f"{at.year:+07}"
    return (
        f"{year}-{at.month:02}-{at.day:02}"
        f"T{at.hour:02}:{at.minute:02}:{at.second:02}.{at.millisecond:03}Z"
    )
