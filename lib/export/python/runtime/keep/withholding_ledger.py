"""A ledger over which a run cannot bring about what is withheld."""

from collections.abc import Mapping, Sequence

from ..effects.effect import Claim, Effect, EffectChange, EffectRecord, Ledger


class Withheld(Exception):
    """An effect that a pass leaves alone this time; the reason is for people."""


class WithholdingLedger:
    """Its item fails with the reason, and the others go on. Reasons by the key of the effect."""

    def __init__(self, ledger: Ledger, withheld: Mapping[str, str]) -> None:
        self._ledger = ledger
        self._withheld = withheld

    async def claim(self, effect: Effect) -> Claim:
        reason = self._withheld.get(effect.key)
        if reason is not None:
            raise Withheld(reason)
        return await self._ledger.claim(effect)

    async def mark(self, key: str, change: EffectChange) -> None:
        await self._ledger.mark(key, change)

    async def find(self, key: str) -> EffectRecord | None:
        return await self._ledger.find(key)

    async def list(self) -> Sequence[EffectRecord]:
        return await self._ledger.list()
