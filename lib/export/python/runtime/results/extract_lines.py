"""Lists in texts."""

import re

from ..javascript_pattern import ANY, NO_SPACE, SPACE, trimmed, with_plain_letters

_ITEM = re.compile(rf"{SPACE}*(?:[-*•]|[0-9]+[.)]){SPACE}+({ANY}*{NO_SPACE}){SPACE}*")
_NOTHING = re.compile(
    rf"{SPACE}*(?:no(?: [a-z-]+){{1,4}}|none|nothing found|\(?empty\)?)[.!]?{SPACE}*",
    re.ASCII | re.IGNORECASE,
)
_PAGE = re.compile(rf"(?:^|{SPACE})page ([0-9]+) of ([0-9]+)(?![0-9])", re.ASCII | re.IGNORECASE)
_ZERO = re.compile(
    rf"(?:^|.*[\s(])0 [a-z-]+(?: found)?[).:!]{{0,2}}{SPACE}*",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
_PART = re.compile("([0-9]+) of ([0-9]+)", re.IGNORECASE | re.ASCII)
_MORE = re.compile(
    r"more|next|cursor|continue|truncated|omitted|remaining|…|\.\.\.",
    re.ASCII | re.IGNORECASE,
)


def text_lines(text: str) -> list[str]:
    return re.split("\r?\n", text)


def extract_lines(text: str) -> list[str]:
    """Items of a list in a text.

    The bulleted or numbered lines where there are any, else all lines that are not empty. A single
    line that says that there is nothing (`No results.`) is an empty list.
    """
    lines = [line for line in text_lines(text) if trimmed(line) != ""]
    items = [item for line in lines if (item := read_item(line)) is not None]
    if items:
        return items
    return [] if len(lines) == 1 and says_nothing(lines[0]) else [*map(trimmed, lines)]


def read_item(line: str) -> str | None:
    """The text after a bullet or a number, or None."""
    found = _ITEM.fullmatch(line)
    return found[1] if found else None


def says_nothing(line: str) -> bool:
    """`No results.`, `No open issues found`, `None`, `(empty)`."""
    return _NOTHING.fullmatch(with_plain_letters(line)) is not None


def says_zero(line: str) -> bool:
    """`Page 1 of 1 (0 subscribers)`, `0 issues found`: a count of what would follow.

    So does a page after the last: `Page 3 of 2`.
    """
    page = _PAGE.search(with_plain_letters(line))
    if page and int(page[1]) > int(page[2]):
        return True
    return _ZERO.fullmatch(with_plain_letters(line)) is not None


def says_part(line: str) -> bool:
    """`Page 1 of 3`, `10 of 42 rooms`: what is shown is not all."""
    return any(int(some) < int(all_) for some, all_ in _PART.findall(line))


def says_more(line: str) -> bool:
    """`and 5 more`, `Next cursor: c2`, `…`: something follows that is not shown."""
    return _MORE.search(line) is not None
