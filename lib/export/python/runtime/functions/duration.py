"""Lengths of time, in seconds."""

import math
import re

from ..json_text import number_text
from .expression_error import ExpressionError
from .number import Number

_SECONDS = {"h": 3600, "m": 60, "s": 1}


def format_duration(seconds: Number, pattern: str) -> str:
    """A length of time in a pattern of `hh h mm m ss s`: `format_duration(187, "m:ss")` is `3:07`.

    The greatest unit of the pattern takes all that is above it; parts of a second fall away. Words
    stand inside single quotes.
    """
    plain = re.sub(r"'[^']*'", "", pattern)
    units = [unit for unit in _SECONDS if unit in plain]
    total = math.trunc(abs(seconds))

    def written(found: re.Match[str]) -> str:
        quoted = found.group(1)
        return _field(found.group(0), total, units) if quoted is None else quoted

    text = re.sub(r"'([^']*)'|hh|h|mm|m|ss|s|[A-Za-z]+", written, pattern)
    return f"-{text}" if seconds < 0 and total > 0 else text


def _field(token: str, total: int, units: list[str]) -> str:
    unit = next((one for one in units if token in (one, one + one)), None)
    if unit is None:
        raise ExpressionError(
            f'formatDuration does not know "{token}". Put plain words between single quotes.'
        )
    at = units.index(unit)
    left = total if at == 0 else total % _SECONDS[units[at - 1]]
    return number_text(math.floor(left / _SECONDS[unit])).rjust(len(token), "0")
