"""The words of a command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

COMMANDS = (
    "plan",
    "apply",
    "keep",
    "serve",
    "effects",
    "approve",
    "deny",
    "lock",
    "judgements",
    "trigger",
    "help",
)

USAGE = """\
plan                     read, and show what would change (this is the default)
apply [--yes]            make the changes; asks before each unless --yes
keep [--once] [--yes]    compare what is wanted with what is there, pass after pass; heals only \
with --yes
serve                    run whenever it is woken, until stopped; changes something only with \
DRY_RUN=false
effects                  what became of every change
effects mark <key> done|failed    settle a change whose answer was lost
effects export|import <file>       all that is remembered, as a file
effects move --from <database> --to <database>    sqlite:<path> or postgres://…
approve [<id>|all]       changes that wait for approval
deny <id>                a change that shall not be made
lock [--accept]          how the tools differ from mcp.lock; accepts them as they are
judgements [forget <id>|all]      answers of the model that are kept
trigger                  start a pass of a running agent (AGENT_URL, RUN_TOKEN)

--input name=value       a value for an input, as often as needed
--json                   results as JSON"""


@dataclass(frozen=True, kw_only=True)
class CommandArguments:
    """A command line, read. `words` are what stands after the command.

    `once`: one pass of the control loop. `source` and `target`: the databases of `effects move`.
    """

    command: str
    words: Sequence[str]
    inputs: Sequence[str]
    yes: bool
    once: bool
    accept: bool
    json: bool
    source: str | None = None
    target: str | None = None


class _Refusing(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def read_arguments(words: Sequence[str]) -> CommandArguments | None:
    """None where the words are no command line of an agent."""
    parser = _Refusing(add_help=False, allow_abbrev=False)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--input", action="append", default=[])
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--from", dest="source")
    parser.add_argument("--to", dest="target")
    parser.add_argument("--help", action="store_true")
    try:
        read = parser.parse_intermixed_args(list(words))
    except ValueError:
        return None
    command, *rest = read.words or ["plan"]
    if command not in COMMANDS:
        return None
    return CommandArguments(
        command="help" if read.help else command,
        words=rest,
        inputs=read.input,
        yes=read.yes,
        once=read.once,
        accept=read.accept,
        json=read.json,
        source=read.source,
        target=read.target,
    )
