"""The database of an agent."""

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
    what = f"The ledger in {data}" if url is None else "The Postgres server of DATABASE_URL"
    database: Database | None = None
    try:
        database = _database(url, data)
        await make_tables(database)
    except Exception as error:
        if database is not None:
            await database.close()
        reason = " ".join(str(error).split())
        raise AgentError(f"{what} cannot be used: {reason}") from error
    return database


def _database(url: str | None, data: Path) -> Database:
    if url is None:
        from .sqlite_database import SqliteDatabase

        return SqliteDatabase(data / "agent.db")
    from .postgres_database import PostgresDatabase

    return PostgresDatabase(url)
