"""Slots of a schedule."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from ..failures import AgentError
from ..instant import utc_now

LONGEST_SLEEP_SECONDS = 30.0
"""The clock is looked at again after this, so that one that is set does not hide a slot."""

NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}


def next_slot(cron: str, time_zone: str, after: datetime) -> datetime:
    """The first slot after an instant, in UTC. Five fields, or six with seconds in front.

    Raises where the expression or the zone is not known, or there is no slot.
    """
    # Some write `?` for a field that says nothing.
    text = " ".join("*" if field == "?" else field for field in cron.split())
    try:
        # A zone that is not known raises a KeyError; an expression without a slot is at its end.
        slots = CronSim(NICKNAMES.get(text, text), after.astimezone(ZoneInfo(time_zone)))
        return next(slots).astimezone(UTC)
    except (CronSimError, StopIteration, KeyError, ValueError) as error:
        raise AgentError(
            f'The schedule "{cron}" in {time_zone} cannot be kept: {error}.'
        ) from error


async def keep_schedule(
    cron: str, time_zone: str, on_slot: Callable[[datetime], Awaitable[None]]
) -> None:
    """Tells of every slot when it comes, until it is cancelled. What was slept over is skipped."""
    slot = next_slot(cron, time_zone, utc_now())
    while True:
        left = (slot - utc_now()).total_seconds()
        if left > 0:
            await asyncio.sleep(min(left, LONGEST_SLEEP_SECONDS))
            continue
        await on_slot(slot)
        slot = next_slot(cron, time_zone, max(slot, utc_now()))
