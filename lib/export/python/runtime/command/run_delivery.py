"""A run for a delivery."""

import asyncio

from ..agent_setup import Mode
from ..effects.effect import ApproveAll, Approver
from ..trigger.delivery_queue import Delivery
from .open_agent import OpenAgent
from .pass_command import BookApprover
from .run_pass import PassResult, RunOrigin


async def run_delivery(
    agent: OpenAgent, delivery: Delivery, *, mode: Mode, stop: asyncio.Event
) -> PassResult | None:
    """None where the agent was stopped on the way, so that the next start goes on with it."""
    inputs = delivery.inputs
    result = await agent.run(
        mode=mode,
        inputs=inputs,
        approver=approver_of(agent),
        stop=stop,
        origin=RunOrigin(delivery=delivery.id, trace=delivery.trace),
    )
    if result.status != "stopped":
        return result
    if stop.is_set():
        return None
    await agent.propose(inputs=inputs, stop=stop)
    return result


def approver_of(agent: OpenAgent) -> Approver:
    """Whoever decides where nobody is at a terminal.

    `APPROVALS=auto` agrees, else `approve` does.
    """
    agrees = agent.environment.get("APPROVALS") == "auto"
    return ApproveAll() if agrees else BookApprover(agent.approvals)
