"""Brings one effect about exactly once, over crashes and repeats."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from ..absent import ABSENT
from ..result_json import data_shown, shown
from ..results.in_band_error import error_of
from ..results.tool_result import ToolResult
from ..results.transient_error import is_in_doubt
from ..tool_caller import ToolCallFailure
from .effect import Approval, Approver, Effect, EffectChange, EffectRecord, Ledger

UNTIL_KNOWN = "It may have been carried out, so it is not repeated until that is known."


@dataclass(frozen=True, kw_only=True)
class EffectActions:
    """How an effect is brought about and recognised.

    `send` makes the call, once or with repeats that are proven safe; raises `ToolCallFailure`.
    `find` looks whether the world already shows the effect: its data, or `ABSENT`. None where there
    is no way to see.
    """

    send: Callable[[], Awaitable[ToolResult]]
    find: Callable[[], Awaitable[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class EffectOptions:
    """`on_change` is told of every state that was committed, in order."""

    ledger: Ledger
    approver: Approver
    stop: asyncio.Event | None = None
    on_change: Callable[[EffectChange], None] | None = None


@dataclass(frozen=True)
class Created:
    """The effect holds: the server's answer to this call, or to an earlier one."""

    result: ToolResult


@dataclass(frozen=True)
class Found:
    """The effect holds: it was seen in the world."""

    data: Any


EffectFailureKind = Literal["refused", "unsure", "busy", "answered", "failed"]


class EffectFailure(Exception):
    """Why an effect could not be ensured.

    `refused`: whoever is in charge said no. `unsure`: it was sent, its answer is not known, and
    there is no way to look; a person must say what became of it. `busy`: another run is at it now.
    `answered`: the server said no; the message is what it said. `failed`: it was never carried out.
    """

    def __init__(self, kind: EffectFailureKind, effect: Effect, message: str) -> None:
        super().__init__(message)
        self.kind: EffectFailureKind = kind
        self.effect = effect


async def ensure_effect(
    effect: Effect, actions: EffectActions, options: EffectOptions
) -> Created | Found:
    """Claim, look, ask, send, record.

    Every line commits before the next begins, so that a crash between any two leaves a state from
    which the next run goes on: claimed (nothing sent: go on) · awaiting (ask again) · sent or
    unknown (look; where that is impossible stop and ask) · confirmed (use the record). An error
    answer that leaves open what was done, a timeout say, is `unknown` too.
    """
    return await _Ensuring(effect, actions, options).run()


class _Ensuring:
    def __init__(self, effect: Effect, actions: EffectActions, options: EffectOptions) -> None:
        self._effect = effect
        self._actions = actions
        self._options = options

    async def run(self) -> Created | Found:
        claim = await self._options.ledger.claim(self._effect)
        if claim.outcome == "done" and claim.record is not None:
            return _recorded(claim.record)
        if claim.outcome == "busy":
            raise self._failure("busy", "Another run is making this change now.")
        unsure = claim.outcome == "unsure"
        if unsure and self._actions.find is None:
            message = (
                "An earlier attempt was sent and its answer was lost. Nothing shows whether it was "
                "carried out, so it is not repeated. Look on the server, then settle the effect "
                f'"{self._effect.key}" as done or as failed.'
            )
            known = claim.record.error if claim.record is not None else None
            await self._mark(EffectChange(state="unknown", error=known or message))
            raise self._failure("unsure", message)
        if self._actions.find is not None:
            data = await self._look(self._actions.find, unsure)
            if data is not ABSENT:
                await self._mark(EffectChange(state="confirmed", how="found", result=shown(data)))
                return Found(data)
        await self._mark(EffectChange(state="awaiting"))
        approval = await self._ask()
        if not approval.approved:
            await self._mark(EffectChange(state="failed", error=approval.reason))
            raise self._failure("refused", approval.reason)
        await self._mark(EffectChange(state="sent"))
        return await self._settle(await self._send())

    async def _settle(self, result: ToolResult) -> Created:
        error = error_of(result)
        if error is not None and is_in_doubt(error):
            await self._mark(EffectChange(state="unknown", error=error, result=result))
            raise self._failure("unsure", f"{error} {UNTIL_KNOWN}")
        if error is not None:
            await self._mark(EffectChange(state="failed", error=error, result=result))
            raise self._failure("answered", error)
        await self._mark(EffectChange(state="confirmed", how="created", result=result))
        return Created(result)

    async def _look(self, find: Callable[[], Awaitable[Any]], unsure: bool) -> Any:
        """A look that fails decides nothing: the effect goes back to what it was before."""
        try:
            return await find()
        except Exception as reason:
            error = f"Could not look whether it is already done: {reason}"
            await self._mark(EffectChange(state="unknown" if unsure else "failed", error=error))
            raise self._failure("failed", error) from reason

    async def _ask(self) -> Approval:
        try:
            return await self._options.approver.approve(self._effect, self._options.stop)
        except Exception as reason:
            error = f"Nobody could be asked: {reason}"
            await self._mark(EffectChange(state="failed", error=error))
            raise self._failure("failed", error) from reason

    async def _send(self) -> ToolResult:
        try:
            return await self._actions.send()
        except Exception as reason:
            lost = not isinstance(reason, ToolCallFailure) or reason.kind == "unknown"
            await self._mark(EffectChange(state="unknown" if lost else "failed", error=str(reason)))
            if lost:
                raise self._failure("unsure", f"{reason} {UNTIL_KNOWN}") from reason
            raise self._failure("failed", str(reason)) from reason

    async def _mark(self, change: EffectChange) -> None:
        await self._options.ledger.mark(self._effect.key, change)
        if self._options.on_change is not None:
            self._options.on_change(change)

    def _failure(self, kind: EffectFailureKind, message: str) -> EffectFailure:
        return EffectFailure(kind, self._effect, message)


def _recorded(record: EffectRecord) -> Created | Found:
    result = record.result or ToolResult(content=[])
    return Found(data_shown(result)) if record.how == "found" else Created(result)
