"""The agent's tables. The TypeScript agent has the same: each reads what the other wrote."""

from .database import Database

TABLES = (
    """CREATE TABLE IF NOT EXISTS agent_effects (
    key TEXT PRIMARY KEY, server TEXT NOT NULL, tool TEXT NOT NULL, step TEXT NOT NULL,
    path TEXT NOT NULL, args TEXT NOT NULL, args_hash TEXT NOT NULL, effect TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, result TEXT, error TEXT, how TEXT,
    owner TEXT, lease_until BIGINT NOT NULL, place BIGINT NOT NULL, updated_at TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS agent_approvals (
    args_hash TEXT PRIMARY KEY, step TEXT NOT NULL, server TEXT NOT NULL, tool TEXT NOT NULL,
    args TEXT NOT NULL, decision TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS agent_deliveries (
    id TEXT PRIMARY KEY, inputs TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
    error TEXT, owner TEXT, due BIGINT NOT NULL, received_at TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS agent_results (
    delivery TEXT PRIMARY KEY, result TEXT NOT NULL, at TEXT NOT NULL)""",
    # A table of its own, so that those of older agents need not change. Not carried with the state:
    # traces are of the moment.
    """CREATE TABLE IF NOT EXISTS agent_traces (
    delivery TEXT PRIMARY KEY, context TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS agent_judgements (
    id TEXT PRIMARY KEY, step TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS agent_keep (
    workflow TEXT PRIMARY KEY, document TEXT NOT NULL, owner TEXT, lease_until BIGINT NOT NULL)""",
)

MADE_BY_ANOTHER = frozenset({"23505", "42P07", "42710"})
"""What Postgres says to one of two processes that make the same table at the same instant."""


async def make_tables(database: Database) -> None:
    """Makes the tables where they are not there yet. Several processes may do so at once."""
    for table in TABLES:
        try:
            await database.query(table)
        except Exception as error:
            if getattr(error, "sqlstate", None) not in MADE_BY_ANOTHER:
                raise
