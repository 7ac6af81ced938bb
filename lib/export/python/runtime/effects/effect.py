"""Writes that a program wants to have happened exactly once, and where they are remembered."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from ..request import EffectClass
from ..result_json import result_to_json
from ..results.tool_result import ToolResult

EffectState = Literal["planned", "awaiting", "claimed", "sent", "confirmed", "failed", "unknown"]
"""`planned` (nothing sent) → `awaiting` (approval) → `claimed` (intent committed, not sent) →
`sent`, then `confirmed`, `failed` or `unknown` (answer lost). `confirmed` and `failed` are final
for a key within a run; a later run may try a `failed` one again. `unknown` is never repeated
without a way to look or a person."""

EffectHow = Literal["created", "found", "recorded"]
"""Created by a run, found in the world, or done while the workflow was recorded."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One write.

    `key` names it for ever: equal keys are the same effect. `path`: values of the loops around it,
    outermost first, for people. `args_hash` is the hash of server, tool and exact arguments, to
    which approvals are bound.
    """

    key: str
    step: str
    server: str
    tool: str
    args: Mapping[str, Any]
    args_hash: str
    effect: EffectClass
    path: Sequence[str] = ()

    @property
    def name(self) -> str:
        return f"{self.server}/{self.tool}"


@dataclass(frozen=True, kw_only=True)
class EffectChange:
    """What became of an effect; `None` says nothing about it."""

    state: EffectState
    result: ToolResult | None = None
    error: str | None = None
    how: EffectHow | None = None


@dataclass(frozen=True, kw_only=True)
class EffectRecord:
    """An effect and what is known of it. `updated_at` is an ISO instant."""

    effect: Effect
    state: EffectState
    attempts: int
    updated_at: str
    result: ToolResult | None = None
    error: str | None = None
    how: EffectHow | None = None

    def changed(self, change: EffectChange, updated_at: str) -> "EffectRecord":
        """The record after a change; what the change is silent about stays."""
        said = {
            name: value
            for name in ("result", "error", "how")
            if (value := getattr(change, name)) is not None
        }
        return replace(self, state=change.state, updated_at=updated_at, **said)

    def to_json(self) -> dict[str, Any]:
        """As the studio and the TypeScript agent write it."""
        effect = self.effect
        optional = {
            "result": None if self.result is None else result_to_json(self.result),
            "error": self.error,
            "how": self.how,
        }
        return {
            "key": effect.key,
            "server": effect.server,
            "tool": effect.tool,
            "step": effect.step,
            "path": list(effect.path),
            "args": dict(effect.args),
            "argsHash": effect.args_hash,
            "effect": effect.effect,
            "state": self.state,
            "attempts": self.attempts,
            **{name: value for name, value in optional.items() if value is not None},
            "updatedAt": self.updated_at,
        }


@dataclass(frozen=True)
class Claim:
    """What a ledger said to a claim.

    `claimed`: go on, nothing was ever sent. `retry`: an earlier attempt failed cleanly or was
    claimed and not sent. `done`: it is confirmed, use the record. `unsure`: an earlier attempt was
    sent and its answer is not known. `busy`: another process holds it now.
    """

    outcome: Literal["claimed", "retry", "busy", "done", "unsure"]
    record: EffectRecord | None = None


class Ledger(Protocol):
    """Where effects are remembered. Every method commits before it returns."""

    async def claim(self, effect: Effect) -> Claim:
        """Claims the right to perform the effect. Atomic over processes."""
        ...

    async def mark(self, key: str, change: EffectChange) -> None:
        """Moves a claimed effect on. Raises where it is not held."""
        ...

    async def find(self, key: str) -> EffectRecord | None: ...

    async def list(self) -> Sequence[EffectRecord]:
        """All effects, in the order in which they were first claimed."""
        ...


class CorrectableLedger(Ledger, Protocol):
    """A ledger that can be told that the world has changed behind its back."""

    async def set_back(self, seen: EffectRecord, reason: str) -> bool:
        """A confirmed effect that no longer holds becomes `failed`: it is brought about again.

        Atomic over processes: False, and nothing is changed, where the record is no longer the one
        that was seen.
        """
        ...


@dataclass(frozen=True)
class Approval:
    """The answer of whoever is in charge; `reason` says why not."""

    approved: bool
    reason: str = field(default="")


class Approver(Protocol):
    """Asks whoever is in charge. Bound to `args_hash`: other arguments need another answer."""

    async def approve(self, effect: Effect, stop: asyncio.Event | None) -> Approval: ...


class ApproveAll:
    """Agrees to everything."""

    async def approve(self, effect: Effect, stop: asyncio.Event | None) -> Approval:
        return Approval(True)
