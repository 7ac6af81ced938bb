"""Lets a serving agent be called."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from ...agent_program import EndpointTrigger
from ...check_schema import schema_problem
from ...command.open_agent import OpenAgent
from ...command.serve_settings import ServeSettings
from ...instant import utc_now
from ...ledger.run_results import RunResults
from ..delivery_queue import DeliveryQueue
from .answer_call import CallDoors
from .invocations import Invocations
from .openapi_document import open_api_document


@dataclass(frozen=True, kw_only=True)
class OpenCalls:
    """Once `stopped` is set, everybody who waits is told how far their run is."""

    doors: CallDoors
    results: RunResults
    stopped: asyncio.Event


@asynccontextmanager
async def open_calls(
    agent: OpenAgent,
    *,
    queue: DeliveryQueue,
    settings: ServeSettings,
    on_delivery: Callable[[], None],
) -> AsyncGenerator[OpenCalls | None]:
    """None where the agent is woken by something else."""
    program = agent.program
    trigger = program.trigger
    if not isinstance(trigger, EndpointTrigger):
        yield None
        return
    # Loading what serves MCP takes a while, and only agents that can be called need it.
    from .mcp_endpoint import mcp_endpoint

    results = RunResults(agent.database, utc_now)
    stopped = asyncio.Event()
    invocations = Invocations(
        inputs=program.inputs,
        schema_problem=schema_problem,
        mode=settings.mode,
        queue=queue,
        results=results,
        most_waiting=settings.most_waiting,
        on_delivery=on_delivery,
        stopped=stopped,
    )
    mcp = mcp_endpoint(
        trigger,
        program.inputs,
        mode=settings.mode,
        invocations=invocations,
        longest_wait_seconds=settings.longest_wait_seconds,
    )
    async with mcp as speak:
        doors = CallDoors(
            invocations=invocations,
            token=lambda: agent.environment.get("RUN_TOKEN"),
            longest_wait_seconds=settings.longest_wait_seconds,
            open_api=lambda: open_api_document(trigger, program.inputs),
            mcp=speak,
        )
        yield OpenCalls(doors=doors, results=results, stopped=stopped)
