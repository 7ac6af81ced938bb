"""A run that is stopped after a change was approved and before it was sent."""

import asyncio
import unittest

from runtime.agent_setup import AgentSetup
from runtime.effects.effect import Approval, Effect
from runtime.effects.memory_ledger import MemoryLedger
from runtime.environment import ProcessEnvironment
from runtime.failures import RunEnded
from runtime.model import EndpointModel
from runtime.recorded.silent import Forgetful, SilentLog, SilentMeter
from runtime.request import WriteRequest
from runtime.results.tool_result import ToolResult
from runtime.running_agent import RunningAgent
from runtime.tool_caller import ToolCall


class CountingCaller:
    def __init__(self) -> None:
        self.sent: list[str] = []

    async def call(self, call: ToolCall, stop: asyncio.Event | None = None) -> ToolResult:
        self.sent.append(call.tool)
        return ToolResult(content=[])


class StopsAtApproval:
    """Agrees, and then the run is stopped where `stop` is given."""

    def __init__(self, stop: asyncio.Event | None) -> None:
        self._stop = stop

    async def approve(self, effect: Effect, stop: asyncio.Event | None) -> Approval:
        if self._stop is not None:
            self._stop.set()
        return Approval(True)


class StoppedBeforeSending(unittest.IsolatedAsyncioTestCase):
    async def test_leaves_the_change_to_be_made_by_the_next_run(self) -> None:
        ledger, caller = MemoryLedger(lambda: "2026-11-30T00:00:00Z"), CountingCaller()

        def agent(stop: asyncio.Event | None) -> RunningAgent:
            setup = AgentSetup(
                workflow="w",
                mode="apply",
                now="2026-11-30T00:00:00Z",
                time_zone="UTC",
                caller=caller,
                ledger=ledger,
                approver=StopsAtApproval(stop),
                model=EndpointModel(ProcessEnvironment({})),
                judgements=Forgetful(),
                example=lambda server, tool, which: None,
                schema_problem=lambda value, schema: None,
                log=SilentLog(),
                meter=SilentMeter(),
                stop=stop,
            )
            return RunningAgent(setup)

        write = WriteRequest[object](server="tracker", tool="create_issue", args={})
        with self.assertRaisesRegex(RunEnded, "The run was stopped"):
            await agent(asyncio.Event()).ensure("create", write)
        states = [record.state for record in await ledger.list()]
        self.assertEqual((caller.sent, states), ([], ["failed"]))

        await agent(None).ensure("create", write)
        states = [record.state for record in await ledger.list()]
        self.assertEqual((caller.sent, states), (["create_issue"], ["confirmed"]))
