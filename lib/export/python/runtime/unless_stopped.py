"""Work that a stop cuts short."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class Stopped(Exception):
    """The stop came first; what was under way was cancelled."""


async def unless_stopped(work: Coroutine[Any, Any, Result], stop: asyncio.Event | None) -> Result:
    """What the work gives. Raises `Stopped` as soon as `stop` is set."""
    if stop is None:
        return await work
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        raise Stopped
    finally:
        stopping.cancel()
        working.cancel()
