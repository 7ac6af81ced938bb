"""Tool calls as values: nothing happens until the agent reads or ensures one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

Result = TypeVar("Result")

EffectClass = Literal["read", "write", "destroy"]

Extractor = str
"""How an answer becomes data, as `auto`, `table` or `entries {name} ({id})`: see `results`."""


@dataclass(frozen=True, kw_only=True)
class ToolRequest(Generic[Result]):
    """A tool call as a value. `Result` is what the data of its answer will be."""

    server: str
    tool: str
    args: Mapping[str, Any]
    effect: EffectClass
    extractor: Extractor = "auto"

    @property
    def name(self) -> str:
        """`server/tool`, for people and for keys."""
        return f"{self.server}/{self.tool}"


@dataclass(frozen=True, kw_only=True)
class ReadRequest(ToolRequest[Result]):
    """Changes nothing; `agent.read` makes it."""

    effect: Literal["read"] = "read"


@dataclass(frozen=True, kw_only=True)
class WriteRequest(ToolRequest[Result]):
    """Changes the world; `agent.ensure` sees to it that it happens once."""

    effect: Literal["write", "destroy"] = "write"
