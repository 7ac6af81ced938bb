"""Rows under a header, as spreadsheets and databases answer them."""

from collections.abc import Sequence
from typing import Any

from ..javascript_pattern import trimmed
from ..json_value import is_list, is_object

COLUMN_MEMBERS = ("columns", "headers", "header", "fields", "columnNames", "column_names")
"""Members that name the columns of the rows beside them."""

DEEPEST = 3


def extract_records(data: Any, depth: int = 0) -> Any:
    """Lists of rows as records by column name.

    The names are the first row (`{"values": [["Name"], ["Ada"]]}`, as spreadsheets answer), or
    stand beside the rows (`{"columns": ["name"], "rows": [["Ada"]]}`, as databases answer). Cells
    that a row lacks are None, cells without a name are left out; all else stays as it is.
    """
    if _is_rows(data):
        names = _names(data[0])
        return data if names is None else [_record(names, row) for row in data[1:]]
    if not is_object(data) or depth >= DEEPEST:
        return data
    beside = _names_beside(data)
    return {
        key: extract_records(member, depth + 1)
        if beside is None or not _is_rows(member) or key in COLUMN_MEMBERS
        else [_record(beside, row) for row in member]
        for key, member in data.items()
    }


def _is_rows(value: Any) -> bool:
    """Whether this is a list of rows of plain cells."""
    return is_list(value) and len(value) > 0 and all(map(_is_row, value))


def _is_row(value: Any) -> bool:
    return is_list(value) and not any(is_list(cell) or is_object(cell) for cell in value)


def _names_beside(data: dict[str, Any]) -> Sequence[str] | None:
    for member in COLUMN_MEMBERS:
        columns = data.get(member)
        if is_list(columns):
            names = _names([_name_of(column) for column in columns])
            if names is not None:
                return names
    return None


def _name_of(column: Any) -> Any:
    if not is_object(column):
        return column
    said = (column.get(key) for key in ("name", "label", "title"))
    return next((name for name in said if name is not None), None)


def _names(cells: Sequence[Any]) -> Sequence[str] | None:
    """The cells as names of columns: each a text, no two alike; trailing blanks name nothing."""
    names = [trimmed(cell) for cell in cells if isinstance(cell, str)]
    filled = [name for name in names if name != ""]
    if len(names) < len(cells) or not filled or len(set(filled)) < len(filled):
        return None
    return names


def _record(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {
        name: row[column] if column < len(row) else None
        for column, name in enumerate(names)
        if name != ""
    }
