"""A ledger that lives as long as the process."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from .effect import Claim, Effect, EffectChange, EffectRecord

SETTLED = frozenset({"confirmed", "failed", "unknown", "planned"})
"""States after which nobody works on the effect any more."""


class MemoryLedger:
    """Remembers effects in this process only. `now` gives the ISO instant of a change."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._records: dict[str, EffectRecord] = {}
        self._held: set[str] = set()

    async def claim(self, effect: Effect) -> Claim:
        record = self._records.get(effect.key)
        if record is not None and record.state == "confirmed":
            return Claim("done", record)
        if effect.key in self._held:
            return Claim("busy")
        self._held.add(effect.key)
        if record is not None and record.state in ("sent", "unknown"):
            return Claim("unsure", record)
        attempts = 1 if record is None else record.attempts + 1
        self._records[effect.key] = EffectRecord(
            effect=effect, state="claimed", attempts=attempts, updated_at=self._now()
        )
        return Claim("claimed" if record is None else "retry")

    async def mark(self, key: str, change: EffectChange) -> None:
        record = self._records.get(key)
        if record is None:
            raise LookupError(f'Effect "{key}" was marked {change.state}, but nobody claimed it.')
        self._records[key] = record.changed(change, self._now())
        if change.state in SETTLED:
            self._held.discard(key)

    async def set_back(self, seen: EffectRecord, reason: str) -> bool:
        key = seen.effect.key
        record = self._records.get(key)
        if record is None or record.state != "confirmed":
            return False
        if (record.updated_at, record.attempts) != (seen.updated_at, seen.attempts):
            return False
        self._records[key] = replace(
            record, state="failed", error=reason, result=None, how=None, updated_at=self._now()
        )
        return True

    async def find(self, key: str) -> EffectRecord | None:
        return self._records.get(key)

    async def list(self) -> Sequence[EffectRecord]:
        return [replace(record) for record in self._records.values()]
