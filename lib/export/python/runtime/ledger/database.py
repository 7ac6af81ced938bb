"""The little that the ledger needs of a database."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Row = Mapping[str, Any]
Parameter = str | int | None


class Database(Protocol):
    """Parameters are `$1`, `$2`, …; every statement commits by itself."""

    async def query(self, sql: str, parameters: Sequence[Parameter] = ()) -> list[Row]: ...

    async def close(self) -> None: ...
