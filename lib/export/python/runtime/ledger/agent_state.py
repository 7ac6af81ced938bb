"""All that an agent remembers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..failures import AgentError
from ..instant import epoch_ms
from .database import Database, Statement
from .state_tables import STATE_TABLES, StateRow, StateTable

AgentState = Mapping[str, Sequence[StateRow]]
"""Rows table by table, as they are when nobody works with them."""


async def read_state(database: Database, now: datetime) -> AgentState:
    """Raises where a process holds some of it: what that one does next would be missing."""
    state: dict[str, Sequence[StateRow]] = {}
    for table in STATE_TABLES:
        stored = await database.query(f"SELECT * FROM {table.name}")
        rows = [table.read(row) for row in stored]
        if any(table.is_held(row, epoch_ms(now)) for row in rows):
            raise AgentError(
                "An agent is at work with this state. Stop it, and try again in a minute."
            )
        state[table.name] = table.sort(map(table.at_rest, rows))
    return state


async def write_state(database: Database, state: AgentState, now: datetime) -> bool:
    """Writes a whole state into an empty database, all of it or nothing.

    False where it is there already. Raises where something else is: two memories cannot be made
    one.
    """
    there = await read_state(database, now)
    if there == state:
        return False
    held = count_rows(there)
    if held is not None:
        raise AgentError(
            f"What it shall be written into is not empty: it holds {held}. Name an empty database."
        )
    await database.transaction(
        [_insert(table, row) for table in STATE_TABLES for row in state[table.name]]
    )
    return True


def count_rows(state: AgentState) -> str | None:
    """`3 changes, 1 approvals`; None where there is nothing."""
    counts = [
        f"{len(state[table.name])} {table.called}" for table in STATE_TABLES if state[table.name]
    ]
    return ", ".join(counts) or None


def _insert(table: StateTable, row: StateRow) -> Statement:
    places = ", ".join(f"${at + 1}" for at in range(len(table.columns)))
    return (
        f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})",
        [row[name] for name in table.columns],
    )
