"""Lines of a text that are written alike, as records."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from ..javascript_pattern import SPACE, trimmed
from .entry_template import (
    EntryTemplate,
    bears_sign,
    is_title,
    read_entry,
    words_and_marks,
)
from .extract_lines import says_more, says_nothing, says_part, says_zero, text_lines

_COUNTS_SOME = re.compile(rf"0*[1-9][0-9]*{SPACE}")


class StrayLineError(Exception):
    """A line is no entry and may not be left out. The message is the line."""


class _Line(NamedTuple):
    text: str
    entry: dict[str, Any] | None
    is_apart: bool


def extract_entries(text: str, template: EntryTemplate) -> list[dict[str, Any]]:
    """The lines that are entries by the template, as records of text.

    One line above them and one below are left out where they cannot be an entry that is written
    otherwise, and do not say that there are more entries than these. There are none where the text
    says so: `No rooms.`, `0 rooms:`, a title with nothing below. Raises StrayLineError.
    """
    lines = [trimmed(line) for line in text_lines(text)]
    written = [
        _Line(line, read_entry(line, template), at > 0 and lines[at - 1] == "")
        for at, line in enumerate(lines)
        if line != ""
    ]
    entries = [line.entry for line in written if line.entry is not None]
    stray = _stray(written, template, len(entries)) if entries else _said(written, template)
    if stray is not None:
        raise StrayLineError(stray)
    return entries


def _stray(written: list[_Line], template: EntryTemplate, entries: int) -> str | None:
    for at, line in enumerate(written):
        if line.entry is not None:
            continue
        if at == 0:
            if not _is_headline(line.text, template, entries):
                return line.text
        elif (
            at < len(written) - 1 or written[at - 1].entry is None or not _is_footer(line, template)
        ):
            return line.text
    return None


def _said(written: list[_Line], template: EntryTemplate) -> str | None:
    # One line may say what there is none of, all others only that there is nothing.
    said = [line.text for line in written if not says_nothing(line.text)]
    strays = (line for at, line in enumerate(said) if at > 0 or not _says_none(line, template))
    return next(strays, None)


def _says_none(line: str, template: EntryTemplate) -> bool:
    """`0 rooms found`, or a title with nothing below, unless it counts some: `3 rooms:`."""
    if is_title(line, template):
        return _COUNTS_SOME.match(line) is None
    return says_zero(line) and not bears_sign(line, template)


def _is_headline(line: str, template: EntryTemplate, entries: int) -> bool:
    # Where entries begin with a member, the first may lack all others: then only a count tells.
    if says_part(line):
        return False
    if is_title(line, template):
        return True
    return not bears_sign(line, template) and (bool(template.lead) or _counts(line, entries))


def _counts(line: str, entries: int) -> bool:
    """`Found 2 people`: the count of the entries, before a word in small letters."""
    words = words_and_marks(line)
    return any(
        word == str(entries) and following.isalpha() and following == following.lower()
        for word, following in pairwise(words)
    )


def _is_footer(line: _Line, template: EntryTemplate) -> bool:
    if not template.lead or bears_sign(line.text, template):
        return False
    # A line right below an entry that ends in a member may go on with it.
    if template.is_open and not line.is_apart:
        return False
    return not says_part(line.text) and (says_nothing(line.text) or not says_more(line.text))
