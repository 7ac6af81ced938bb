"""Runs that somebody asks for and waits for."""

import asyncio
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...agent_program import DeclaredInput
from ...agent_setup import Mode, SchemaCheck
from ...failures import AgentError
from ...json_equal import json_equal
from ...ledger.run_results import RunResults
from ...observe.tracing import TraceContext
from ...resolve_inputs import resolve_inputs
from ..delivery_queue import DeliveryQueue
from .run_report import report_of

PREFIX = "invoke:"
FIRST_LOOK_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Nothing was begun.

    The inputs do not fit, the key belongs to other inputs, or too many runs wait already.
    """

    because: Literal["inputs", "key", "busy"]
    reason: str


Report = Mapping[str, Any]
"""As `RUN_SCHEMA` has it."""


def is_invoked(delivery: str) -> bool:
    """Whether somebody waits for this delivery.

    Its failure is told and not tried again: whoever asked decides that.
    """
    return delivery.startswith(PREFIX)


@dataclass(frozen=True, kw_only=True)
class Invocations:
    """`most_waiting`: runs that may wait; more are refused. `on_delivery`: a run was asked for.

    Nobody waits any longer when `stopped` is set: the agent stops, and says how far the run is.
    """

    inputs: Sequence[DeclaredInput]
    schema_problem: SchemaCheck
    mode: Mode
    queue: DeliveryQueue
    results: RunResults
    most_waiting: int
    on_delivery: Callable[[], None]
    stopped: asyncio.Event

    async def invoke(
        self,
        inputs: Mapping[str, Any],
        *,
        wait_seconds: float,
        key: str | None = None,
        join: bool = False,
        trace: TraceContext | None = None,
    ) -> Report | Refused:
        """Asks for a run and waits for its end, at most so long.

        One `key` is one run, whoever asks and however often. Without a key a run with equal inputs
        that has not ended is joined where `join` says so, else a new one begins. `trace`: the
        caller's, for a run that begins by this call.
        """
        run = await self._begin(inputs, key, join, trace)
        if isinstance(run, Refused):
            return run
        clock = asyncio.get_running_loop()
        until = clock.time() + wait_seconds
        pause = FIRST_LOOK_SECONDS
        while True:
            over = clock.time() >= until or self.stopped.is_set()
            report = await self.report(run)
            if report is None:
                raise AgentError(f"The run {run} is gone from the ledger.")
            if over or report["status"] not in ("queued", "running"):
                return report
            await self._pause(min(pause, until - clock.time()))
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def report(self, run: str) -> Report | None:
        """None where there is no such run."""
        look = await self.queue.look(run) if is_invoked(run) else None
        if look is None:
            return None
        return report_of(run, look, await self.results.get(run), self.mode)

    async def _begin(
        self,
        inputs: Mapping[str, Any],
        key: str | None,
        join: bool,
        trace: TraceContext | None,
    ) -> str | Refused:
        try:
            resolve_inputs(self.inputs, inputs, "input", self.schema_problem)
        except AgentError as error:
            return Refused(because="inputs", reason=str(error))
        under_way = await self.queue.unended(PREFIX, inputs) if join else None
        if under_way is not None:
            return under_way
        run = f"{PREFIX}{key or uuid.uuid4()}"
        before = await self.queue.look(run)
        if before is None and await self.queue.length() >= self.most_waiting:
            reason = f"{self.most_waiting} runs wait already. Ask again later."
            return Refused(because="busy", reason=reason)
        if before is None and await self.queue.add(run, inputs, trace):
            self.on_delivery()
            return run
        taken = before or await self.queue.look(run)
        if taken is not None and json_equal(taken.inputs, inputs):
            return run
        return Refused(because="key", reason="This Idempotency-Key was used with other inputs.")

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self.stopped.wait()
        except TimeoutError:
            pass
