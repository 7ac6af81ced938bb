"""Equality of JSON values."""

from typing import Any

from .json_value import as_double, is_list, is_number, is_object


def json_equal(left: Any, right: Any) -> bool:
    """Deep equality: the order of members does not matter, the order of items does.

    1 and 1.0 are equal; True and 1 are not, other than for Python's `==`.
    """
    if is_number(left) and is_number(right):
        return as_double(left) == as_double(right)
    if is_list(left) and is_list(right):
        return len(left) == len(right) and all(map(json_equal, left, right))
    if is_object(left) and is_object(right):
        return left.keys() == right.keys() and all(
            json_equal(member, right[name]) for name, member in left.items()
        )
    return type(left) is type(right) and left == right
