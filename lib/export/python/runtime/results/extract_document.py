"""Texts of `key: value` lines with tables and lists under keys or headings."""

import re
from collections.abc import Sequence
from typing import Any

from ..javascript_pattern import ANY, NO_SPACE, SPACE, trimmed
from .extract_key_values import Pair, read_pair
from .extract_lines import read_item, says_nothing, says_zero, text_lines
from .extract_table import is_table_start, read_markdown_table

_HEADING = re.compile(rf"{SPACE}*#{{1,6}}{SPACE}+({ANY}*{NO_SPACE}){SPACE}*")


def extract_document(text: str) -> dict[str, Any]:
    """A text of `key: value` lines, with tables and lists under keys or headings, as one record.

    A table or list without a name before it is called `items`. Values are text, tables lists of
    records, lists lists of text; a key whose list is said to be empty (`issues:`, then `No
    results.`) is an empty list, and so are `items` where a line counts none of them (`Page 1 of 1
    (0 issues)`). The first of equal keys stays.
    """
    return _DocumentReader(text_lines(text)).read()


class _DocumentReader:
    """`name` waits for its value; `open` is the member that lines without a key go on with."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.members: dict[str, Any] = {}
        self.name: str | None = None
        self.open: str | None = None

    def read(self) -> dict[str, Any]:
        at = 0
        while at < len(self.lines):
            at = self._read_block(at)
        if self.name is not None:
            self.members.setdefault(self.name, "")
        return self.members

    def _read_block(self, at: int) -> int:
        """Reads the line, table or list that begins here; gives the line after it."""
        if is_table_start(self.lines, at):
            table = read_markdown_table(self.lines, at)
            self._close("items", table.rows)
            self.open = None
            return table.next
        line = self.lines[at]
        heading = _HEADING.fullmatch(line)
        pair = read_pair(line)
        if heading:
            self.name, self.open = heading[1], None
        elif pair:
            self._begin(pair)
        elif self.open is None and read_item(line) is not None:
            items = self._items(at)
            self._close("items", items)
            return at + len(items)
        else:
            self._read_text(line)
        return at + 1

    def _begin(self, pair: Pair) -> None:
        if self.name is not None:
            self.members.setdefault(self.name, "")
        self.name = pair.key if pair.value == "" else None
        self.open = pair.key if pair.value != "" and pair.key not in self.members else None
        if self.open is not None:
            self.members[self.open] = pair.value

    def _read_text(self, line: str) -> None:
        if trimmed(line) == "":
            self.open = None
        elif self.name is not None and says_nothing(line):
            self._close(self.name, [])
        elif self.name is not None:
            # A value that begins on the line after its key.
            self.open = self.name
            self._close(self.name, trimmed(line))
        elif self.open is not None and isinstance(self.members[self.open], str):
            self.members[self.open] += f"\n{line}"
        elif self.open is None and says_zero(line):
            self.members.setdefault("items", [])

    def _close(self, otherwise: str, value: Any) -> None:
        """Keeps the value under the name that waited for one."""
        self.members.setdefault(otherwise if self.name is None else self.name, value)
        self.name = None

    def _items(self, start: int) -> list[str]:
        items: list[str] = []
        for line in self.lines[start:]:
            item = read_item(line)
            if item is None:
                break
            items.append(item)
        return items
