"""Slots of a schedule as deliveries."""

from collections.abc import Callable
from datetime import datetime

from ..agent_setup import Log
from ..instant import iso_instant
from .delivery_queue import DeliveryQueue
from .due_slots import DueSlots

PREFIX = "schedule:"


def slot_id(slot: datetime) -> str:
    """Name of the delivery of a slot: the same for every replica."""
    return f"{PREFIX}{iso_instant(slot)}"


async def last_slot(queue: DeliveryQueue, now: datetime) -> datetime | None:
    """The last slot up to an instant that this database knows."""
    known = await queue.latest(PREFIX, slot_id(now))
    return None if known is None else datetime.fromisoformat(known.removeprefix(PREFIX))


async def offer_slots(
    due: DueSlots, *, queue: DeliveryQueue, log: Log, count: Callable[[str, int], None]
) -> None:
    """Makes the slot to run a delivery, unless a run of the schedule has not ended.

    Runs never overlap and never pile up. Every slot is counted once, whichever of several replicas
    sees it first: as `started`, `overlapped` or `missed`.
    """
    run, missed = due.run, due.missed
    if missed and await queue.skip(slot_id(missed[-1]), "missed"):
        count("missed", len(missed))
        log.warn(
            "slots of the schedule were missed",
            **{"slots": len(missed), "from": iso_instant(missed[0])},
            to=iso_instant(missed[-1]),
            runs=None if run is None else iso_instant(run),
        )
    if run is None:
        return
    identity = slot_id(run)
    before = await queue.unended(PREFIX, {})
    if before is None:
        if await queue.add(identity, {}):
            count("started", 1)
    elif before != identity and await queue.skip(identity, f"overlapped {before}"):
        count("overlapped", 1)
        log.warn(
            "slot of the schedule was left out: the run before has not ended",
            slot=iso_instant(run),
            before=before,
        )
