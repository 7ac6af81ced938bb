"""A SQLite file."""

import asyncio
import re
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .database import Parameter, Row, Statement


class SqliteDatabase:
    """A SQLite file; its folder is made if need be.

    Every commit reaches the disk (`synchronous=FULL`), so a write that was noted as sent is noted
    as sent after a power cut too.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # One thread of its own: a statement that waits for another process holds up nothing else.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")
        self._connection = self._thread.submit(_connect, path).result()

    async def query(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[Row]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._run, sql, tuple(parameters))

    async def transaction(self, statements: Sequence[Statement]) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._run_all, statements)

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._connection.close)
        self._thread.shutdown()

    def _run(self, sql: str, parameters: tuple[Parameter, ...]) -> list[Row]:
        numbered = re.sub(r"\$(\d+)", r"?\1", sql)
        cursor = self._connection.execute(numbered, parameters)
        rows = cursor.fetchall()
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _run_all(self, statements: Sequence[Statement]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for sql, parameters in statements:
                self._run(sql, tuple(parameters))
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection
