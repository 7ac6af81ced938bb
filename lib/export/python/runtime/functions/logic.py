"""Comparing values and joining conditions."""

from collections.abc import Callable
from typing import Any, TypeVar, overload

from ..code_units import order_key
from ..json_equal import json_equal
from ..json_value import as_double, is_list, is_number, is_object
from .expression_error import ExpressionError, describe_value

Item = TypeVar("Item")
Second = TypeVar("Second")
Last = TypeVar("Last")


def eq(left: object, right: object) -> bool:
    """Equal as JSON: 1 is neither `"1"` nor True, and the order of members does not matter."""
    return json_equal(left, right)


def ne(left: object, right: object) -> bool:
    return not json_equal(left, right)


def lt(left: object, right: object) -> bool:
    """None compares as false with everything.

    Texts compare by code unit, which orders ISO dates of one zone rightly.
    """
    return _order(left, right, lambda sign: sign < 0)


def le(left: object, right: object) -> bool:
    return _order(left, right, lambda sign: sign <= 0)


def gt(left: object, right: object) -> bool:
    return _order(left, right, lambda sign: sign > 0)


def ge(left: object, right: object) -> bool:
    return _order(left, right, lambda sign: sign >= 0)


def and_(*conditions: object) -> bool:
    return all(map(truth, conditions))


def or_(*conditions: object) -> bool:
    return any(map(truth, conditions))


def not_(condition: object) -> bool:
    return not truth(condition)


def is_null(value: object) -> bool:
    return value is None


def is_empty(value: object) -> bool:
    """True for None, an empty text, an empty list and an object without members."""
    if value is None or value == "":
        return True
    return (is_list(value) or is_object(value)) and len(value) == 0


@overload
def coalesce(first: Item | None, last: Last, /) -> Item | Last: ...
@overload
def coalesce(first: Item | None, second: Second | None, last: Last, /) -> Item | Second | Last: ...
@overload
def coalesce(*values: Any) -> Any: ...
def coalesce(*values: Any) -> Any:
    """The first value that is not None, else None. An empty text, 0 and False are values."""
    return next((value for value in values if value is not None), None)


def truth(value: object) -> bool:
    """Only True and False are truth values.

    None counts as false so that a missing flag can be asked for.
    """
    if value is None:
        return False
    if isinstance(value, bool):
        return value
    raise ExpressionError(f"A condition must be true or false, but it is {describe_value(value)}.")


def compare(left: Any, right: Any) -> int:
    """Negative, zero or positive. Numbers by value, texts by code unit, False before True."""
    if is_number(left) and is_number(right):
        return _sign(as_double(left), as_double(right))
    if isinstance(left, str) and isinstance(right, str):
        return _sign(order_key(left), order_key(right))
    if isinstance(left, bool) and isinstance(right, bool):
        return left - right
    raise ExpressionError(f"Cannot order {describe_value(left)} and {describe_value(right)}.")


def _sign(left: Any, right: Any) -> int:
    return (left > right) - (left < right)


def _order(left: object, right: object, holds: Callable[[int], bool]) -> bool:
    if left is None or right is None:
        return False
    return holds(compare(left, right))
