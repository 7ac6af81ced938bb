"""Stand-ins for data of which no recording shows the shape."""

from collections.abc import Iterator
from typing import Any

from .failures import AgentError


class OpenMark(str):
    """A mark in a plan such as `‹createIssue›`: every member of it is a mark again.

    It is written as text.
    """

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        return (
            OpenMark(f"‹{self[1:-1]}.{key}›") if isinstance(key, str) else super().__getitem__(key)
        )

    def __iter__(self) -> Iterator[str]:
        raise AgentError(f"A plan cannot go over {self}: no recording shows what it holds.")
