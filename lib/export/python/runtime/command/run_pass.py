"""One run of the workflow."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..agent_program import AgentProgram, trigger_name
from ..agent_setup import (
    AgentSetup,
    Clock,
    Example,
    JudgementBook,
    Log,
    MachineClock,
    Meter,
    Mode,
    Model,
    SchemaCheck,
)
from ..effects.effect import Approver, EffectRecord, Ledger
from ..failures import RunEnded
from ..observe.error_type import error_type
from ..observe.tracing import UNTRACED, SpanStart, TraceContext, Tracing
from ..resolve_inputs import resolve_inputs
from ..running_agent import RunningAgent
from ..tool_caller import ToolCaller

Status = Literal["succeeded", "failed", "stopped", "waiting"]


@dataclass(frozen=True, kw_only=True)
class RunOrigin:
    """What wanted a run: the id of the delivery, and the trace that it belongs to."""

    delivery: str
    trace: TraceContext | None = None


@dataclass(frozen=True, kw_only=True)
class PassOptions:
    """What is run, on what, and how; see `AgentSetup`.

    `check_tools` raises where the tools are not what they were when the program was proved; nothing
    is called before.
    """

    program: AgentProgram
    mode: Mode
    inputs: Mapping[str, Any]
    config: Mapping[str, Any]
    now: str
    time_zone: str
    caller: ToolCaller
    ledger: Ledger
    approver: Approver
    model: Model
    judgements: JudgementBook
    example: Example
    schema_problem: SchemaCheck
    log: Log
    meter: Meter
    tracing: Tracing = UNTRACED
    origin: RunOrigin | None = None
    stop: asyncio.Event | None = None
    check_tools: Callable[[], Awaitable[None]] | None = None
    clock: Clock = field(default_factory=MachineClock)


@dataclass(frozen=True, kw_only=True)
class PassResult:
    """How a run ended, and every change that it made, found or planned."""

    status: Status
    output: Any
    effects: Sequence[EffectRecord]
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "output": self.output,
            **({} if self.error is None else {"error": self.error}),
            "effects": [record.to_json() for record in self.effects],
        }


async def run_pass(options: PassOptions) -> PassResult:
    """Runs the workflow once. Never raises: whatever ends a run is in its result."""
    with options.tracing.span(_run_span(options)):
        return await _run_once(options)


def _run_span(options: PassOptions) -> SpanStart:
    """A workflow as the semantic conventions for GenAI (v0.1.0) name it.

    It is an agent that is invoked in this process.
    """
    program, origin = options.program, options.origin
    return SpanStart(
        name=f"invoke_workflow {program.name}",
        facts={
            "gen_ai.operation.name": "invoke_workflow",
            "gen_ai.agent.name": program.name,
            "mcp_agent.run.mode": options.mode,
            "mcp_agent.trigger": trigger_name(program.trigger),
            "mcp_agent.delivery": None if origin is None else origin.delivery,
        },
        origin=None if origin is None else origin.trace,
    )


async def _run_once(options: PassOptions) -> PassResult:
    began = time.monotonic()
    program, log, mode = options.program, options.log, options.mode
    agent = RunningAgent(_setup_of(options))
    status: Status = "succeeded"
    output: Any = None
    error: str | None = None
    try:
        check = options.schema_problem
        inputs = resolve_inputs(program.inputs, options.inputs, "input", check)
        config = resolve_inputs(program.config, options.config, "setting", check)
        log.info("pass began", mode=mode, inputs=inputs)
        if options.check_tools is not None:
            await options.check_tools()
        output = await program.run(agent, inputs, config)
    except RunEnded as ended:
        status, error = ended.status, str(ended)
    except Exception as reason:
        status, error = "failed", str(reason) or type(reason).__name__
        options.tracing.note({"error.type": error_type(reason)})
    seconds = time.monotonic() - began
    options.meter.run(mode=mode, status=status, seconds=seconds)
    effects = len(agent.effects)
    options.tracing.note({"mcp_agent.run.status": status, "mcp_agent.run.effects": effects})
    facts = {
        "mode": mode,
        "status": status,
        "effects": effects,
        "seconds": round(seconds, 3),
    }
    if error is None:
        log.info("pass ended", **facts)
    else:
        log.error("pass ended", **facts, error=error)
    return PassResult(status=status, output=output, effects=agent.effects, error=error)


def _setup_of(options: PassOptions) -> AgentSetup:
    return AgentSetup(
        workflow=options.program.identity,
        mode=options.mode,
        now=options.now,
        time_zone=options.time_zone,
        caller=options.caller,
        ledger=options.ledger,
        approver=options.approver,
        model=options.model,
        judgements=options.judgements,
        example=options.example,
        schema_problem=options.schema_problem,
        log=options.log,
        meter=options.meter,
        tracing=options.tracing,
        stop=options.stop,
        clock=options.clock,
    )
