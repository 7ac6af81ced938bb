"""`judgements`."""

from ..failures import AgentError
from ..json_text import json_text
from .arguments import CommandArguments
from .open_agent import OpenAgent


async def judgements_command(agent: OpenAgent, arguments: CommandArguments) -> int:
    """`judgements`: the model's answers that are kept.

    `judgements forget <id>|all`: asks again the next time.
    """
    kept = await agent.judgements.list()
    match arguments.words:
        case ["forget", *rest]:
            wanted = rest[0] if rest else ""
            chosen = [each for each in kept if wanted in ("all", each.id)]
            if not chosen and wanted != "all":
                raise AgentError(f'No judgement has the id "{wanted}".')
            for each in chosen:
                await agent.judgements.forget(each.id)
            print(f"{len(chosen)} forgotten.")
        case _ if arguments.json:
            print(json_text([each.to_json() for each in kept], 2))
        case _:
            if not kept:
                print("The model was not asked yet.")
            for each in kept:
                print(f"{each.at}  {each.step}  {json_text(each.answer)}  {each.id}")
    return 0
