"""`effects`."""

from ..effects.effect import EffectChange
from ..failures import AgentError
from ..instant import utc_now
from ..json_text import json_text
from ..trigger.delivery_queue import wake_waiting
from .arguments import CommandArguments
from .open_agent import OpenAgent
from .print_result import outcome_of
from .state_commands import export_state, import_state


async def effects_command(agent: OpenAgent, arguments: CommandArguments) -> int:
    """`effects`: every change that the ledger knows.

    `effects mark <key> done|failed`: settles one whose answer was lost. `effects export|import
    <file>`: carries all that is remembered.
    """
    match arguments.words:
        case ["mark", key, ("done" | "failed") as verdict, *_]:
            await _settle(agent, key, verdict)
        case ["mark", *_]:
            raise AgentError(
                'Usage: effects mark <key> done|failed. "done": it is there. '
                '"failed": it is not, try again.'
            )
        case ["export", file]:
            await export_state(agent.database, file)
        case ["import", file]:
            await import_state(agent.database, file)
        case ["export" | "import" as word, *_]:
            what = "file must not be there yet" if word == "export" else "database must be empty"
            raise AgentError(f"Usage: effects {word} <file>. The {what}.")
        case _:
            await _list(agent, as_json=arguments.json)
    return 0


async def _list(agent: OpenAgent, *, as_json: bool) -> None:
    records = await agent.ledger.list()
    if as_json:
        print(json_text([record.to_json() for record in records], 2))
        return
    if not records:
        print("No change was made yet.")
    for record in records:
        effect = record.effect
        said = f"  ({record.error})" if record.error else ""
        args = json_text(dict(effect.args))
        print(
            f"{record.updated_at}  {outcome_of(record)}  {effect.name} {args}  {effect.key}{said}"
        )


async def _settle(agent: OpenAgent, key: str, verdict: str) -> None:
    known = await agent.ledger.find(key)
    if known is None:
        raise AgentError(
            f'The ledger knows no change "{key}". List them with: python main.py effects'
        )
    claim = await agent.ledger.claim(known.effect)
    if claim.outcome != "unsure":
        raise AgentError(
            f"Only a change whose answer was lost can be settled; this one is {claim.outcome}."
        )
    done = EffectChange(state="confirmed", how="found")
    await agent.ledger.mark(key, done if verdict == "done" else EffectChange(state="failed"))
    await wake_waiting(agent.database, utc_now())
    print(f"{key} is now {verdict}.")
