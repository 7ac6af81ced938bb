"""The database of an agent."""

import re
from collections.abc import Callable
from pathlib import Path

from ..environment import Environment
from ..failures import AgentError
from .database import Database
from .tables import make_tables


async def open_database(environment: Environment, folder: Path) -> Database:
    """Postgres where `DATABASE_URL` is set, else a SQLite file.

    That is `agent.db` in `AGENT_DATA`, which is `data` beside `main.py` where it is not set.
    """
    url = environment.get("DATABASE_URL")
    data = folder.resolve() / (environment.get("AGENT_DATA") or "data")
    if url is None:
        return await _with_tables(lambda: _sqlite(data / "agent.db"), f"The ledger in {data}")
    return await _with_tables(lambda: _postgres(url), "The Postgres server of DATABASE_URL")


async def database_at(address: str, folder: Path, *, name: str, must_be_there: bool) -> Database:
    """`sqlite:<path from the agent's folder>` or `postgres://…`.

    `name` says in messages where the address comes from.
    """
    if re.match(r"postgres(ql)?://", address):
        return await _with_tables(lambda: _postgres(address), f"The Postgres server of {name}")
    if not address.startswith("sqlite:"):
        raise AgentError(f"{name} must begin with sqlite: or postgres://.")
    path = folder.resolve() / address.removeprefix("sqlite:")
    if must_be_there and not path.exists():
        raise AgentError(f"There is no SQLite file {path}; {name} names it.")
    return await _with_tables(lambda: _sqlite(path), f"The SQLite file of {name}")


async def _with_tables(open_it: Callable[[], Database], what: str) -> Database:
    database: Database | None = None
    try:
        database = open_it()
        await make_tables(database)
    except Exception as error:
        if database is not None:
            await database.close()
        reason = " ".join(str(error).split())
        raise AgentError(f"{what} cannot be used: {reason}") from error
    return database


def _sqlite(path: Path) -> Database:
    from .sqlite_database import SqliteDatabase

    return SqliteDatabase(path)


def _postgres(url: str) -> Database:
    from .postgres_database import PostgresDatabase

    return PostgresDatabase(url)
