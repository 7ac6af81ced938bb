"""Dates are ISO texts: a day (`2026-11-21`) or an instant (`2026-11-21T09:30:00Z`).

A result has the shape of what it was made from: a day stays a day, an instant without milliseconds
stays without. Reckoning is in UTC unless a zone is given; a time that names no zone is read as UTC.
"""

import math
import re

from .calendar_names import DAYS, MONTHS
from .calendar_time import (
    DAY,
    FARTHEST,
    HOUR,
    MINUTE,
    SECOND,
    CalendarTime,
    calendar_time,
    days_in_month,
    milliseconds,
)
from .expression_error import ExpressionError
from .iso_date import instant_of, is_day, shaped
from .wall_clock import from_wall_clock, wall_clock

MILLISECONDS = {"second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": 7 * DAY}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


def date_add(date: str, amount: int, unit: str) -> str:
    """`amount` units later, earlier where negative.

    A month later than 31 January is the last day of February.
    """
    time = instant_of(date)
    known = _known_unit(unit)
    if known in MONTHS_OF:
        return shaped(_add_months(time, int(amount) * MONTHS_OF[known]), date)
    return shaped(time + int(amount) * MILLISECONDS[known], date)


def from_epoch(count: int, unit: str) -> str:
    """The instant so many seconds or milliseconds after 1970 began.

    With milliseconds only where it has some.
    """
    known = unit.removesuffix("s")
    if known not in ("second", "millisecond"):
        raise ExpressionError(
            f'"{unit}" is no unit that times are counted in. Known: second, millisecond.'
        )
    time = int(count) * 1000 if known == "second" else int(count)
    return shaped(time, _WITH_MILLISECONDS if time % 1000 else _WITHOUT_MILLISECONDS)


_WITHOUT_MILLISECONDS = "1970-01-01T00:00:00Z"
_WITH_MILLISECONDS = "1970-01-01T00:00:00.000Z"


def date_diff(from_: str, to: str, unit: str) -> int:
    """Whole units from `from_` to `to`, negative where `to` is earlier, cut towards zero."""
    start, end = instant_of(from_), instant_of(to)
    known = _known_unit(unit)
    if known not in MONTHS_OF:
        return math.trunc((end - start) / MILLISECONDS[known])
    a, b = calendar_time(start), calendar_time(end)
    months = (b.year - a.year) * 12 + b.month - a.month
    if months > 0 and _add_months(start, months) > end:
        months -= 1
    if months < 0 and _add_months(start, months) < end:
        months += 1
    return math.trunc(months / MONTHS_OF[known])


def date_start(date: str, unit: str, zone: str = "UTC") -> str:
    """Start of the day, week (Monday), month, quarter or year that holds the date, in the zone."""
    if is_day(date):
        return shaped(_start(wall_clock(instant_of(date), "UTC"), _known_unit(unit)), date)
    wall = wall_clock(instant_of(date), zone)
    return shaped(from_wall_clock(_start(wall, _known_unit(unit)), zone), date)


def format_date(date: str, pattern: str, zone: str = "UTC") -> str:
    """The date in a pattern of `yyyy yy MMMM MMM MM M dd d EEEE EEE HH H mm ss`, English names.

    Other letters stand for themselves inside single quotes, everything that is no letter stands for
    itself.
    """
    wall = wall_clock(instant_of(date), "UTC" if is_day(date) else zone)
    return _PATTERN.sub(
        lambda token: token[1] if token[0][0] == "'" else _field(token[0], wall), pattern
    )


_PATTERN = re.compile("'([^']*)'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|mm|ss|[A-Za-z]+")


def before(date: str | None, other: str | None) -> bool:
    """Whether `date` lies before `other`; None is before nothing.

    A day counts from its start in UTC.
    """
    return date is not None and other is not None and instant_of(date) < instant_of(other)


def after(date: str | None, other: str | None) -> bool:
    return date is not None and other is not None and instant_of(date) > instant_of(other)


def _known_unit(unit: str) -> str:
    name = unit.removesuffix("s")
    if name in MILLISECONDS or name in MONTHS_OF:
        return name
    raise ExpressionError(
        f'"{unit}" is no unit of time. '
        "Known: second, minute, hour, day, week, month, quarter, year."
    )


def _start(wall: CalendarTime, unit: str) -> int:
    """As if the clock on the wall showed UTC."""
    day = milliseconds(CalendarTime(wall.year, wall.month, wall.day))
    match unit:
        case "hour":
            return day + wall.hour * HOUR
        case "minute":
            return day + wall.hour * HOUR + wall.minute * MINUTE
        case "second":
            return day + wall.hour * HOUR + wall.minute * MINUTE + wall.second * SECOND
        case "week":
            return day - (wall.weekday + 6) % 7 * DAY
        case "month":
            return milliseconds(CalendarTime(wall.year, wall.month, 1))
        case "quarter":
            return milliseconds(CalendarTime(wall.year, (wall.month - 1) // 3 * 3 + 1, 1))
        case "year":
            return milliseconds(CalendarTime(wall.year, 1, 1))
        case _:
            return day


def _add_months(time: int, months: int) -> int:
    at = calendar_time(time)
    years, month = divmod(at.month - 1 + months, 12)
    first_day = milliseconds(CalendarTime(at.year + years, month + 1, 1)) + time % DAY
    if abs(first_day) > FARTHEST:
        raise ExpressionError("The date is out of range.")
    return first_day + (min(at.day, days_in_month(at.year + years, month + 1)) - 1) * DAY


def _field(token: str, at: CalendarTime) -> str:
    month, weekday = MONTHS[at.month - 1], DAYS[at.weekday]
    fields = {
        "yyyy": f"{at.year:04}",
        "yy": f"{at.year % 100:02}",
        "MMMM": month,
        "MMM": month[:3],
        "MM": f"{at.month:02}",
        "M": f"{at.month}",
        "dd": f"{at.day:02}",
        "d": f"{at.day}",
        "EEEE": weekday,
        "EEE": weekday[:3],
        "HH": f"{at.hour:02}",
        "H": f"{at.hour}",
        "mm": f"{at.minute:02}",
        "ss": f"{at.second:02}",
    }
    if token not in fields:
        raise ExpressionError(
            f'formatDate does not know "{token}". Put plain words between single quotes.'
        )
    return fields[token]
