"""Calls of tools, made again while that is safe."""

import random
import time
from typing import Any

from .agent import Retry
from .agent_setup import CallSetup
from .failures import RunEnded, ToolRefused
from .guard import guard
from .observe.tool_span import tool_span
from .observe.tracing import SpanFacts
from .request import ToolRequest
from .results.in_band_error import error_of
from .results.result_data import result_data
from .results.tool_result import ToolResult
from .results.transient_error import is_transient_error, retry_after_ms, was_turned_away
from .tool_caller import ToolCall, ToolCallFailure

DEFAULT_RETRY = Retry(attempts=6, backoff_ms=250)
"""Used where a step says nothing: enough for a busy server, short for a person who waits."""

LONGEST_PAUSE_MS = 120_000
"""A server that asks for a longer pause than this is not waited for."""


async def call_tool(
    setup: CallSetup,
    request: ToolRequest[Any],
    retry: Retry | None = None,
    facts: SpanFacts | None = None,
) -> ToolResult:
    """Calls a tool, and again while that is safe.

    That is after an error answer that turns the call away for now, and after a call that provably
    was not sent; a read also after a lost answer and an error that leaves open what was done. Gives
    the last answer, an error answer included; raises `ToolCallFailure` where there is none.
    `facts`: what else its span shall say.
    """
    call = ToolCall.of(request)
    with setup.tracing.span(tool_span(call, facts or {})):
        result = await _call_until_answered(setup, call, request.effect == "read", retry)
        if error_of(result) is not None:
            setup.tracing.note({"error.type": "tool_error"})
        return result


async def _call_until_answered(
    setup: CallSetup, call: ToolCall, is_read: bool, retry: Retry | None
) -> ToolResult:
    policy = retry or DEFAULT_RETRY
    attempt = 0
    while True:
        attempt += 1
        if setup.stopped:
            raise RunEnded("stopped", "The run was stopped.")
        outcome = await _attempt(setup, call, is_read)
        last = attempt >= policy.attempts or not _is_repeatable(outcome, is_read)
        pause = None if last else _pause_before(outcome, attempt, policy)
        if pause is None:
            if isinstance(outcome, ToolCallFailure):
                raise outcome
            return outcome
        setup.log.info(
            "trying again",
            server=call.server,
            tool=call.tool,
            attempt=attempt,
            pauseMs=round(pause),
        )
        setup.tracing.event(
            "retry", {"mcp_agent.attempt": attempt, "mcp_agent.pause_ms": round(pause)}
        )
        await setup.clock.pause(pause, setup.stop)


async def send_write(
    setup: CallSetup,
    request: ToolRequest[Any],
    retry: Retry | None = None,
    facts: SpanFacts | None = None,
) -> ToolResult:
    """`call_tool` for a write.

    Whatever ends a run before it is sent, or between two attempts that were turned away, leaves it
    undone: that is `cancelled`, and the next run makes it.
    """
    try:
        return await call_tool(setup, request, retry, facts)
    except RunEnded as ended:
        raise ToolCallFailure("cancelled", ToolCall.of(request), str(ended)) from ended


def answer_data(request: ToolRequest[Any], result: ToolResult) -> Any:
    """The data of an answer. Raises `ToolRefused` for one that is an error.

    What it lacks raises when it is read.
    """
    error = error_of(result)
    if error is not None:
        raise ToolRefused(request.name, error)
    return guard(result_data(result, request.extractor))


async def _attempt(setup: CallSetup, call: ToolCall, is_read: bool) -> ToolResult | ToolCallFailure:
    began = time.monotonic()
    facts = {"server": call.server, "tool": call.tool}
    try:
        # A read is given up when the run is stopped. A write under way is not: its answer says
        # what became of it.
        result = await setup.caller.call(call, setup.stop if is_read else None)
    except Exception as reason:
        # A caller that breaks its promise leaves us without knowledge: it may have been done.
        failure = (
            reason
            if isinstance(reason, ToolCallFailure)
            else ToolCallFailure("unknown", call, str(reason))
        )
        setup.meter.tool_call(**facts, outcome=failure.kind, seconds=time.monotonic() - began)
        setup.log.warn(
            "tool call without an answer", **facts, outcome=failure.kind, error=str(failure)
        )
        return failure
    seconds = time.monotonic() - began
    outcome = "answered" if error_of(result) is None else "refused"
    setup.meter.tool_call(**facts, outcome=outcome, seconds=seconds)
    setup.log.debug("tool called", **facts, outcome=outcome, durationMs=round(seconds * 1000))
    return result


def _is_repeatable(outcome: ToolResult | ToolCallFailure, is_read: bool) -> bool:
    if isinstance(outcome, ToolCallFailure):
        return outcome.kind == "not-sent" or (outcome.kind == "unknown" and is_read)
    error = error_of(outcome)
    if error is None:
        return False
    return is_transient_error(error) if is_read else was_turned_away(error)


def _pause_before(
    outcome: ToolResult | ToolCallFailure, attempt: int, retry: Retry
) -> float | None:
    """Doubles each time, with up to a quarter more so that many agents spread.

    The server's own wish wins; None where that is too long.
    """
    said = str(outcome) if isinstance(outcome, ToolCallFailure) else error_of(outcome)
    asked = retry_after_ms(said or "")
    if asked is not None:
        return asked if asked <= LONGEST_PAUSE_MS else None
    pause = retry.backoff_ms * 2.0 ** (attempt - 1) * (1 + random.random() / 4)
    return min(LONGEST_PAUSE_MS, pause)
