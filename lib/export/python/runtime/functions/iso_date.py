"""ISO texts of days (`2026-11-21`) and instants (`2026-11-21T09:30:00Z`)."""

import re

from ..code_units import first_units
from .calendar_time import (
    DAY,
    FARTHEST,
    HOUR,
    MINUTE,
    SECOND,
    days_since_epoch,
    iso_text,
)
from .expression_error import ExpressionError

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    "([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?"
    "(?:Z|([+-])([0-9]{2}):?([0-9]{2}))?)?"
)


def is_day(text: str) -> bool:
    """A day without a time: `2026-11-21`."""
    return _DAY.fullmatch(text) is not None


def is_iso(text: str) -> bool:
    return _INSTANT.fullmatch(text) is not None


def instant_of(text: str) -> int:
    """Milliseconds since 1970 of a day's start or an instant; what names no zone is UTC.

    Days that a month lacks run on into the next, as ECMAScript's Date.parse has it in practice.
    """
    found = _INSTANT.fullmatch(text)
    time = _time(found) if found else None
    if time is None:
        raise ExpressionError(f'"{first_units(text, 60)}" is no ISO date or instant.')
    return time


def shaped(time: int, like: str) -> str:
    """A time as text in the shape of another: a day, or an instant with milliseconds or without."""
    if abs(time) > FARTHEST:
        raise ExpressionError("The date is out of range.")
    iso = iso_text(time)
    if is_day(like):
        return iso[:10]
    return iso if re.search(r"\.[0-9]+", like) else f"{iso[:19]}Z"


def _time(found: re.Match[str]) -> int | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if not (1 <= month <= 12 and 1 <= day <= 31 and minute < 60 and second < 60):
        return None
    fraction = found[7] or ""
    midnight = hour == 24 and minute == second == 0 and not fraction.strip("0")
    if hour > 23 and not midnight:
        return None
    away = _offset(found)
    if away is None:
        return None
    time_of_day = hour * HOUR + minute * MINUTE + second * SECOND + int(fraction[:3].ljust(3, "0"))
    return days_since_epoch(year, month, day) * DAY + time_of_day - away


def _offset(found: re.Match[str]) -> int | None:
    """How far the zone of a text is ahead of UTC, None where there is no such zone."""
    hours, minutes = int(found[9] or 0), int(found[10] or 0)
    if hours > 23 or minutes > 59:
        return None
    return (hours * HOUR + minutes * MINUTE) * (-1 if found[8] == "-" else 1)
