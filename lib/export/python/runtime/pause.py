"""Waiting that a stop ends."""

import asyncio

from .failures import RunEnded


async def pause(milliseconds: float, stop: asyncio.Event | None = None) -> None:
    """Waits. Raises `RunEnded` as soon as `stop` is set."""
    if stop is None:
        await asyncio.sleep(milliseconds / 1000)
        return
    try:
        async with asyncio.timeout(milliseconds / 1000):
            await stop.wait()
    except TimeoutError:
        return
    raise RunEnded("stopped", "The run was stopped.")
