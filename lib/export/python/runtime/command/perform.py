"""One command, done."""

import os
import sys
from pathlib import Path

from ..agent_program import AgentProgram
from ..environment import ProcessEnvironment
from .approve_command import approve_command
from .arguments import CommandArguments
from .effects_command import effects_command
from .judgements_command import judgements_command
from .lock_command import lock_command
from .open_agent import OpenAgent, open_agent
from .pass_command import pass_command
from .state_commands import move_state


async def perform(program: AgentProgram, folder: Path, arguments: CommandArguments) -> int:
    """The exit code. Raises one line that says what is missing or went wrong."""
    environment = ProcessEnvironment(os.environ)
    if arguments.command == "trigger":
        from .trigger_command import trigger_command

        return await trigger_command(environment)
    if arguments.command == "effects" and list(arguments.words[:1]) == ["move"]:
        source, target = arguments.source, arguments.target
        return await move_state(folder, environment, source=source, target=target)
    quiet = arguments.command != "serve" and sys.stderr.isatty()
    agent = await open_agent(program, folder, environment, quiet=quiet)
    try:
        return await _command(agent, arguments)
    finally:
        await agent.close()


async def _command(agent: OpenAgent, arguments: CommandArguments) -> int:
    match arguments.command:
        case "serve":
            from .serve_command import serve_command

            return await serve_command(agent)
        case "keep":
            from .keep_command import keep_command

            return await keep_command(agent, arguments)
        case "effects":
            return await effects_command(agent, arguments)
        case "approve" | "deny":
            return await approve_command(agent, arguments)
        case "lock":
            return await lock_command(agent, arguments)
        case "judgements":
            return await judgements_command(agent, arguments)
        case _:
            return await pass_command(agent, arguments)
