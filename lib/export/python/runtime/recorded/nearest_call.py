"""What a call that was never recorded comes closest to."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from ..absent import ABSENT
from ..json_equal import json_equal
from ..json_path import JsonPath, format_path
from ..json_text import json_text
from ..json_value import is_list, is_object
from ..tool_caller import ToolCall
from .recording import RecordedCall

Difference = tuple[JsonPath, Any, Any]
"""A place where two values differ, and both sides; `ABSENT` for one that has no such place."""


def divergence(call: ToolCall, recorded: Sequence[RecordedCall], used: AbstractSet[str]) -> str:
    """One sentence: the nearest recorded call, and the first place in which it differs.

    The nearest has the fewest different arguments; one that is not used up yet goes first.
    """
    same_tool = [each for each in recorded if (each.server, each.tool) == (call.server, call.tool)]
    if not same_tool:
        return f"The recording holds no call of {call.name}."
    rated = [(list(_differences(each.args, call.args, ())), each) for each in same_tool]
    differences, nearest = min(rated, key=lambda rating: (len(rating[0]), rating[1].id in used))
    path, left, right = differences[0]
    return (
        f"No recorded call of {call.name} has these arguments. "
        f'The nearest, "{nearest.id}", differs in {format_path(path)}: '
        f"recorded {_short(left)}, now {_short(right)}."
    )


def _differences(left: Any, right: Any, path: tuple[str | int, ...]) -> Iterator[Difference]:
    if left is ABSENT or right is ABSENT:
        yield path, left, right
    elif json_equal(left, right):
        return
    elif is_list(left) and is_list(right):
        for at in range(max(len(left), len(right))):
            one = left[at] if at < len(left) else ABSENT
            other = right[at] if at < len(right) else ABSENT
            yield from _differences(one, other, (*path, at))
    elif is_object(left) and is_object(right):
        for name in dict.fromkeys([*left, *right]):
            one, other = left.get(name, ABSENT), right.get(name, ABSENT)
            yield from _differences(one, other, (*path, name))
    else:
        yield path, left, right


def _short(value: Any) -> str:
    text = "nothing" if value is ABSENT else json_text(value)
    return f"{text[:80]}…" if len(text) > 80 else text
