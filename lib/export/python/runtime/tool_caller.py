"""The one port to the outside: live servers and recordings both look like this."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, Self

from .json_value import plain_json
from .request import ToolRequest
from .results.tool_result import ToolResult

READ_RESOURCE = "resources/read"
"""Reserved name that stands for MCP's method of that name; takes `uri`."""

GET_PROMPT = "prompts/get"
"""Reserved name that stands for MCP's method of that name; takes `name` and `arguments`."""

FailureKind = Literal["not-sent", "unknown", "cancelled", "refused", "diverged"]
"""Why there is no answer. `not-sent`: proven never to have reached the server; safe to repeat.
`unknown`: sent, answer lost; the tool may have run. `cancelled`: stopped before it was sent.
`refused`: the server or a policy forbade it. `diverged`: a recording has no answer for it."""


@dataclass(frozen=True)
class ToolCall:
    """A call as it goes to a server."""

    server: str
    tool: str
    args: Mapping[str, Any]

    @classmethod
    def of(cls, request: ToolRequest[Any]) -> Self:
        """The call that a request stands for, its numbers in their one form.

        `2.5 * 2` goes out as `5`: as `5.0` a strict server would refuse it for an integer.
        """
        return cls(request.server, request.tool, plain_json(request.args))

    @property
    def name(self) -> str:
        return f"{self.server}/{self.tool}"


class ToolCallFailure(Exception):
    """A call that got no answer, and why. `code`: of an error that was answered over JSON-RPC."""

    def __init__(
        self, kind: FailureKind, call: ToolCall, message: str, *, code: int | None = None
    ) -> None:
        super().__init__(message)
        self.kind: FailureKind = kind
        self.call = call
        self.code = code


class ToolCaller(Protocol):
    """Makes calls."""

    async def call(self, call: ToolCall, stop: asyncio.Event | None = None) -> ToolResult:
        """The server's answer, one with `isError` included. Raises `ToolCallFailure` without one.

        A call that `stop` ends while it is under way is `unknown`.
        """
        ...
