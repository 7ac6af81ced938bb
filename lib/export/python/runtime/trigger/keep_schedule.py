"""Keeps a schedule by a clock that may be set forwards and back."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from ..instant import utc_now
from .due_slots import DueSlots, MissedRuns, NextSlot, due_slots

LONGEST_SLEEP_SECONDS = 30.0
"""The clock is looked at again after this, so that one that is set does not hide a slot."""


class WallClock(Protocol):
    """Time as the machine shows it."""

    def now(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


class MachineWallClock:
    """The machine's own."""

    def now(self) -> datetime:
        return utc_now()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def keep_schedule(
    *,
    next_slot: NextSlot,
    last: datetime | None,
    clock: WallClock,
    missed_runs: MissedRuns,
    on_due: Callable[[DueSlots], Awaitable[None]],
) -> None:
    """Tells of slots when they come, until it is cancelled.

    `last`: the last one that anybody knows of. A clock that is set back makes slots come again,
    which is why each has a name and is run once.
    """
    last = last or clock.now()
    while True:
        now = clock.now()
        last = min(last, now)
        due = due_slots(next_slot, last, now, missed_runs)
        if due.run is not None or due.missed:
            last = due.run or now
            await on_due(due)
            continue
        left = (next_slot(now) - now).total_seconds()
        await clock.sleep(min(left, LONGEST_SLEEP_SECONDS))
