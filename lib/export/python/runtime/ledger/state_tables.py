"""The agent's tables as they are carried from one database to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .database import Row

StateRow = dict[str, Any]
"""Columns as they are stored: JSON stays text."""

HELD = ("claimed", "awaiting", "sent", "unknown")


@dataclass(frozen=True, kw_only=True)
class StateTable:
    """`called`: what rows are called when they are counted.

    `lease`: the column with the milliseconds until which a process holds the row, in these
    `states` (in any where there is none); a row at rest has no owner and no lease.
    """

    name: str
    called: str
    key: str
    texts: Sequence[str]
    numbers: Sequence[str] = ()
    lease: str | None = None
    states: Sequence[str] | None = None

    @property
    def columns(self) -> Sequence[str]:
        return [*self.texts, *self.numbers]

    def is_held(self, row: StateRow, now_ms: int) -> bool:
        """Whether a process holds the row at this instant."""
        return self._in_its_states(row) and self.lease is not None and row[self.lease] > now_ms

    def at_rest(self, row: StateRow) -> StateRow:
        """The row as it is when nobody holds it."""
        if self.lease is None:
            return row
        # A delivery that nobody runs may be due later, and stays so.
        free = {self.lease: 0} if self.lease != "due" or self._in_its_states(row) else {}
        return {**row, "owner": None, **free}

    def sort(self, rows: Iterable[StateRow]) -> list[StateRow]:
        """In one order, whatever database or file they come from."""
        return sorted(rows, key=lambda row: str(row[self.key]))

    def read(self, row: Row) -> StateRow:
        return {name: row[name] for name in self.columns}

    def _in_its_states(self, row: StateRow) -> bool:
        return self.states is None or row["state"] in self.states


STATE_TABLES = (
    StateTable(
        name="agent_effects",
        called="changes",
        key="key",
        texts=(
            *("key", "server", "tool", "step", "path", "args", "args_hash", "effect", "state"),
            *("result", "error", "how", "owner", "updated_at"),
        ),
        numbers=("attempts", "lease_until", "place"),
        lease="lease_until",
        states=HELD,
    ),
    StateTable(
        name="agent_approvals",
        called="approvals",
        key="args_hash",
        texts=("args_hash", "step", "server", "tool", "args", "decision", "at"),
    ),
    StateTable(
        name="agent_judgements",
        called="judgements",
        key="id",
        texts=("id", "step", "answer", "at"),
    ),
    StateTable(
        name="agent_deliveries",
        called="deliveries",
        key="id",
        texts=("id", "inputs", "state", "error", "owner", "received_at"),
        numbers=("attempts", "due"),
        lease="due",
        states=("running",),
    ),
    StateTable(
        name="agent_results",
        called="results",
        key="delivery",
        texts=("delivery", "result", "at"),
    ),
    StateTable(
        name="agent_keep",
        called="control loops",
        key="workflow",
        texts=("workflow", "document", "owner"),
        numbers=("lease_until",),
        lease="lease_until",
    ),
)
"""All that an agent remembers, in the order in which it is written."""
