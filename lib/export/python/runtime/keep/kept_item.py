"""Things that are wanted, and what a look at the world gave for them."""

from dataclasses import dataclass
from typing import Any

from ..effects.effect import Effect, EffectRecord


@dataclass(frozen=True, kw_only=True)
class KeptItem:
    """One thing that is wanted, or was wanted in an earlier pass and is not any more.

    `record`: what the ledger says of it, read before the world was looked at. `made`: data of the
    result that created it; `ABSENT` where it was not created yet, or that was forgotten.
    `recorded`: done while the workflow was recorded, which no ledger holds.
    """

    effect: Effect
    wanted: bool
    record: EffectRecord | None
    made: Any
    recorded: bool

    @property
    def is_made(self) -> bool:
        """Whether the ledger, or the recording, says that it was brought about."""
        return self.recorded or (self.record is not None and self.record.state == "confirmed")

    @property
    def is_lost(self) -> bool:
        """Whether it was sent and its answer is not known."""
        return self.record is not None and self.record.state in ("sent", "unknown")


@dataclass(frozen=True)
class There:
    """It is there, and looks so."""

    actual: Any


@dataclass(frozen=True)
class Gone:
    """It is not there."""


@dataclass(frozen=True)
class Hidden:
    """It could not be told."""

    reason: str


Look = There | Gone | Hidden
