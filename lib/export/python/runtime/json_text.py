"""JSON as text, to the byte as JavaScript's `JSON.stringify` and `JSON.parse` have it."""

import json
import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NoReturn

from .code_units import joined_pairs, order_key
from .json_value import (
    EXACT,
    as_double,
    is_list,
    is_number,
    is_object,
    member_names,
    plain_number,
)

MOST_INDENT = 10


def json_text(value: Any, indent: int = 0) -> str:
    """`JSON.stringify(value, null, indent)`: compact for 0, members in their order."""
    spaces = min(max(int(indent), 0), MOST_INDENT)
    return _write(value, member_names, " " * spaces, "")


def canonical_json(value: Any) -> str:
    """One text for equal values: members sorted by code unit, no spaces.

    Used for hashes, keys and equality; the same text as the studio's and the TypeScript agent's.
    """
    return _write(value, _sorted_names, "", "")


def parse_json(text: str) -> Any:
    """`JSON.parse`. Raises ValueError where the text is no JSON."""
    try:
        return json.loads(
            text, parse_int=_whole, parse_float=_fractional, parse_constant=_refuse_constant
        )
    except RecursionError:
        raise ValueError("The JSON is nested too deeply.") from None


def number_text(number: int | float) -> str:
    """A number as JavaScript writes it: `1`, `0.1`, `1e+21`, `1.5e-7`."""
    if isinstance(number, int) and -EXACT <= number <= EXACT:
        return str(number)
    double = as_double(number)
    if math.isnan(double):
        return "NaN"
    if math.isinf(double):
        return "Infinity" if double > 0 else "-Infinity"
    if double == 0:
        return "0"
    # repr gives the shortest digits that read back as the same double, and so does JavaScript.
    shortest = repr(double)
    if "e" not in shortest:
        return shortest.removesuffix(".0")
    sign, digits, exponent = Decimal(shortest).normalize().as_tuple()
    text = "".join(map(str, digits))
    return ("-" if sign else "") + _placed(text, len(text) + int(exponent))


def string_text(text: str) -> str:
    """A text as JSON writes it, in quotes. A surrogate without its other half is escaped."""
    written = _TEXTS.encode(text)
    if written.isascii() or _SURROGATE.search(written) is None:
        return written
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", joined_pairs(written))


_TEXTS = json.JSONEncoder(ensure_ascii=False)
_SURROGATE = re.compile("[\ud800-\udfff]")


def _placed(digits: str, point: int) -> str:
    """Digits with the point after `point` of them (ECMAScript, Number::toString)."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def _write(
    value: Any, names: Callable[[dict[str, Any]], Iterable[str]], indent: str, margin: str
) -> str:
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return string_text(value)
    if is_number(value):
        return number_text(value) if math.isfinite(as_double(value)) else "null"
    inner = margin + indent
    if is_list(value):
        return _bracketed(
            "[]", [_write(item, names, indent, inner) for item in value], indent, margin
        )
    if is_object(value):
        colon = ": " if indent else ":"
        members = [
            f"{string_text(name)}{colon}{_write(value[name], names, indent, inner)}"
            for name in names(value)
        ]
        return _bracketed("{}", members, indent, margin)
    raise TypeError(f"A {type(value).__name__} is no JSON.")


def _bracketed(brackets: str, parts: list[str], indent: str, margin: str) -> str:
    if not parts or not indent:
        return brackets[0] + ",".join(parts) + brackets[1]
    inner = margin + indent
    return f"{brackets[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{margin}{brackets[1]}"


def _sorted_names(holder: dict[str, Any]) -> Iterable[str]:
    if all(map(str.isascii, holder)):
        return sorted(holder)
    return sorted(holder, key=order_key)


def _whole(digits: str) -> int | float:
    # Longer ones are doubles anyway, and Python refuses to read endless ones as ints.
    return int(digits) if len(digits) < 16 else plain_number(float(digits))


def _fractional(digits: str) -> int | float:
    return plain_number(float(digits))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON.")
