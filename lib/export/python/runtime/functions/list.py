"""Lists. None is a list without items, except where a function says otherwise."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar, overload

from ..absent import ABSENT
from ..json_equal import json_equal
from ..json_text import canonical_json
from ..json_value import as_double, is_list, is_number, is_object, plain_number
from .expression_error import ExpressionError, describe_value
from .logic import compare
from .number import Number, decimal
from .table import to_text

Item = TypeVar("Item")
Ordered = TypeVar("Ordered", int, float, str, int | float)


def length(value: object) -> int:
    """Items of a list, characters of a text, members of an object; None has none."""
    if value is None:
        return 0
    if isinstance(value, str) or is_list(value) or is_object(value):
        return len(value)
    raise ExpressionError(f"{describe_value(value)} has no length.")


def count(items: Sequence[object] | None, value: object = ABSENT) -> int:
    """How many items there are, or how many equal `value` where it is given."""
    if value is ABSENT:
        return len(items or ())
    return sum(json_equal(item, value) for item in items or ())


def sum_(items: Sequence[Number | None] | None) -> Number:
    """Sum of the numbers as decimals (0.1 and 0.2 are 0.3).

    Nulls are passed over; nothing sums to 0.
    """
    return decimal(_total(_numbers(items, "sum")))


def avg(items: Sequence[Number | None] | None) -> Number | None:
    """Mean of the numbers; nulls are passed over; None where there is none."""
    numbers = _numbers(items, "avg")
    return plain_number(_total(numbers) / len(numbers)) if numbers else None


def min_(items: Sequence[Ordered | None] | None) -> Ordered | None:
    """Least number or text; None where there is none."""
    return _best(items, lambda sign: sign < 0)


def max_(items: Sequence[Ordered | None] | None) -> Ordered | None:
    """Greatest number or text; None where there is none."""
    return _best(items, lambda sign: sign > 0)


def first(items: Sequence[Item] | None) -> Item | None:
    return at(items, 0)


def last(items: Sequence[Item] | None) -> Item | None:
    return at(items, -1)


def at(items: Sequence[Item] | None, index: int) -> Item | None:
    """The item at a position from 0, from the end where negative; None where there is none."""
    if items is None or not -len(items) <= index < len(items):
        return None
    return items[int(index)]


def reverse(items: Sequence[Item] | None) -> list[Item]:
    return [*reversed(items or ())]


def slice_(items: Sequence[Item] | None, start: int, end: int | None = None) -> list[Item]:
    """Items from `start` up to and without `end` (all where absent); negative ones count back."""
    return [*(items or ())[int(start) : None if end is None else int(end)]]


def unique(items: Sequence[Item] | None) -> list[Item]:
    """Each different value once, in order of first sight."""
    seen: dict[str, Item] = {}
    for item in items or ():
        seen.setdefault(canonical_json(item), item)
    return [*seen.values()]


@overload
def flatten(items: Sequence[Sequence[Item]] | None) -> list[Item]: ...
@overload
def flatten(items: Sequence[Any] | None) -> list[Any]: ...
def flatten(items: Sequence[Any] | None) -> list[Any]:
    """One level: lists inside the list are opened, other items stay."""
    return [*chain.from_iterable(item if is_list(item) else [item] for item in items or ())]


def has(items: Sequence[object] | None, value: object) -> bool:
    """Whether the list holds an item equal to `value`."""
    return any(json_equal(item, value) for item in items or ())


def without(items: Sequence[Item] | None, others: Sequence[object] | None) -> list[Item]:
    """Items of the first list that the second does not hold."""
    known = {*map(canonical_json, others or ())}
    return [item for item in items or () if canonical_json(item) not in known]


def concat(*lists: Sequence[Item] | None) -> list[Item]:
    """Lists one after the other; nulls are passed over."""
    return [item for items in lists for item in items or ()]


def join(items: Sequence[object] | None, separator: str) -> str:
    """Items as text with `separator` between them; a null item is an empty text."""
    return separator.join(map(to_text, items or ()))


def numbered(items: Sequence[object] | None, mark: str = ". ") -> list[str]:
    """Items as text, each with its number in front, from 1: `1. first`, `2. second`."""
    return [f"{number}{mark}{to_text(item)}" for number, item in enumerate(items or (), start=1)]


def _numbers(items: Sequence[Number | None] | None, name: str) -> list[float]:
    numbers = [item for item in items or () if item is not None]
    for item in numbers:
        if not is_number(item):
            raise ExpressionError(f"{name} needs numbers, but got {describe_value(item)}.")
    return [*map(as_double, numbers)]


def _total(numbers: Iterable[float]) -> float:
    """Added one after the other as doubles; Python's own sum is more exact from 3.12 on."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def _best(items: Sequence[Any] | None, better: Callable[[int], bool]) -> Any:
    found = None
    for item in items or ():
        if item is not None and (found is None or better(compare(item, found))):
            found = item
    return found
