"""Calls of live servers."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import mcp_types as types
from mcp.shared.exceptions import MCPError

from ..failures import AgentError
from ..lock.tool_lock import DescribedServer
from ..observe.tool_span import list_span
from ..observe.tracing import UNTRACED, Tracing
from ..results.tool_result import ToolResult
from ..tool_caller import ToolCall, ToolCallFailure
from ..unless_stopped import Stopped, unless_stopped
from .call_server import call_server
from .connection import Connection
from .describe_server import describe_server
from .failure_of import failure_of
from .http_watch import HttpNote, current_note
from .server_settings import ServerSettings

CONNECT_ANEW = frozenset({401, 403, 404})
"""After these a new connection may help: with another secret, or another session."""


class LiveCaller:
    """Calls tools of the servers in `mcp.json`; one that went away is connected again.

    `settings` is read anew at every connection, so that a changed secret is used. `tracing` is told
    of each connection that is used. `on_log` gets what children write to stderr, by server.
    """

    def __init__(
        self,
        *,
        name: str,
        settings: Callable[[], Mapping[str, ServerSettings]],
        on_log: Callable[[str, str], None],
        tracing: Tracing = UNTRACED,
    ) -> None:
        self._name = name
        self._tracing = tracing
        self._settings = settings
        self._on_log = on_log
        self._connections: dict[str, Connection] = {}
        self._retired: list[Connection] = []
        self._connecting: dict[str, asyncio.Lock] = {}

    async def call(self, call: ToolCall, stop: asyncio.Event | None = None) -> ToolResult:
        try:
            connection = await self._connected(call.server)
        except Exception as error:
            message = f'Server "{call.server}" cannot be reached: {_reason(error)}'
            raise ToolCallFailure("not-sent", call, message) from error
        note = HttpNote()
        noting = current_note.set(note)
        client = connection.enter()
        self._tracing.note(connection.facts)
        try:
            return await unless_stopped(call_server(client, call), stop)
        except Stopped:
            message = "Stopped while the call was under way."
            raise ToolCallFailure("unknown", call, message) from None
        except Exception as error:
            closed = isinstance(error, MCPError) and error.code == types.CONNECTION_CLOSED
            if note.status in CONNECT_ANEW or (closed and not connection.is_http):
                connection.retire()
            failure = failure_of(error, call, note)
            code = None if failure.code is None else str(failure.code)
            self._tracing.note({"rpc.response.status_code": code})
            raise failure from error
        finally:
            self._tracing.note({"mcp.session.id": note.session})
            current_note.reset(noting)
            connection.leave()

    async def describe(self, alias: str) -> DescribedServer:
        """What a server says of itself and its tools now.

        Raises naming it where it cannot be reached or asked.
        """
        with self._tracing.span(list_span(alias)):
            try:
                connection = await self._connected(alias)
                client = connection.enter()
                self._tracing.note(connection.facts)
                try:
                    return await describe_server(client)
                finally:
                    connection.leave()
            except Exception as error:
                message = f'Server "{alias}" cannot be reached: {_reason(error)}'
                raise AgentError(message) from error

    async def connect_all(self) -> None:
        """Connects what is not connected. Raises naming the first that cannot be reached."""
        for alias in self._settings():
            try:
                await self._connected(alias)
            except Exception as error:
                message = f'Server "{alias}" cannot be reached: {_reason(error)}'
                raise AgentError(message) from error

    def missing(self) -> Sequence[str]:
        """Names of the servers that are not connected now."""
        try:
            aliases = list(self._settings())
        except Exception:
            # A secret that went away, or a file that somebody is writing: nothing can be connected.
            return ["mcp.json"]
        return [alias for alias in aliases if not self._is_usable(alias)]

    async def close(self) -> None:
        connections = [*self._connections.values(), *self._retired]
        self._connections.clear()
        self._retired.clear()
        await asyncio.gather(*(each.close() for each in connections), return_exceptions=True)

    def _is_usable(self, alias: str) -> bool:
        known = self._connections.get(alias)
        return known is not None and known.usable

    async def _connected(self, alias: str) -> Connection:
        async with self._connecting.setdefault(alias, asyncio.Lock()):
            known = self._connections.get(alias)
            if known is not None and known.usable:
                return known
            if known is not None:
                known.retire()
                self._retired = [each for each in self._retired if not each.ended]
                self._retired.append(self._connections.pop(alias))
            settings = self._settings().get(alias)
            if settings is None:
                raise AgentError(f'mcp.json has no server "{alias}".')
            connection = Connection(
                settings, name=self._name, on_log=lambda line: self._on_log(alias, line)
            )
            await connection.open()
            self._connections[alias] = connection
            return connection


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
