"""A state as lines of JSON that agents of every language read."""

import os
from pathlib import Path
from typing import Any

from ..failures import AgentError
from ..json_text import json_text, parse_json
from ..json_value import is_number, is_object
from .agent_state import AgentState
from .state_tables import STATE_TABLES, StateRow, StateTable

FIRST = {"agentState": 1}

_TABLES = {table.name: table for table in STATE_TABLES}


def write_state_file(path: Path, state: AgentState) -> None:
    """Raises where the file is there already."""
    rows = [
        {"table": table.name, "row": row} for table in STATE_TABLES for row in state[table.name]
    ]
    lines = [FIRST, *rows, {"end": len(rows)}]
    # It holds arguments and answers: nobody else reads it.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        opened = os.open(path, flags, 0o600)
    except FileExistsError:
        raise AgentError(f"{path} is there already. Choose another name.") from None
    with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{json_text(line)}\n" for line in lines)


def read_state_file(path: Path) -> AgentState:
    """Raises saying which line is wrong. A file that was cut off is none."""

    def fail(line: int, why: str) -> AgentError:
        return AgentError(f"{path} is no state of an agent: line {line} {why}.")

    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise AgentError(f"There is no file {path}.") from None
    parsed: list[Any] = []
    for line in filter(None, text.split("\n")):
        try:
            parsed.append(parse_json(line))
        except ValueError:
            raise fail(len(parsed) + 1, "is not JSON") from None
    if not parsed or parsed[0] != FIRST:
        raise fail(1, "does not say so")
    rows = parsed[1:-1]
    if parsed[-1] != {"end": len(rows)}:
        raise fail(len(parsed), "is not its end; the file was cut off")
    state: dict[str, list[StateRow]] = {name: [] for name in _TABLES}
    for at, line in enumerate(rows):
        if not (is_object(line) and line.keys() == {"table", "row"} and _fits(line)):
            raise fail(at + 2, "has not the columns of its table")
        state[line["table"]].append(line["row"])
    return {name: _TABLES[name].sort(rows) for name, rows in state.items()}


def _fits(line: dict[str, Any]) -> bool:
    table = _TABLES.get(line["table"]) if isinstance(line["table"], str) else None
    row = line["row"]
    if table is None or not is_object(row) or row.keys() != set(table.columns):
        return False
    return all(_is_column(table, name, value) for name, value in row.items())


def _is_column(table: StateTable, name: str, value: Any) -> bool:
    return is_number(value) if name in table.numbers else value is None or isinstance(value, str)
