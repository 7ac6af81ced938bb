"""The agent's command line."""

import asyncio
import sys
from pathlib import Path

from ..agent_program import AgentProgram
from .arguments import USAGE, read_arguments


def run_command(program: AgentProgram, folder: Path) -> int:
    """Does what the command line says; the exit code: 0 done, 1 failed, 2 bad usage, 3 waits.

    `folder` is where `mcp.json` and `trace.json` are.
    """
    arguments = read_arguments(sys.argv[1:])
    if arguments is None or arguments.command == "help":
        print(USAGE, file=sys.stderr if arguments is None else sys.stdout)
        return 2 if arguments is None else 0
    # What the commands stand on is needed from here on only: a replay of the recording loads the
    # program with nothing installed.
    from .perform import perform

    try:
        return asyncio.run(perform(program, folder, arguments))
    except Exception as error:
        print(str(error) or type(error).__name__, file=sys.stderr)
        return 1
