"""The control loop of an agent."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..agent_setup import Clock, Log, MachineClock, Meter, Mode
from ..call_tool import call_tool, send_write
from ..check_schema import schema_problem
from ..command.open_agent import OpenAgent
from ..effects.effect import Approver, Effect, EffectChange, EffectRecord
from ..effects.ledger_over_recording import LedgerOverRecording
from ..failures import AgentError, ToolRefused
from ..instant import utc_now
from ..observe.tracing import SpanStart, Tracing
from ..request import ReadRequest, WriteRequest
from ..resolve_inputs import resolve_inputs
from ..results.in_band_error import error_of
from ..results.result_data import result_data
from ..results.tool_result import ToolResult
from ..tool_caller import ToolCaller
from .keep_loop import KeepLoop
from .keep_memory import LeadingMemory
from .keep_pass import keep_pass
from .keep_ports import KeepPorts, KeptRun
from .keep_report import KeepReport
from .rules import KeepRead, KeepRules
from .sql_keep_memory import SqlKeepMemory
from .withholding_ledger import WithholdingLedger


@dataclass(frozen=True, kw_only=True)
class _Calls:
    """What the calls of the rules stand on."""

    caller: ToolCaller
    log: Log
    meter: Meter
    tracing: Tracing
    stop: asyncio.Event | None
    clock: Clock = field(default_factory=MachineClock)

    @property
    def stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set()


class Keeper:
    """Raises where the program keeps nothing. `stop` ends a pass between two calls."""

    def __init__(
        self,
        agent: OpenAgent,
        *,
        mode: Mode,
        inputs: Mapping[str, Any],
        approver: Approver,
        stop: asyncio.Event,
    ) -> None:
        keep = agent.program.keep
        if keep is None:
            raise AgentError("This agent keeps nothing: it was exported without a control loop.")
        self._keep: KeepRules = keep
        self._agent = agent
        self._mode: Mode = mode
        self._inputs = inputs
        self._approver = approver
        self._stop = stop
        self._stands_by = False
        self.memory = SqlKeepMemory(
            database=agent.database,
            workflow=agent.program.identity,
            owner=agent.owner,
            now=utc_now,
        )

    async def keep(self) -> KeepReport:
        """One pass."""
        name = self._agent.program.name
        facts = {"gen_ai.agent.name": name, "mcp_agent.run.mode": self._mode}
        with self._agent.telemetry.tracing.span(SpanStart(name=f"keep {name}", facts=facts)):
            return await self._keep_once()

    async def _keep_once(self) -> KeepReport:
        log, mode = self._agent.log, self._mode
        report = await keep_pass(self._ports(), mode)
        drift, failing, error = report.drift, report.failing, report.error
        self._agent.meter.kept(drift=drift, failing=failing, steady=report.is_steady)
        items, others = len(report.items), report.others
        self._agent.telemetry.tracing.note(
            {
                "mcp_agent.keep.items": items,
                "mcp_agent.keep.drift": drift,
                "mcp_agent.keep.failing": failing,
                "error.type": None if error is None else "_OTHER",
            }
        )
        facts = {"mode": mode, "items": items, "drift": drift, "failing": failing, "others": others}
        if error is None and failing == 0:
            log.info("kept", **facts)
        else:
            log.error("kept", **facts, **({} if error is None else {"error": error}))
        return report

    def loop(
        self, ending: asyncio.Event, tell: Callable[[KeepReport], None] | None = None
    ) -> KeepLoop:
        """Passes until `ending` is set; then the one under way ends first.

        `tell` is given each report.
        """
        log = self._agent.log

        def on_report(report: KeepReport) -> None:
            self._stands_by = False
            if tell is not None:
                tell(report)

        def on_standby() -> None:
            # Told once, however long it lasts.
            if not self._stands_by:
                log.info("another replica leads")
            self._stands_by = True

        def on_failure(reason: Exception) -> None:
            log.error("pass of the control loop broke", error=str(reason))

        return KeepLoop(
            keep=self.keep,
            memory=self.memory,
            every_seconds=self._keep.every_ms / 1000,
            ending=ending,
            on_report=on_report,
            on_standby=on_standby,
            on_failure=on_failure,
        )

    async def status(self) -> Mapping[str, Any]:
        """Conditions, counts and times, without what is in the items."""
        state = await self.memory.read()
        last = state.last_report or {}
        return {
            "conditions": [dict(condition) for condition in state.conditions],
            "passes": state.passes,
            "lastSuccessAt": state.last_success_at,
            "lastPassAt": last.get("at"),
            "items": len(last.get("items", [])),
            "drift": last.get("drift", 0),
            "failing": last.get("failing", 0),
        }

    def _ports(self) -> KeepPorts:
        agent, program = self._agent, self._agent.program
        values = resolve_inputs(program.inputs, self._inputs, "input", schema_problem)
        config = resolve_inputs(program.config, agent.config, "setting", schema_problem)
        return KeepPorts(
            workflow=program.identity,
            rules=self._keep.rules(values, config),
            ledger=agent.ledger,
            memory=self.memory if self._mode == "apply" else LeadingMemory(self.memory),
            approver=self._approver,
            stop=self._stop,
            plan=lambda: self._run("plan", {}),
            apply=lambda withheld: self._run("apply", withheld),
            read_data=self._read_data,
            send=self._send,
            looks=lambda step: step in self._keep.looks,
            on_effect=self._on_effect,
        )

    async def _run(self, mode: Mode, withheld: Mapping[str, str]) -> KeptRun:
        recorded = await self._not_yet_in_ledger()
        over = LedgerOverRecording(self._agent.ledger, recorded)
        result = await self._agent.run(
            mode=mode,
            inputs=self._inputs,
            approver=self._approver,
            stop=self._stop,
            ledger=WithholdingLedger(over, withheld),
        )
        if result.status == "succeeded":
            return KeptRun(effects=result.effects)
        error = result.error or f"The run ended {result.status}."
        return KeptRun(effects=result.effects, error=error)

    async def _not_yet_in_ledger(self) -> Mapping[str, EffectRecord]:
        """What recording did, without what the ledger has learned of since."""
        recorded = await self._agent.recorded()
        if not recorded:
            return recorded
        known = {record.effect.key for record in await self._agent.ledger.list()}
        return {key: record for key, record in recorded.items() if key not in known}

    def _calls(self) -> _Calls:
        agent = self._agent
        return _Calls(
            caller=agent.servers,
            log=agent.log,
            meter=agent.meter,
            tracing=agent.telemetry.tracing,
            stop=self._stop,
        )

    async def _read_data(self, read: KeepRead) -> Any:
        request = ReadRequest[Any](
            server=read.server, tool=read.tool, args=read.args, extractor=read.extract
        )
        result = await call_tool(self._calls(), request)
        said = error_of(result)
        if said is not None:
            raise ToolRefused(request.name, said)
        return result_data(result, read.extract)

    async def _send(self, effect: Effect) -> ToolResult:
        request = WriteRequest[Any](server=effect.server, tool=effect.tool, args=effect.args)
        return await send_write(self._calls(), request)

    def _on_effect(self, effect: Effect, change: EffectChange) -> None:
        outcome = (change.how or "created") if change.state == "confirmed" else change.state
        if change.state not in ("awaiting", "sent"):
            self._agent.meter.effect(server=effect.server, tool=effect.tool, outcome=outcome)
        said = {"mcp_agent.effect.key": effect.key, "mcp_agent.effect.state": outcome}
        self._agent.telemetry.tracing.event("effect", said)
        facts = {
            "step": effect.step,
            "server": effect.server,
            "tool": effect.tool,
            "key": effect.key,
            "outcome": outcome,
        }
        error = {} if change.error is None else {"error": change.error}
        self._agent.log.info("effect", **facts, **error)
