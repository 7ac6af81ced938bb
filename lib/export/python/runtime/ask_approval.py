"""An approval that a step asks for by itself."""

from typing import Any

from .agent_setup import AgentSetup
from .effects.effect import Effect
from .failures import RunEnded
from .json_hash import hash_request


async def ask_approval(setup: AgentSetup, step: str, show: Any) -> None:
    """Asks before going on. A plan goes on: it changes nothing."""
    if setup.mode == "plan":
        return
    args = {"show": show}
    effect = Effect(
        key=f"approve:{step}",
        step=step,
        server="approval",
        tool=step,
        args=args,
        args_hash=hash_request("approval", step, args),
        effect="write",
    )
    approval = await setup.approver.approve(effect, setup.stop)
    setup.tracing.event(
        "approval", {"mcp_agent.step": step, "mcp_agent.approved": approval.approved}
    )
    if not approval.approved:
        raise RunEnded("stopped", f'Step "{step}" was not approved: {approval.reason}')
