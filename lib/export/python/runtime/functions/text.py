"""Texts: tests on None are false, changes of None stay None."""

import re
from typing import overload

from ..javascript_pattern import NO_SPACE, trimmed
from .expression_error import ExpressionError
from .null_stays import null_stays
from .patterns import PATTERNS, find_pattern, is_pattern

LONGEST_PADDED = 10_000
"""A typing error must not fill the memory."""


def contains(text: str | None, phrase: str | None) -> bool:
    """Whether `phrase` stands somewhere in `text`, ignoring case."""
    return text is not None and phrase is not None and phrase.lower() in text.lower()


def contains_exact(text: str | None, phrase: str | None) -> bool:
    return text is not None and phrase is not None and phrase in text


def starts_with(text: str | None, start: str | None) -> bool:
    """Case matters, as in the other exact tests; put `lower` around both where it must not."""
    return text is not None and start is not None and text.startswith(start)


def ends_with(text: str | None, end: str | None) -> bool:
    return text is not None and end is not None and text.endswith(end)


def matches(text: str | None, pattern: str) -> bool:
    """Whether the whole text is of the named form; the catalogue is in `patterns.py`."""
    return text is not None and is_pattern(_known_pattern(pattern), text)


def find_in(text: str | None, pattern: str) -> str | None:
    """The first piece of the text that is of the named form, else None."""
    return None if text is None else find_pattern(_known_pattern(pattern), text)


@null_stays
def trim(text: str) -> str:
    return trimmed(text)


@null_stays
def truncate(text: str, length: int) -> str:
    """At most the first `length` characters; a character is a Unicode code point."""
    return text[: max(0, int(length))]


@null_stays
def replace(text: str, search: str, by: str) -> str:
    """Every occurrence of `search` becomes `by`; both are plain text.

    An empty `search` changes nothing.
    """
    return text if search == "" else text.replace(search, by)


def split(text: str | None, separator: str) -> list[str]:
    """Pieces between the separators; None has none."""
    if separator == "":
        raise ExpressionError("split needs a separator that is not empty.")
    return [] if text is None else text.split(separator)


def lines(text: str | None) -> list[str]:
    """Non-empty lines without their line ends."""
    return [] if text is None else [line for line in re.split("\r\n|\n|\r", text) if line != ""]


@overload
def pad_start(text: str, length: int, fill: str = " ") -> str: ...
@overload
def pad_start(text: str | None, length: int, fill: str = " ") -> str | None: ...
def pad_start(text: str | None, length: int, fill: str = " ") -> str | None:
    """The text with `fill` before it, over and over, up to so many characters."""
    if length > LONGEST_PADDED:
        raise ExpressionError(f"padStart fills up to {LONGEST_PADDED} characters at most.")
    if text is None or fill == "":
        return text
    missing = max(0, int(length) - len(text))
    return (fill * missing)[:missing] + text


@null_stays
def strip_prefix(text: str, prefix: str) -> str:
    return text.removeprefix(prefix)


@null_stays
def strip_suffix(text: str, suffix: str) -> str:
    return text.removesuffix(suffix)


def text_before(text: str | None, mark: str) -> str | None:
    """What stands before the first `mark`, else None."""
    return None if text is None or mark not in text else text[: text.index(mark)]


def text_after(text: str | None, mark: str) -> str | None:
    """What stands after the first `mark`, else None."""
    return None if text is None or mark not in text else text[text.index(mark) + len(mark) :]


def word_after(text: str | None, mark: str) -> str | None:
    """The word after the first `mark`, without punctuation at its end, else None."""
    found = re.match(f"{NO_SPACE}+", text_after(text, mark) or "")
    word = found[0].rstrip(".,;:!?)]}\"'\u201d\u2019") if found else ""
    return word or None


def text_between(text: str | None, start: str, end: str) -> str | None:
    """What stands between the first `start` and the next `end`, else None."""
    return text_before(text_after(text, start), end)


def email_part(text: str | None, part: str) -> str | None:
    """`octo@example.com` → user `octo`, domain `example.com`; None where it is no address."""
    if part not in ("user", "domain"):
        raise ExpressionError(f'emailPart knows user and domain, not "{part}".')
    if text is None or not is_pattern("email", text):
        return None
    user, _, domain = text.rpartition("@")
    return user if part == "user" else domain


def _known_pattern(name: str) -> str:
    if name in PATTERNS:
        return name
    raise ExpressionError(f'There is no pattern "{name}".')
