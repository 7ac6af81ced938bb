"""A Postgres server."""

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from .database import Parameter, Row, Statement

MOST_CONNECTIONS = 5
CONNECT_SECONDS = 10


class PostgresDatabase:
    """A Postgres server, by connection URL.

    Raises at the first query where it cannot be reached. Queries run in threads, because psycopg
    and child processes want different event loops on Windows.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._first = asyncio.Lock()
        self._pool: ConnectionPool[psycopg.Connection[Row]] | None = None

    async def query(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[Row]:
        return await asyncio.to_thread(_run, await self._opened(), sql, parameters)

    async def transaction(self, statements: Sequence[Statement]) -> None:
        await asyncio.to_thread(_run_all, await self._opened(), statements)

    async def close(self) -> None:
        if self._pool is not None:
            await asyncio.to_thread(self._pool.close)

    async def _opened(self) -> ConnectionPool[psycopg.Connection[Row]]:
        async with self._first:
            if self._pool is None:
                self._pool = await asyncio.to_thread(_open_pool, self._url)
            return self._pool


def _open_pool(url: str) -> ConnectionPool[psycopg.Connection[Row]]:
    # A pool tries again and again and does not say why; a connection of its own does at once.
    psycopg.connect(url, connect_timeout=CONNECT_SECONDS).close()
    return ConnectionPool(
        url,
        connection_class=psycopg.Connection[Row],
        min_size=1,
        max_size=MOST_CONNECTIONS,
        timeout=CONNECT_SECONDS,
        open=True,
        # An idle connection that the server dropped is replaced before it is used.
        check=_check,
        kwargs={
            "autocommit": True,
            "row_factory": dict_row,
            "cursor_factory": psycopg.RawCursor,
            "connect_timeout": CONNECT_SECONDS,
        },
    )


def _check(connection: psycopg.Connection[Any]) -> None:
    ConnectionPool.check_connection(connection)


def _run(
    pool: ConnectionPool[psycopg.Connection[Row]], sql: str, parameters: Sequence[Parameter]
) -> list[Row]:
    with pool.connection() as connection:
        # The statements are this package's own, never made of data.
        cursor = connection.execute(sql.encode(), parameters)
        return cursor.fetchall() if cursor.description is not None else []


def _run_all(
    pool: ConnectionPool[psycopg.Connection[Row]], statements: Sequence[Statement]
) -> None:
    with pool.connection() as connection, connection.transaction():
        for sql, parameters in statements:
            connection.execute(sql.encode(), parameters)
