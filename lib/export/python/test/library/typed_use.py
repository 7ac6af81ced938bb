"""What type checkers know of values that went through `values.py`, as printed workflows use it."""

from typing import Any, NotRequired, TypedDict, assert_type

from runtime.absent import ABSENT
from runtime.functions.list import first, max_, sum_
from runtime.functions.logic import coalesce
from runtime.values import (
    Group,
    find,
    get,
    group_by,
    list_,
    maybe,
    needed,
    only,
    present,
    sort_by,
    take,
    unique_by,
)


class Author(TypedDict):
    login: str


class Pull(TypedDict):
    number: int
    title: str
    author: Author | None
    size: NotRequired[float]


def use(pulls: list[Pull], data: Any, milestone: str | None) -> None:
    by_number = sort_by(pulls, (lambda pull: pull["number"], "desc"), (lambda p: p["title"], "asc"))
    assert_type(by_number, list[Pull])
    assert_type(take(by_number, 2), list[Pull])
    assert_type(find(pulls, lambda pull: pull["number"] == 1), Pull | None)
    assert_type(only(pulls, lambda pull: pull["number"] == 1), Pull)
    assert_type(group_by(pulls, lambda pull: pull["title"]), list[Group[str, Pull]])
    assert_type(unique_by(pulls, lambda pull: pull["title"]), list[Pull])
    assert_type(needed(pulls[0]["author"])["login"], str)
    assert_type(present([1, ABSENT if milestone is None else 2]), list[Any])
    assert_type(present({"milestone": ABSENT if milestone is None else milestone}), dict[str, Any])
    assert_type(first(pulls), Pull | None)
    assert_type(max_([pull["number"] for pull in pulls]), int | None)
    assert_type(sum_([pull["number"] for pull in pulls]), int | float)
    assert_type(coalesce(milestone, "none"), str)
    assert_type(maybe(pulls[0], "author", "login"), Any)
    assert_type(list_(get(data, "items")), list[Any])
