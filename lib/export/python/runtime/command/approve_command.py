"""`approve` and `deny`."""

from collections.abc import Sequence

from ..failures import AgentError
from ..instant import utc_now
from ..json_text import json_text
from ..ledger.approval_book import ApprovalEntry
from ..trigger.delivery_queue import wake_waiting
from .arguments import CommandArguments
from .open_agent import OpenAgent

SHORTEST_ID = 8


async def approve_command(agent: OpenAgent, arguments: CommandArguments) -> int:
    """`approve`: lists what waits. `approve <id>` or `approve all`: the next run makes these.

    `deny <id>`: a run that comes to this change stops there; `approve <id>` takes that back.
    """
    agrees = arguments.command == "approve"
    if not arguments.words:
        if not agrees:
            raise AgentError('Usage: deny <id>. "approve" lists what waits.')
        _print_waiting(await agent.approvals.open(), as_json=arguments.json)
        return 0
    wanted = arguments.words[0]
    chosen = [entry for entry in await agent.approvals.open() if _is_meant(entry, wanted, agrees)]
    if not chosen:
        raise AgentError(f'Nothing that waits has the id "{wanted}".')
    for entry in chosen:
        await agent.approvals.decide(entry.args_hash, approved=agrees)
        decided = "approved" if agrees else "denied"
        print(f"{decided} {entry.args_hash[:12]} {entry.server}/{entry.tool}")
    await wake_waiting(agent.database, utc_now())
    return 0


def _is_meant(entry: ApprovalEntry, wanted: str, agrees: bool) -> bool:
    if wanted == "all":
        return agrees and entry.decision == "waiting"
    return len(wanted) >= SHORTEST_ID and entry.args_hash.startswith(wanted)


def _print_waiting(entries: Sequence[ApprovalEntry], *, as_json: bool) -> None:
    if as_json:
        print(json_text([entry.to_json() for entry in entries], 2))
        return
    if not entries:
        print("Nothing waits for approval.")
    for entry in entries:
        said = "  denied" if entry.decision == "denied" else ""
        args = json_text(dict(entry.args))
        print(f"{entry.args_hash[:12]}  {entry.server}/{entry.tool} {args}{said}")
