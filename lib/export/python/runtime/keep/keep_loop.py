"""Passes, again and again."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from ..instant import iso_instant, utc_now
from .keep_memory import KeepMemory, LostLead
from .keep_report import KeepReport
from .keep_state import conditions_after

STANDBY_SECONDS = 10.0
"""How soon a process that does not lead asks again.

A leader that died is followed within its lease and this."""

SHORTEST_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class KeepLoop:
    """What passes again and again, until `ending` is set.

    `every_seconds`: between the starts of two passes; up to a tenth more or less, so that loops
    spread. `on_standby`: another process leads; this one looks again soon. `on_failure`: a pass
    broke; the next one begins at its usual time.
    """

    keep: Callable[[], Awaitable[KeepReport]]
    memory: KeepMemory
    every_seconds: float
    ending: asyncio.Event
    on_report: Callable[[KeepReport], None]
    on_standby: Callable[[], None]
    on_failure: Callable[[Exception], None]

    async def run(self) -> None:
        """The pass under way ends first. One process of those that share a memory leads."""
        clock = asyncio.get_running_loop()
        try:
            while not self.ending.is_set():
                began = clock.time()
                led = await self._turn()
                spread = self.every_seconds * (0.9 + random.random() / 5)
                pause = spread if led else min(STANDBY_SECONDS, self.every_seconds)
                await self._sleep(max(SHORTEST_PAUSE_SECONDS, began + pause - clock.time()))
        finally:
            await self.memory.resign()

    async def _turn(self) -> bool:
        """One pass, if this process leads.

        What breaks it is told, remembered, and ends nothing.
        """
        try:
            if not await self.memory.lead():
                self.on_standby()
                return False
            self.on_report(await self.keep())
            return True
        except LostLead:
            self.on_standby()
            return False
        except Exception as reason:
            self.on_failure(reason)
            await self._remember(reason)
            return True

    async def _remember(self, reason: Exception) -> None:
        try:
            state = await self.memory.read()
            last = state.last_report or {}
            conditions = conditions_after(
                state.conditions,
                at=iso_instant(utc_now()),
                drift=last.get("drift", 0),
                failing=last.get("failing", 0),
                error=str(reason) or type(reason).__name__,
            )
            await self.memory.write(replace(state, conditions=conditions))
        except Exception as trouble:
            # The store itself is in trouble.
            self.on_failure(trouble)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.ending.wait()
        except TimeoutError:
            pass
