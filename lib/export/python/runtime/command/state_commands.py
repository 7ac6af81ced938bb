"""`effects export`, `effects import` and `effects move`."""

from pathlib import Path

from ..environment import Environment, expand_variables
from ..failures import AgentError
from ..instant import utc_now
from ..ledger.agent_state import AgentState, count_rows, read_state, write_state
from ..ledger.database import Database
from ..ledger.open_database import database_at
from ..ledger.state_file import read_state_file, write_state_file


async def export_state(database: Database, file: str) -> None:
    """All that the agent remembers, as lines of JSON."""
    state = await read_state(database, utc_now())
    write_state_file(Path(file).resolve(), state)
    print(f"{_tell(state)} written to {file}.")


async def import_state(database: Database, file: str) -> None:
    """Into an empty database; the same once more does nothing."""
    state = read_state_file(Path(file).resolve())
    is_new = await write_state(database, state, utc_now())
    said = "read" if is_new else "are there already, read before"
    print(f"{_tell(state)} {said} from {file}.")


async def move_state(
    folder: Path, environment: Environment, *, source: str | None, target: str | None
) -> int:
    """From one database to another; what is left behind stays as it is."""
    if source is None or target is None:
        raise AgentError(
            "Usage: effects move --from sqlite:data/agent.db --to postgres://user@host/database, "
            "or back."
        )
    old = await _open(folder, environment, "--from", source)
    try:
        new = await _open(folder, environment, "--to", target)
        try:
            state = await read_state(old, utc_now())
            is_new = await write_state(new, state, utc_now())
        finally:
            await new.close()
    finally:
        await old.close()
    said = "moved" if is_new else "are there already"
    print(f"{_tell(state)} {said}. Start the agent with the new database only.")
    return 0


async def _open(folder: Path, environment: Environment, name: str, address: str) -> Database:
    filled = expand_variables(address, environment, name)
    return await database_at(filled, folder, name=name, must_be_there=name == "--from")


def _tell(state: AgentState) -> str:
    return count_rows(state) or "Nothing, 0 changes,"
