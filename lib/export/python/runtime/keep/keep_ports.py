"""What a pass stands on."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..effects.effect import Approver, CorrectableLedger, Effect, EffectChange, EffectRecord
from ..instant import iso_instant, utc_now
from ..results.tool_result import ToolResult
from .keep_memory import KeepMemory
from .rules import KeepRead, KeepRule


@dataclass(frozen=True, kw_only=True)
class KeptRun:
    """What became of one run of the workflow that a pass makes.

    No `error` where it ran to its end.
    """

    effects: Sequence[EffectRecord]
    error: str | None = None


def _now() -> str:
    return iso_instant(utc_now())


@dataclass(frozen=True, kw_only=True)
class KeepPorts:
    """`workflow`: the program's identity, part of the key of every effect.

    `plan`: a plan run of the workflow; reads are live, nothing is written, its effects are what is
    wanted. `apply`: an apply run, in which what is withheld fails with its reason and everything
    else goes on. `read_data`: the data of an answer; raises with the server's own words where it
    answered no. `send`: sends a write, once or with repeats that are proven safe; raises
    `ToolCallFailure`. `looks`: whether the step looks for its effect in the world by itself.
    `on_effect` is told of every state of a change or removal that was committed; creations are the
    run's to tell.
    """

    workflow: str
    rules: Sequence[KeepRule]
    ledger: CorrectableLedger
    memory: KeepMemory
    approver: Approver
    plan: Callable[[], Awaitable[KeptRun]]
    apply: Callable[[Mapping[str, str]], Awaitable[KeptRun]]
    read_data: Callable[[KeepRead], Awaitable[Any]]
    send: Callable[[Effect], Awaitable[ToolResult]]
    looks: Callable[[str], bool]
    on_effect: Callable[[Effect, EffectChange], None]
    stop: asyncio.Event | None = None
    now: Callable[[], str] = _now
    random: Callable[[], float] = random.random
