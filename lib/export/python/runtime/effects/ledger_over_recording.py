"""A ledger that also knows what was done while the workflow was recorded."""

from collections.abc import Mapping, Sequence

from .effect import Claim, Effect, EffectChange, EffectRecord, Ledger


class LedgerOverRecording:
    """A recorded effect counts as done, and nothing is written down for it.

    What the ledger itself has confirmed comes first, because it is newer.
    """

    def __init__(self, ledger: Ledger, recorded: Mapping[str, EffectRecord]) -> None:
        self._ledger = ledger
        self._recorded = recorded

    async def claim(self, effect: Effect) -> Claim:
        record = await self.find(effect.key) if effect.key in self._recorded else None
        return await self._ledger.claim(effect) if record is None else Claim("done", record)

    async def mark(self, key: str, change: EffectChange) -> None:
        await self._ledger.mark(key, change)

    async def find(self, key: str) -> EffectRecord | None:
        known = await self._ledger.find(key)
        if known is not None and known.state == "confirmed":
            return known
        return self._recorded.get(key, known)

    async def list(self) -> Sequence[EffectRecord]:
        return await self._ledger.list()
