"""Values as text, and text as values."""

import re
from collections.abc import Sequence
from typing import Any

from ..json_text import json_text, parse_json
from ..json_value import is_list
from ..results.extract_lines import extract_lines
from ..results.extract_table import extract_table
from .expression_error import ExpressionError, describe_value


def to_text(value: object) -> str:
    """Text as it is, None as nothing, all else as compact JSON: `12`, `true`, `["a",1]`.

    For texts with values in them: an f-string would write `True` and `2.0`.
    """
    if isinstance(value, str):
        return value
    return "" if value is None else json_text(value)


def to_json(value: object, indent: int = 0) -> str:
    """JSON text; `indent` spaces per level, compact where absent. Members keep their order."""
    return json_text(value, indent)


def from_json(text: str | None) -> Any:
    """The value that a JSON text says; None stays None."""
    if text is None:
        return None
    try:
        return parse_json(text)
    except ValueError:
        raise ExpressionError(f"Cannot read JSON from {describe_value(text)}.") from None


def markdown_table(headers: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table of rows of cells under the headers.

    Bars in cells are escaped and line ends become spaces.
    """
    for row in rows:
        if not is_list(row):
            raise ExpressionError(
                f"A row of a table must be a list, but it is {describe_value(row)}."
            )
    dashes = ["---"] * len(headers)
    return "\n".join(
        map(_line, [[*map(_cell, headers)], dashes, *([*map(_cell, row)] for row in rows)])
    )


def read_table(text: str | None) -> list[dict[str, str]]:
    """Rows of the first table in a text as records by column name, cells as texts."""
    return [] if text is None else extract_table(text)


def read_items(text: str | None) -> list[str]:
    """Items of the bulleted or numbered list in a text, else its lines.

    None where it says that there is nothing.
    """
    return [] if text is None else extract_lines(text)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    return re.sub("\r?\n", " ", to_text(value).replace("|", "\\|"))
