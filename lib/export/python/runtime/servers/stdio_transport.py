"""Servers as child processes.

The SDK's own transport for them reads lines of any length into memory, and hands stderr on as it
comes. This one bounds a message and gives stderr line by line; the rest is as there.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import anyio
import mcp_types as types
from mcp.client import Transport
from mcp.client.stdio import get_default_environment
from mcp.shared.message import SessionMessage

from .http_watch import LARGEST_MESSAGE
from .server_settings import StdioServer

GRACE_SECONDS = 2.0
"""How long a child may take to end by itself, and again once it was told to."""


def stdio_transport(
    settings: StdioServer, *, on_log: Callable[[str], None], on_end: Callable[[], None]
) -> Transport:
    """Starts a server and talks over its stdin and stdout.

    A child gets its own variables and a small fixed set, never the agent's environment. What it
    writes to stderr goes to `on_log`; `on_end` is told when it says no more.
    """
    return _stdio(settings, on_log, on_end)


@asynccontextmanager
async def _stdio(
    settings: StdioServer, on_log: Callable[[str], None], on_end: Callable[[], None]
) -> AsyncGenerator[
    tuple[
        anyio.abc.ObjectReceiveStream[SessionMessage | Exception],
        anyio.abc.ObjectSendStream[SessionMessage],
    ]
]:
    process = await asyncio.create_subprocess_exec(
        # On Windows, commands such as npx are scripts that are found by their whole name only.
        shutil.which(settings.command) or settings.command,
        *settings.args,
        env={**get_default_environment(), **settings.env},
        cwd=settings.cwd,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=LARGEST_MESSAGE,
        # What stops the agent at a terminal shall not stop a server in mid-write.
        start_new_session=sys.platform != "win32",
    )
    received, to_session = _channel[SessionMessage | Exception]()
    from_session, sent = _channel[SessionMessage]()
    pumps = [
        asyncio.create_task(_read(process, received, on_end)),
        asyncio.create_task(_write(process, sent)),
        asyncio.create_task(_log(process, on_log)),
    ]
    try:
        yield to_session, from_session
    finally:
        with anyio.CancelScope(shield=True):
            await _end(process)
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
        for stream in (received, to_session, from_session, sent):
            stream.close()


_channel = anyio.create_memory_object_stream


async def _read(
    process: Process,
    received: anyio.abc.ObjectSendStream[SessionMessage | Exception],
    on_end: Callable[[], None],
) -> None:
    assert process.stdout is not None
    try:
        while line := await process.stdout.readline():
            await received.send(_message_of(line))
    except (ValueError, anyio.ClosedResourceError, anyio.BrokenResourceError):
        # A message over the limit (ValueError), or nobody listens any more. Where the next message
        # begins is not known, so the connection ends.
        pass
    finally:
        on_end()
        await received.aclose()


async def _write(process: Process, sent: anyio.abc.ObjectReceiveStream[SessionMessage]) -> None:
    assert process.stdin is not None
    # A server that is gone is seen by the end of its stdout.
    with contextlib.suppress(ConnectionError):
        async for each in sent:
            text = each.message.model_dump_json(by_alias=True, exclude_unset=True)
            process.stdin.write(text.encode() + b"\n")
            await process.stdin.drain()


async def _log(process: Process, on_log: Callable[[str], None]) -> None:
    assert process.stderr is not None
    while True:
        try:
            line = await process.stderr.readline()
        except ValueError:
            continue
        if not line:
            return
        if text := line.decode("utf-8", "replace").strip():
            on_log(text)


def _message_of(line: bytes) -> SessionMessage | Exception:
    try:
        return SessionMessage(types.jsonrpc_message_adapter.validate_json(line, by_name=False))
    except ValueError as error:
        return error


async def _end(process: Process) -> None:
    """Closes stdin and waits, then asks the child and its children to end, then makes them."""
    assert process.stdin is not None
    process.stdin.close()
    for sign in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        if await _ended(process):
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.terminate()
            else:
                os.killpg(process.pid, sign)
    await _ended(process)


async def _ended(process: Process) -> bool:
    try:
        async with asyncio.timeout(GRACE_SECONDS):
            await process.wait()
    except TimeoutError:
        return False
    return True
