"""What to do about slots of a schedule that have come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

ON_TIME = timedelta(minutes=1)
"""Nobody looks at the clock more exactly than this."""

MOST_COUNTED = 1_000

NextSlot = Callable[[datetime], datetime]
"""The first slot after an instant."""


@dataclass(frozen=True, kw_only=True)
class MissedRuns:
    """What becomes of slots that nobody was there for, or whose clock jumped over them.

    `once`: the newest of them is run, the others are not. `skip`: none is. One that is older than
    `grace` is never run.
    """

    mode: Literal["skip", "once"]
    grace: timedelta


@dataclass(frozen=True, kw_only=True)
class DueSlots:
    """`run`: at most one, however many came. `missed`: oldest first, a thousand at most."""

    run: datetime | None
    missed: Sequence[datetime]


def due_slots(next_slot: NextSlot, last: datetime, now: datetime, missed: MissedRuns) -> DueSlots:
    """What to do about the slots after `last`, up to `now`."""
    late = ON_TIME if missed.mode == "skip" else max(ON_TIME, missed.grace)
    early = max(last, now - late - timedelta(milliseconds=1))
    recent = _between(next_slot, early, now)
    older = _between(next_slot, last, early, MOST_COUNTED)
    run = recent.pop() if recent else None
    return DueSlots(run=run, missed=[*older, *recent][:MOST_COUNTED])


def _between(
    next_slot: NextSlot, after: datetime, until: datetime, most: int | None = None
) -> list[datetime]:
    slots: list[datetime] = []
    if after >= until:
        return slots
    slot = next_slot(after)
    while slot <= until and (most is None or len(slots) < most):
        slots.append(slot)
        slot = next_slot(slot)
    return slots
