"""`key: value` lines."""

import re
from typing import NamedTuple

from ..javascript_pattern import ANY, SPACE, trimmed, with_plain_letters
from .extract_lines import text_lines

_PAIR = re.compile(
    rf"{SPACE}*(?:[-*•]{SPACE}+)?(?:\*\*|__)?([A-Za-z_][A-Za-z0-9_ ./()-]{{0,39}}?)(?:\*\*|__)?"
    rf"{SPACE}*:(?:\*\*|__)?(?:{SPACE}+({ANY}*))?"
)


class Pair(NamedTuple):
    key: str
    value: str


def extract_key_values(text: str) -> dict[str, str]:
    """`key: value` lines as one record; values are text.

    A line without a key goes on with the value before it, unless a blank line stands between. List
    bullets and bold marks around keys are dropped. The first of equal keys stays.
    """
    pairs: dict[str, str] = {}
    open_key: str | None = None
    for line in text_lines(text):
        pair = read_pair(line)
        if pair:
            open_key = None if pair.key in pairs else pair.key
            if open_key is not None:
                pairs[open_key] = pair.value
        elif trimmed(line) == "":
            open_key = None
        elif open_key is not None:
            pairs[open_key] += f"\n{line}"
    return pairs


def read_pair(line: str) -> Pair | None:
    """A `key: value` line taken apart, or None.

    A URL is no pair; keys are up to 40 characters of words.
    """
    found = _PAIR.fullmatch(with_plain_letters(line))
    if found is None:
        return None
    key, value = (
        line[slice(*found.span(group))] if found[group] is not None else "" for group in (1, 2)
    )
    return Pair(key, trimmed(value))
