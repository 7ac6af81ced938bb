"""What a plan knows of values that are made up."""

import re
from collections.abc import Iterator
from typing import Any

from .absent import ABSENT
from .failures import AgentError
from .json_value import is_list, is_object

_MARK = re.compile("‹[^‹›]+›")


class OpenMark(str):
    """A mark of unknown shape: every member of it is a mark again, and it is written as text."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:  # type: ignore[override]
        return (
            OpenMark(f"‹{self[1:-1]}.{key}›") if isinstance(key, str) else super().__getitem__(key)
        )

    def __iter__(self) -> Iterator[str]:
        raise AgentError(f"A plan cannot go over {self}: no recording shows what it holds.")


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
