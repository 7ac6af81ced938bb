"""JSON values as Python has them: None, bool, int, float, str, list, dict with text keys.

A number is what JavaScript makes of it, because the recording, the studio and the TypeScript agent
do: a double. Where that is a whole number that fits exactly, it is an int here; so `1`, `1.0` and
`1e0` are one value, and `True` is none of them.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

EXACT = 2**53
"""Whole numbers up to here are all different as doubles."""


def is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_number(value: object) -> TypeGuard[int | float]:
    """True and False are ints to Python, but no numbers to JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def as_double(number: int | float) -> float:
    """The double next to a number, which is all that JSON keeps of it here."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def plain_number(number: int | float) -> int | float:
    """The one form of a number: an int where it is whole and exact, else the double. -0 is 0."""
    if isinstance(number, int):
        return number if -EXACT <= number <= EXACT else as_double(number)
    return int(number) if number.is_integer() and -EXACT <= number <= EXACT else number


def plain_json(value: Any) -> Any:
    """The value with every number in its one form: what another JSON reader gave, as ours does."""
    # Most values are texts, and a call for each would take longer than all else.
    if is_number(value):
        return plain_number(value)
    if is_list(value):
        return [item if type(item) in _ONE_FORM else plain_json(item) for item in value]
    if is_object(value):
        return {
            name: member if type(member) in _ONE_FORM else plain_json(member)
            for name, member in value.items()
        }
    return value


_ONE_FORM = frozenset({str, bool, type(None)})


def member_names(holder: Mapping[str, Any]) -> Iterable[str]:
    """Names of an object's members in the order in which JavaScript shows them.

    Names that are whole numbers come first, by size, whatever was written first (ECMAScript,
    OrdinaryOwnPropertyKeys). Most objects have none.
    """
    if not any(map(str.isdigit, holder)):
        return holder
    numbers = sorted(filter(_is_index, holder), key=int)
    return [*numbers, *(name for name in holder if not _is_index(name))]


def _is_index(name: str) -> bool:
    if not (name.isascii() and name.isdigit()) or len(name) > 10:
        return False
    return (name == "0" or name[0] != "0") and int(name) < 2**32 - 1
