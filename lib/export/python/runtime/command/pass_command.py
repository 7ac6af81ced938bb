"""`plan` and `apply`."""

import asyncio
import sys
from typing import Any

from ..effects.effect import Approval, ApproveAll, Approver, Effect
from ..failures import AgentError
from ..json_text import json_text
from ..ledger.approval_book import ApprovalBook
from ..resolve_inputs import parse_input
from .arguments import CommandArguments
from .open_agent import OpenAgent
from .print_result import print_result
from .stop_signal import stop_signal
from .terminal_approver import TerminalApprover


async def pass_command(agent: OpenAgent, arguments: CommandArguments) -> int:
    """One run, and what it did on stdout.

    The exit code: 0 succeeded, 1 failed, 3 waits for somebody.
    """
    agent.require_settings()
    mode = "apply" if arguments.command == "apply" else "plan"
    inputs = given_inputs(agent, arguments)
    with stop_signal() as stop:
        approver = _approver_for(agent, arguments)
        result = await agent.run(mode=mode, inputs=inputs, approver=approver, stop=stop)
        # The run stopped at the first change that nobody has approved: show the others as well, to
        # be approved together.
        if result.status == "stopped" and await _anything_waits(agent):
            await agent.propose(inputs=inputs, stop=stop)
    printed = (
        f"{json_text(result.to_json(), 2)}\n" if arguments.json else print_result(mode, result)
    )
    sys.stdout.write(printed)
    if result.status == "succeeded":
        return 0
    return 3 if result.status == "waiting" or await _anything_waits(agent) else 1


class BookApprover:
    """Lets changes wait until somebody decides."""

    def __init__(self, book: ApprovalBook) -> None:
        self._book = book

    async def approve(self, effect: Effect, stop: asyncio.Event | None) -> Approval:
        return await self._book.decision(effect)


async def _anything_waits(agent: OpenAgent) -> bool:
    return any(entry.decision == "waiting" for entry in await agent.approvals.open())


def _approver_for(agent: OpenAgent, arguments: CommandArguments) -> Approver:
    """`--yes` agrees to everything, a terminal asks, otherwise changes wait for `approve`."""
    if arguments.yes:
        return ApproveAll()
    if sys.stdin.isatty() and sys.stdout.isatty():
        return TerminalApprover()
    return BookApprover(agent.approvals)


def given_inputs(agent: OpenAgent, arguments: CommandArguments) -> dict[str, Any]:
    """Inputs of the command line, each as `name=value`."""
    given: dict[str, Any] = {}
    for text in arguments.inputs:
        name, equals, value = text.partition("=")
        if name == "" or equals == "":
            raise AgentError(f'--input takes name=value, not "{text}".')
        given[name] = parse_input(agent.program.inputs, name, value)
    return given
