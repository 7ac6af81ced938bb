"""Numbers. They are doubles, as in JSON; whole ones that are exact are ints here."""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import overload

from ..javascript_pattern import LETTER_OR_NUMBER, SPACE, trimmed
from ..json_text import number_text
from ..json_value import as_double, is_number, plain_number
from .expression_error import ExpressionError, describe_value

Number = int | float


def add(*numbers: Number) -> Number:
    total = 0.0
    for number in numbers:
        total += as_double(number)
    return _finite("add", total)


def sub(left: Number, right: Number) -> Number:
    return _finite("sub", as_double(left) - as_double(right))


def mul(*numbers: Number) -> Number:
    total = 1.0
    for number in numbers:
        total *= as_double(number)
    return _finite("mul", total)


def div(left: Number, right: Number) -> Number:
    if right == 0:
        raise ExpressionError(f"Cannot divide {number_text(left)} by zero.")
    return _finite("div", as_double(left) / as_double(right))


def mod(left: Number, right: Number) -> Number:
    """Remainder with the sign of the divisor, so that it counts on evenly below zero."""
    if right == 0:
        raise ExpressionError(f"Cannot take the remainder of {number_text(left)} by zero.")
    rest = math.fmod(as_double(left), as_double(right))
    return plain_number(rest + right if rest != 0 and (rest < 0) != (right < 0) else rest)


def percent(part: Number, whole: Number) -> Number:
    """How many per cent of `whole` `part` is."""
    if whole == 0:
        raise ExpressionError(f"Cannot say how many per cent of zero {number_text(part)} is.")
    return _finite("percent", as_double(part) / as_double(whole) * 100)


def round_(number: Number, digits: int = 0) -> Number:
    """To `digits` places after the point, halves away from zero, on the number's decimal text."""
    shifted = _shifted(number_text(abs(number)), digits)
    if not math.isfinite(shifted):
        return _finite("round", math.nan)
    result = _shifted(number_text(math.floor(shifted + 0.5)), -digits)
    return _finite("round", -result if number < 0 else result)


def fixed(number: Number, digits: int) -> str:
    """A number as text with so many digits after the point (0 to 20): `fixed(12.5, 2)` is `12.50`.

    Halves go away from zero.
    """
    if digits != int(digits) or not 0 <= digits <= 20:
        raise ExpressionError(
            f"fixed writes 0 to 20 digits after the point, not {number_text(digits)}."
        )
    rounded = round_(number, digits)
    if abs(rounded) >= 1e21:
        return number_text(rounded)
    places = Decimal(1).scaleb(-int(digits))
    return f"{Decimal(rounded).quantize(places, ROUND_HALF_UP, Context(prec=60)):f}"


def grouped(number: Number, digits: int, mark: str = ",") -> str:
    """A number as text with a mark between thousands: `grouped(48500, 0)` is `48,500`.

    After the mark `.` the digits follow a comma, as in `48.500,00`.
    """
    whole, point, decimals = fixed(number, digits).partition(".")
    thousands = re.sub(r"\B(?=(?:[0-9]{3})+$)", lambda _: mark, whole)
    return f"{thousands}{',' if mark == '.' else '.'}{decimals}" if point else thousands


@overload
def to_number(value: Number) -> Number: ...
@overload
def to_number(value: str | Number | bool | None) -> Number | None: ...
def to_number(value: str | Number | bool | None) -> Number | None:
    """The number that a text says: `12`, `-3.5`, `1,250.00`, `$12`, `8 %`. None stays None.

    Raises where the text says none or more than one.
    """
    if value is None:
        return None
    if is_number(value):
        return plain_number(value)
    number = None
    if isinstance(value, str):
        number = _read_number(re.sub(rf"\A[$€£#]{SPACE}?|{SPACE}?%\Z", "", trimmed(value)))
    if number is None:
        raise ExpressionError(f"Cannot read a number from {describe_value(value)}.")
    return number


def number_in(text: str | None) -> Number | None:
    """The first number in a text, else None: `PR #42, 3 files` → 42."""
    found = None if text is None else _NUMBER_INSIDE.search(text)
    return _read_number(found[0]) if found else None


_NUMBER_INSIDE = re.compile(rf"(?<!{LETTER_OR_NUMBER})-?[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?|[0-9]+")


def decimal(number: Number) -> Number:
    """A number without what binary arithmetic adds behind its fifteen digits.

    318.75, and not 318.74999999999994.
    """
    double = as_double(number)
    if not math.isfinite(double) or double.is_integer():
        return plain_number(double)
    return plain_number(float(_FIFTEEN_DIGITS.create_decimal(Decimal(double))))


_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


def _shifted(text: str, places: int) -> float:
    """The number of a text with its point moved; not a number where that is beyond all measure."""
    if abs(places) >= 1e21:
        return math.nan
    mantissa, _, exponent = text.partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + int(places)}")


def _read_number(text: str) -> Number | None:
    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", text):
        return plain_number(float(text.replace(",", "")))
    if re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", text):
        return plain_number(float(text))
    return None


def _finite(name: str, number: float) -> Number:
    if not math.isfinite(number):
        raise ExpressionError(f"{name} has no finite result here.")
    return plain_number(number)
