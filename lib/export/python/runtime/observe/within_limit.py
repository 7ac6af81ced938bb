"""Waiting for what is sent."""

import asyncio
import contextlib
import threading
from collections.abc import Callable

LONGEST_SENDING_SECONDS = 5
"""A collector that is away or slow holds nobody up for longer than this."""

LONGEST_REQUEST_SECONDS = LONGEST_SENDING_SECONDS - 1
"""Shorter, so that there is time to say what came of it."""


async def within_limit(send: Callable[[], object]) -> bool:
    """Waits until it is done or has failed, and no longer than the limit: False then.

    Never raises. In a thread that ends with the process: the packages of OpenTelemetry block.
    """
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work() -> None:
        with contextlib.suppress(Exception):
            send()
        # The loop may be gone by now.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(done.set)

    threading.Thread(target=work, daemon=True).start()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_SENDING_SECONDS):
            await done.wait()
    return done.is_set()
