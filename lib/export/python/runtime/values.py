"""What printed workflows do with values besides calling the expression library.

Rules and messages are those of the TypeScript agent's `values.ts`. Null is None everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cmp_to_key
from typing import Any, Generic, Literal, TypedDict, TypeVar, overload

from .absent import ABSENT
from .functions.expression_error import ExpressionError, describe_value
from .functions.functions import apply_function
from .functions.logic import compare
from .json_path import format_path, member_at
from .json_text import canonical_json, string_text
from .json_value import as_double, is_list, is_number, is_object

Item = TypeVar("Item")
Key = TypeVar("Key")

Loose = Any
"""Data whose shape neither a schema nor the recording described: what is read from it goes through
`get`, which checks at run time."""

Order = Literal["asc", "desc"]
SortKey = tuple[Callable[[Item], Any], Order]
"""What to sort by, and in which order."""


class Group(TypedDict, Generic[Key, Item]):
    """Items under one key."""

    key: Key
    items: list[Item]


def loose(value: object) -> Loose:
    """The same value where another type is wanted.

    The schemas do not promise that it fits, the recording showed it.
    """
    return value


@overload
def present(holder: Mapping[str, object]) -> dict[str, Any]: ...
@overload
def present(holder: Sequence[object]) -> list[Any]: ...
def present(holder: Any) -> Any:
    """The same object or list without what is `ABSENT`."""
    if is_object(holder):
        return {name: member for name, member in holder.items() if member is not ABSENT}
    return [item for item in holder if item is not ABSENT]


def get(root: Loose, *path: str | int) -> Loose:
    """The value at a path. Raises naming the first part that is not there."""
    value = root
    for index, key in enumerate(path):
        member = member_at(value, key)
        if member is ABSENT:
            part = string_text(key) if isinstance(key, str) else str(key)
            place = format_path(path[:index]) or "the value"
            raise ExpressionError(f"There is no {part} at {place}: it is {describe_value(value)}.")
        value = member
    return value


def get_or_null(root: Loose, *path: str | int) -> Loose:
    """The value at a path, or None where a part of it is not there."""
    value = root
    for key in path:
        value = member_at(value, key)
        if value is ABSENT:
            return None
    return value


def maybe(value: object, *names: str) -> Loose:
    """A look at data of which parts may be missing: those are None.

    `maybe(pull, "author", "login")` is None where there is no author. For conditions and choices;
    data to go on with is read plainly, and stops the run where it is missing.
    """
    return get_or_null(value, *names)


def needed(value: Item | None) -> Item:
    """The value, which must not be None. Raises where it is."""
    if value is None:
        raise ExpressionError("A value is needed, but there is none.")
    return value


def list_(value: Loose) -> list[Loose]:
    """The value as a list. Raises where it is none."""
    if is_list(value):
        return value
    raise ExpressionError(f"A list is needed, but it is {describe_value(value)}.")


def apply(name: str, *args: Any) -> Loose:
    """A function of the expression library by the workflow's name of it (`padStart`).

    Its arguments are checked against its declared types.
    """
    return apply_function(name, args)


def find(items: Sequence[Item], fits: Callable[[Item], bool]) -> Item | None:
    """The first item that fits, else None."""
    return next(filter(fits, items), None)


def only(items: Sequence[Item], fits: Callable[[Item], bool] = lambda item: True) -> Item:
    """The item that fits. Raises unless exactly one does."""
    found = [*filter(fits, items)]
    if len(found) == 1:
        return found[0]
    count = len(found) or "none"
    raise ExpressionError(f"Exactly one item must fit, but {count} of {len(items)} did.")


def group_by(items: Sequence[Item], key_of: Callable[[Item], Key]) -> list[Group[Key, Item]]:
    """Items under equal keys together, in order of first sight: `[{"key": …, "items": […]}]`."""
    groups: dict[str, Group[Key, Item]] = {}
    for item in items:
        key = key_of(item)
        groups.setdefault(canonical_json(key), {"key": key, "items": []})["items"].append(item)
    return [*groups.values()]


def unique_by(items: Sequence[Item], key_of: Callable[[Item], object]) -> list[Item]:
    """The first item of each different key."""
    return [group["items"][0] for group in group_by(items, key_of)]


def sort_by(items: Sequence[Item], *keys: SortKey[Item]) -> list[Item]:
    """Items in order of the keys: `sort_by(pulls, (lambda pull: pull["number"], "asc"))`.

    The first key decides, the next one among what it leaves equal. Equal items keep their
    places, None comes last in either order.
    """
    orders: list[Order] = [order for _, order in keys]
    rows = [(item, [key_of(item) for key_of, _ in keys]) for item in items]

    def compare_rows(left: tuple[Item, list[Any]], right: tuple[Item, list[Any]]) -> int:
        for a, b, order in zip(left[1], right[1], orders, strict=True):
            sign = _compare_keys(a, b, order)
            if sign != 0:
                return sign
        return 0

    return [item for item, _ in sorted(rows, key=cmp_to_key(compare_rows))]


def take(items: Sequence[Item], count: Loose) -> list[Item]:
    """The first so many items."""
    if is_number(count) and as_double(count).is_integer() and count >= 0:
        return [*items[: int(count)]]
    raise ExpressionError(
        f"How many to take must be a whole number from 0, but it is {describe_value(count)}."
    )


def _compare_keys(left: Any, right: Any, order: Order) -> int:
    if left is None or right is None:
        return (left is None) - (right is None)
    return compare(right, left) if order == "desc" else compare(left, right)
