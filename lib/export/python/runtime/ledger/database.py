"""The little that the ledger needs of a database."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Row = Mapping[str, Any]
Parameter = str | int | None

Statement = tuple[str, Sequence[Parameter]]


class Database(Protocol):
    """Parameters are `$1`, `$2`, …; every statement of `query` commits by itself."""

    async def query(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[Row]: ...

    async def transaction(self, statements: Sequence[Statement]) -> None:
        """All of them or none."""
        ...

    async def close(self) -> None: ...
