"""Reading the dates that people write."""

import re
from typing import overload

from ..code_units import first_units
from ..javascript_pattern import SPACE, trimmed
from .calendar_names import MONTHS
from .calendar_time import days_in_month
from .expression_error import ExpressionError
from .iso_date import instant_of, is_day, is_iso, shaped


@overload
def parse_date(text: str) -> str: ...
@overload
def parse_date(text: str | None) -> str | None: ...
def parse_date(text: str | None) -> str | None:
    """ISO day or instant of what people write.

    ISO, `21 Nov 2026`, `Nov 21, 2026`, `21.11.2026`, `2026/11/21`, and e-mail dates. None where the
    text is None. Raises where it is no date or could be read in two ways (`4/5/2026`).
    """
    if text is None:
        return None
    clean = trimmed(text)
    if is_iso(clean):
        return clean if is_day(clean) else shaped(instant_of(clean), clean)
    for form in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        if named := form.fullmatch(clean):
            return _day(named["year"], _month_named(named["month"], text), named["day"], text)
    for form in (_WITH_POINTS, _WITH_SLASHES):
        if numbers := form.fullmatch(clean):
            return _day(numbers["year"], int(numbers["month"]), numbers["day"], text)
    if mail := _MAIL.fullmatch(clean):
        return _mail_date(mail, text)
    raise ExpressionError(f'"{first_units(text, 60)}" is no date that can be read in one way only.')


_DAY_MONTH_YEAR = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\.?{SPACE}+(?P<month>[A-Za-z]{{3,9}})\.?,?"
    rf"{SPACE}+(?P<year>[0-9]{{4}})"
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?P<month>[A-Za-z]{{3,9}})\.?{SPACE}+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?"
    rf"{SPACE}+(?P<year>[0-9]{{4}})"
)
_WITH_POINTS = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_WITH_SLASHES = re.compile("(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})")
_MAIL = re.compile(
    "(?:[A-Z][a-z]{2}, )?(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4}) "
    "(?P<minutes>[0-9]{2}:[0-9]{2})(?::(?P<second>[0-9]{2}))? "
    "(?P<zone>GMT|UT|UTC|[+-][0-9]{4})"
)


def _mail_date(mail: re.Match[str], text: str) -> str:
    date = _day(mail["year"], _month_named(mail["month"], text), mail["day"], text)
    time = f"{date}T{mail['minutes']}:{mail['second'] or '00'}"
    zone = mail["zone"] if mail["zone"][0] in "+-" else "Z"
    return shaped(instant_of(f"{time}{zone}"), f"{time}Z")


def _month_named(name: str, text: str) -> int:
    small = name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if small in (month.lower(), month[:3].lower()):
            return number
    raise ExpressionError(f'"{first_units(text, 60)}" names no month.')


def _day(year: str, month: int, day: str, text: str) -> str:
    if not 1 <= month <= 12 or not 1 <= int(day) <= days_in_month(int(year), month):
        raise ExpressionError(f'"{first_units(text, 60)}" is no day of the calendar.')
    return f"{year}-{month:02}-{int(day):02}"
