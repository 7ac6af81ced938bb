"""What a plan knows of values that are made up."""

import re
from collections.abc import Mapping
from typing import Any

from .absent import ABSENT
from .json_value import is_list, is_number, is_object
from .open_mark import OpenMark

_MARK = re.compile("‹[^‹›]+›")


class PlanMemory:
    """Values that are made up, because they come from writes that were not sent.

    A call that needs one is not sent either.
    """

    def __init__(self) -> None:
        self._some = False
        self._numbers: set[float] = set()

    def made_up(self, step: str, example: Any, known: Mapping[str, str] | None = None) -> Any:
        """The data of a write that was not sent.

        It has the example's shape, with every text a mark such as `‹createIssue.key›`. Texts that
        are known stay.
        """
        self._some = True
        if example is ABSENT:
            return OpenMark(f"‹{step}›")
        _note_numbers(example, "", self._numbers)
        return _marked(step, example, known or {})

    def is_made_up(self, value: Any) -> bool:
        return self._some and (_holds_mark(value) or _holds_number(value, self._numbers))


def _holds_mark(value: Any) -> bool:
    if isinstance(value, str):
        return _MARK.search(value) is not None
    if is_object(value):
        return any(map(_holds_mark, value)) or any(map(_holds_mark, value.values()))
    return is_list(value) and any(map(_holds_mark, value))


def _marked(name: str, example: Any, known: Mapping[str, str]) -> Any:
    """Numbers and flags keep the example's values, because a mark would not be of their type."""
    if isinstance(example, str):
        return known.get(name, f"‹{name}›")
    if is_list(example):
        return [_marked(f"{name}[{at}]", item, known) for at, item in enumerate(example)]
    if is_object(example):
        return {key: _marked(f"{name}.{key}", member, known) for key, member in example.items()}
    return example


_NAMING = re.compile(r"(^|_|-)(i?id|ids|no|nr|number|key)$|(Id|Ids|Number|Key)$")


def _note_numbers(example: Any, name: str, into: set[float]) -> None:
    """Numbers that may name something: of members called so, or rarely equal by chance.

    They keep their values, so a call is known by them to need what was made up; rather one call
    too few than one that asks a server about somebody else's record.
    """
    if is_number(example):
        if abs(example) >= 1000 or _NAMING.search(name):
            into.add(example)
    elif is_list(example):
        for item in example:
            _note_numbers(item, name, into)
    elif is_object(example):
        for key, member in example.items():
            _note_numbers(member, key, into)


def _holds_number(value: Any, numbers: set[float]) -> bool:
    if is_number(value):
        return value in numbers
    if is_object(value):
        return any(_holds_number(member, numbers) for member in value.values())
    return is_list(value) and any(_holds_number(item, numbers) for item in value)
