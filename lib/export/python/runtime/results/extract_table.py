"""Tables in texts."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..javascript_pattern import ANY, SPACE, trimmed
from .delimited_rows import delimited_rows
from .extract_lines import text_lines

Row = dict[str, str]

_BAR_LINE = re.compile(rf"{SPACE}*\|{ANY}*\|{SPACE}*")
_DASHES = re.compile(rf"{SPACE}*\|?{SPACE}*:?-+:?{SPACE}*(?:\|{SPACE}*:?-+:?{SPACE}*)*\|?{SPACE}*")


class MarkdownTable(NamedTuple):
    """`next`: the line after the table."""

    rows: list[Row]
    next: int


def extract_table(text: str) -> list[Row]:
    """Rows of the first table in a text as records by column name.

    Markdown with bars, else TSV or CSV where every line has as many cells as the first. A text
    without a table has no rows.
    """
    lines = text_lines(text)
    for start in range(len(lines)):
        if is_table_start(lines, start):
            return read_markdown_table(lines, start).rows
    for delimiter in "\t,;":
        table = delimited_rows(text, delimiter)
        if table is not None:
            header, *rows = table
            return [dict(zip(header, row, strict=True)) for row in rows]
    return []


def is_table_start(lines: Sequence[str], index: int) -> bool:
    """Whether a Markdown table with its line of dashes begins at this line."""
    return (
        _is_bar_line(lines, index)
        and index + 1 < len(lines)
        and _DASHES.fullmatch(lines[index + 1]) is not None
    )


def read_markdown_table(lines: Sequence[str], start: int) -> MarkdownTable:
    """Reads the Markdown table that begins at a line."""
    header = _bar_cells(lines[start])
    rows: list[Row] = []
    at = start + 2
    while _is_bar_line(lines, at):
        cells = _bar_cells(lines[at])
        rows.append(
            {
                name: cells[column] if column < len(cells) else ""
                for column, name in enumerate(header)
            }
        )
        at += 1
    return MarkdownTable(rows, at)


def _is_bar_line(lines: Sequence[str], index: int) -> bool:
    return index < len(lines) and _BAR_LINE.fullmatch(lines[index]) is not None


def _bar_cells(line: str) -> list[str]:
    inner = trimmed(line).removeprefix("|").removesuffix("|")
    return [trimmed(cell).replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]
