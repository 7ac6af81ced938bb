"""Runs deliveries one after the other."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from ..agent_setup import Log
from ..command.run_pass import PassResult
from .delivery_queue import Delivery, DeliveryEnd, DeliveryQueue

FIRST_PAUSE_MS = 10_000
LOOK_SECONDS = 5
RENEW_SECONDS = 20


class DeliveryWorker:
    """Runs deliveries as long as there are any; failures again later, with growing pauses.

    `run` gives None where it was stopped on the way: somebody takes it again then. `most_attempts`:
    failures of a delivery after which it is not tried again; `on_given_up` is told so before that
    is written down, and where it raises, the delivery is tried again, later.
    """

    def __init__(
        self,
        *,
        queue: DeliveryQueue,
        run: Callable[[Delivery], Awaitable[PassResult | None]],
        most_attempts: Callable[[Delivery], int],
        on_given_up: Callable[[Delivery, str], Awaitable[None]],
        log: Log,
    ) -> None:
        self._queue = queue
        self._run = run
        self._most_attempts = most_attempts
        self._on_given_up = on_given_up
        self._log = log
        self._awake = asyncio.Event()
        self._stopped = False
        self._working: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._working = asyncio.create_task(self._work())

    def wake(self) -> None:
        """Looks at once instead of at the next look."""
        self._awake.set()

    async def stop(self) -> None:
        """Takes nothing new and waits for what is under way."""
        self._stopped = True
        self._awake.set()
        if self._working is not None:
            await self._working

    async def _work(self) -> None:
        while not self._stopped:
            try:
                await self._drain()
            except Exception as error:
                self._log.error("deliveries cannot be read", error=str(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._awake.wait()
            self._awake.clear()

    async def _drain(self) -> None:
        while not self._stopped:
            # Whoever wakes us from here on has added what this look may miss.
            self._awake.clear()
            delivery = await self._queue.take()
            if delivery is None:
                return
            alive = asyncio.create_task(self._renew(delivery.id))
            try:
                end = _end_of(
                    await self._run(delivery), delivery.attempts, self._most_attempts(delivery)
                )
                if end.state == "failed":
                    await self._on_given_up(delivery, end.error or "")
                await self._queue.end(delivery.id, end)
            finally:
                alive.cancel()
            self._log.info(
                "delivery ended",
                delivery=delivery.id,
                attempt=delivery.attempts,
                state=end.state,
            )

    async def _renew(self, identity: str) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            # A database that is away now may be back before the lease is over.
            with contextlib.suppress(Exception):
                await self._queue.renew(identity)


def _end_of(result: PassResult | None, attempts: int, most: int) -> DeliveryEnd:
    if result is None:
        return DeliveryEnd(state="received", error="The agent was stopped.")
    match result.status:
        case "succeeded":
            return DeliveryEnd(state="done")
        case "waiting" | "stopped":
            return DeliveryEnd(state="waiting", error=result.error)
        case "failed" if attempts >= most:
            return DeliveryEnd(state="failed", error=result.error)
        case "failed":
            pause = FIRST_PAUSE_MS * 2 ** (attempts - 1)
            return DeliveryEnd(state="received", error=result.error, after_ms=pause)
