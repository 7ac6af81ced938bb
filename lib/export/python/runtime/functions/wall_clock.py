"""What clocks show in the zones of the world."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .calendar_time import DAY, SECOND, CalendarTime, calendar_time, milliseconds
from .expression_error import ExpressionError

_400_YEARS = 146_097 * DAY
_NO_ZONES = {"factory", "localtime", "posixrules"}
"""Files beside the zones that name none."""


class NoTimeZoneData(RuntimeError):
    """This machine does not know the zones of the world."""


def wall_clock(time: int, zone: str) -> CalendarTime:
    """What a clock on the wall of a zone shows, to the second."""
    if zone == "UTC":
        return calendar_time(time)
    return calendar_time(time + _ahead_of_utc(time, _zone_named(zone)))


def from_wall_clock(wall: int, zone: str) -> int:
    """The instant at which clocks of the zone show `wall` (given as if it were UTC)."""

    def shown(time: int) -> int:
        return milliseconds(wall_clock(time, zone)) // SECOND * SECOND

    guess = wall - (shown(wall) - wall)
    # A second step settles guesses that fell on the other side of a clock change.
    return guess + (wall - shown(guess))


def _ahead_of_utc(time: int, zone: tzinfo) -> int:
    # Years that Python has no dates for are like those 400 years nearer to ours.
    cycle = time // _400_YEARS
    nearer = min(max(cycle, -4), 19)
    at = datetime.fromtimestamp((time + (nearer - cycle) * _400_YEARS) // SECOND, UTC)
    offset = at.astimezone(zone).utcoffset() or timedelta()
    return round(offset.total_seconds()) * SECOND


@cache
def _zone_named(name: str) -> tzinfo:
    offset = re.fullmatch(r"([+-])([01][0-9]|2[0-3])(?::?([0-5][0-9]))?", name)
    if offset:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-away if offset[1] == "-" else away)
    known = _zones().get(name.lower())
    if known is None:
        raise ExpressionError(f'"{name}" is no time zone. Give an IANA name such as Europe/Berlin.')
    return ZoneInfo(known)


@cache
def _zones() -> dict[str, str]:
    """IANA names by their small letters: case does not matter in them."""
    zones = {name.lower(): name for name in available_timezones()}
    if not zones:
        raise NoTimeZoneData(
            "This machine has no time zone data, which the workflow needs. "
            "Install the package tzdata: of the system, or from PyPI."
        )
    return {small: name for small, name in zones.items() if small not in _NO_ZONES}
