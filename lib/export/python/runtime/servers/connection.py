"""Connections to MCP servers."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import cast

import httpx2
from mcp.client import Client, Transport
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import Implementation

from ..observe.tracing import SpanFacts
from .connection_facts import connection_facts
from .http_watch import LARGEST_MESSAGE, HttpNote, WatchedTransport, current_note
from .server_settings import RemoteServer, ServerSettings, StdioServer
from .stdio_transport import stdio_transport

CONNECT_SECONDS = 30


class Connection:
    """One connection to a server, greeted and kept open by a task of its own.

    The SDK wants a client to be entered and left in one task, and calls come from many.
    """

    def __init__(
        self, settings: ServerSettings, *, name: str, on_log: Callable[[str], None]
    ) -> None:
        self._settings = settings
        self._name = name
        self._on_log = on_log
        self._leave = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._client: Client | None = None
        self._in_use = 0
        self.usable = False

    @property
    def is_http(self) -> bool:
        return isinstance(self._settings, RemoteServer) and self._settings.kind == "http"

    async def open(self) -> None:
        """Connects. Raises where the server cannot be reached or does not answer as one."""
        greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._keep(greeted))
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await asyncio.shield(greeted)
        except TimeoutError:
            await self.close()
            raise TimeoutError(f"it did not answer within {CONNECT_SECONDS} s") from None
        except BaseException:
            await self.close()
            raise

    @property
    def facts(self) -> SpanFacts:
        """For spans of what is asked over it."""
        assert self._client is not None
        return connection_facts(self._client, self._settings)

    @property
    def ended(self) -> bool:
        return self._task is None or self._task.done()

    def enter(self) -> Client:
        """The client, for one call; `leave` when that is done."""
        assert self._client is not None
        self._in_use += 1
        return self._client

    def leave(self) -> None:
        self._in_use -= 1
        if not self.usable and self._in_use == 0:
            self._leave.set()

    def retire(self) -> None:
        """Takes no new call, and ends when those under way are done."""
        self.usable = False
        if self._in_use == 0:
            self._leave.set()

    async def close(self) -> None:
        self.usable = False
        self._leave.set()
        if self._task is not None:
            if self._client is None:
                self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep(self, greeted: asyncio.Future[None]) -> None:
        note = HttpNote()
        current_note.set(note)
        try:
            async with AsyncExitStack() as stack:
                transport = await self._transport(stack)
                # Over HTTP the newest revision is tried first; a child is greeted as every server
                # understands.
                mode = "auto" if self.is_http else "legacy"
                client = Client(
                    transport,
                    mode=mode,
                    client_info=Implementation(name=self._name, version="1.0.0"),
                    cache=None,
                )
                self._client = await stack.enter_async_context(client)
                self.usable = True
                greeted.set_result(None)
                await self._leave.wait()
        except BaseException as error:
            if not greeted.done():
                greeted.set_exception(_reason(error, note))
            # After the greeting whoever calls sees that the connection ended.
            if isinstance(error, asyncio.CancelledError):
                raise
        finally:
            self.usable = False

    async def _transport(self, stack: AsyncExitStack) -> Transport:
        settings = self._settings
        if isinstance(settings, StdioServer):
            return stdio_transport(settings, on_log=self._on_log, on_end=self._ended)
        if settings.kind == "sse":
            return sse_client(settings.url, headers=dict(settings.headers))
        client = httpx2.AsyncClient(
            headers={"accept-encoding": "identity", **settings.headers},
            # How long an answer may take is the caller's to say.
            timeout=httpx2.Timeout(CONNECT_SECONDS, read=None),
            transport=WatchedTransport(httpx2.AsyncHTTPTransport()),
        )
        await stack.enter_async_context(client)
        return streamable_http_client(
            settings.url, http_client=client, max_sse_event_size=LARGEST_MESSAGE
        )

    def _ended(self) -> None:
        self.usable = False


def _reason(error: BaseException, note: HttpNote) -> BaseException:
    """What went wrong on the wire says more than what the SDK made of it."""
    if note.unreachable is not None or note.lost is not None:
        return ConnectionError(note.unreachable or note.lost)
    if note.status is not None and note.status >= 400:
        return ConnectionError(f"HTTP {note.status}: {_innermost(error)}")
    return _innermost(error)


def _innermost(error: BaseException) -> BaseException:
    """Task groups wrap what went wrong; people want to read that."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    group = cast("BaseExceptionGroup[BaseException]", error)
    return _innermost(group.exceptions[0])
