"""What a plan knows of values that are made up."""

import re
from typing import Any

from .absent import ABSENT
from .json_value import is_list, is_object
from .open_mark import OpenMark

_MARK = re.compile("‹[^‹›]+›")


class PlanMemory:
    """Values that are made up, because they come from writes that were not sent.

    A call that needs one is not sent either.
    """

    def __init__(self) -> None:
        self._some = False

    def made_up(self, step: str, example: Any) -> Any:
        """The data of a write that was not sent.

        It has the example's shape, with every text a mark such as `‹createIssue.key›`.
        """
        self._some = True
        return OpenMark(f"‹{step}›") if example is ABSENT else _marked(step, example)

    def is_made_up(self, value: Any) -> bool:
        return self._some and _holds_mark(value)


def _holds_mark(value: Any) -> bool:
    if isinstance(value, str):
        return _MARK.search(value) is not None
    if is_object(value):
        return any(map(_holds_mark, value)) or any(map(_holds_mark, value.values()))
    return is_list(value) and any(map(_holds_mark, value))


def _marked(name: str, example: Any) -> Any:
    """Numbers and flags keep the example's values, because a mark would not be of their type."""
    if isinstance(example, str):
        return f"‹{name}›"
    if is_list(example):
        return [_marked(f"{name}[{at}]", item) for at, item in enumerate(example)]
    if is_object(example):
        return {key: _marked(f"{name}.{key}", member) for key, member in example.items()}
    return example
