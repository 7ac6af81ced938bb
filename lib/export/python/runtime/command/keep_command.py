"""`keep`."""

import sys

from ..effects.effect import ApproveAll
from ..failures import AgentError
from ..json_text import json_text
from ..keep.agent_keeper import Keeper
from ..keep.keep_report import KeepReport
from ..keep.tell_pass import tell_pass
from .arguments import CommandArguments
from .open_agent import OpenAgent
from .pass_command import given_inputs
from .stop_signal import stop_signal


async def keep_command(agent: OpenAgent, arguments: CommandArguments) -> int:
    """Passes of the control loop until stopped, `--once` for one. Heals only with `--yes`.

    Exit code of one pass: 0 all is as wanted, or it was a plan; 1 something failed or differs
    still.
    """
    agent.require_settings()

    def tell(report: KeepReport) -> None:
        told = json_text(report.to_json()) if arguments.json else "\n".join(tell_pass(report))
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()

    with stop_signal() as stop:
        keeper = Keeper(
            agent,
            mode="apply" if arguments.yes else "plan",
            inputs=given_inputs(agent, arguments),
            approver=ApproveAll(),
            stop=stop,
        )
        if not arguments.once:
            await keeper.loop(stop, tell).run()
            return 0
        try:
            if arguments.yes and not await keeper.memory.lead():
                raise AgentError("Another agent with this ledger keeps it now.")
            report = await keeper.keep()
            tell(report)
        finally:
            await keeper.memory.resign()
    if report.error is not None or report.failing > 0:
        return 1
    return 1 if arguments.yes and report.drift > 0 else 0
