"""What a control loop remembers from pass to pass.

The TypeScript agent reads and writes the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ..instant import iso_instant

FIRST_PAUSE_MS = 30_000
LONGEST_PAUSE_MS = 3_600_000

Condition = Mapping[str, Any]
"""As conditions of Kubernetes: `type`, `holds`, one word for machines (`reason`), a sentence for
people (`message`), and the instant at which `holds` last changed (`since`)."""


@dataclass(frozen=True, kw_only=True)
class ItemMemory:
    """`attempts`: how often something was done for it since it was last seen as wanted.

    `next_at`: the instant before which it is left alone.
    """

    attempts: int = 0
    next_at: str | None = None
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class KeepState:
    """`items` by the key of the effect: what was wanted in the last pass that saw all of it.

    `last_success_at`: when everything was last seen as wanted, or made so. `last_report` is one as
    JSON.
    """

    items: Mapping[str, ItemMemory] = field(default_factory=dict[str, ItemMemory])
    conditions: Sequence[Condition] = ()
    passes: int = 0
    last_success_at: str | None = None
    last_report: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "items": {key: _memory_to_json(memory) for key, memory in self.items.items()},
            "conditions": [dict(condition) for condition in self.conditions],
            "passes": self.passes,
            **({} if self.last_success_at is None else {"lastSuccessAt": self.last_success_at}),
            **({} if self.last_report is None else {"lastReport": dict(self.last_report)}),
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "KeepState":
        """Reads our own writing."""
        items: Mapping[str, Mapping[str, Any]] = written["items"]
        return cls(
            items={key: _memory_from_json(memory) for key, memory in items.items()},
            conditions=written["conditions"],
            passes=written["passes"],
            last_success_at=written.get("lastSuccessAt"),
            last_report=written.get("lastReport"),
        )


def after_attempt(
    before: ItemMemory | None, *, now: str, random: float, error: str | None
) -> ItemMemory:
    """What to remember of an item for which something was just done.

    What failed, and what was done again although nobody saw the last time hold, waits before the
    next attempt, twice as long each time: whatever undoes every change is not fought at full speed.
    `random` from 0 to 1 spreads items that failed together.
    """
    attempts = (0 if before is None else before.attempts) + 1
    pauses = attempts - 2 if error is None else attempts - 1
    if pauses < 0:
        return ItemMemory(attempts=attempts)
    # A longer row of failures waits no longer, and must not grow into a number without end.
    pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** min(pauses, 20)) * (1 + random / 4)
    next_at = iso_instant(datetime.fromisoformat(now) + timedelta(milliseconds=pause))
    return ItemMemory(attempts=attempts, next_at=next_at, error=error)


def conditions_after(
    before: Sequence[Condition], *, at: str, drift: int, failing: int, error: str | None
) -> Sequence[Condition]:
    """The conditions after a pass; `since` moves only where a condition changed."""
    failed = error is not None or failing > 0
    ready = drift == 0 and not failed
    said = [
        ("Ready", ready, "AsWanted", "Everything is as wanted.")
        if ready
        else ("Ready", ready, "NotAsWanted", "Not everything is as wanted."),
        ("Drifted", True, "ItemsDiffer", f"{drift} of the items are not as wanted.")
        if drift > 0
        else ("Drifted", False, "NoDrift", "Nothing differs."),
        ("Failing", failed, *_failure(failing, error)),
    ]
    since = {(old["type"], old["holds"]): old["since"] for old in before}
    return [
        {
            "type": kind,
            "holds": holds,
            "reason": reason,
            "message": message,
            "since": since.get((kind, holds), at),
        }
        for kind, holds, reason, message in said
    ]


def _failure(failing: int, error: str | None) -> tuple[str, str]:
    if error is not None:
        return "PassFailed", error
    if failing > 0:
        return "ItemsFail", f"{failing} items could not be seen or brought back."
    return "NoFailure", "The last pass did what it set out to do."


def _memory_to_json(memory: ItemMemory) -> dict[str, Any]:
    optional = {"nextAt": memory.next_at, "error": memory.error}
    said = {name: value for name, value in optional.items() if value is not None}
    return {"attempts": memory.attempts, **said}


def _memory_from_json(written: Mapping[str, Any]) -> ItemMemory:
    return ItemMemory(
        attempts=written["attempts"], next_at=written.get("nextAt"), error=written.get("error")
    )
