"""Lines of a text that are written alike, as records."""

import re
from typing import Any

from ..javascript_pattern import trimmed
from .extract_lines import says_nothing, text_lines

_HOLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


def extract_entries(text: str, template: str) -> list[dict[str, Any]] | None:
    """The lines that are entries by the template (`- {name} ({id})`), as records of text.

    Words before the first entry and after the last are left out. None where a line among the
    entries is written otherwise, and where several lines hold none.
    """
    pattern = _pattern(template)
    names = _HOLE.findall(template)
    lines = [line for line in map(trimmed, text_lines(text)) if line != ""]
    entries = [_read(line, pattern, names) for line in lines]
    places = [at for at, entry in enumerate(entries) if entry is not None]
    if not places:
        return [] if len(lines) < 2 or all(map(says_nothing, lines)) else None
    among = entries[places[0] : places[-1] + 1]
    read = [entry for entry in among if entry is not None]
    return read if len(read) == len(among) else None


def _pattern(template: str) -> re.Pattern[str]:
    # Every second piece is the name of a member: `split` keeps what it splits at.
    pieces = _HOLE.split(template)
    parts = ("(.*?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile("".join(parts))


def _read(line: str, pattern: re.Pattern[str], names: list[str]) -> dict[str, Any] | None:
    found = pattern.fullmatch(line)
    if found is None:
        return None
    return {name: trimmed(value) for name, value in zip(names, found.groups(), strict=True)}
