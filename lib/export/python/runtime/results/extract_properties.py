"""`name = value` lines."""

import re
from typing import TypedDict

from ..javascript_pattern import ANY, SPACE, with_plain_letters
from .extract_lines import text_lines

_SILENT = re.compile(rf"{SPACE}*([#;!]|\[[^\]]*\]{SPACE}*\Z)")
_PROPERTY = re.compile(
    rf"{SPACE}*(?:export{SPACE}+)?([A-Za-z0-9_][A-Za-z0-9_./-]*){SPACE}*=(?![=>]){SPACE}*({ANY}*?){SPACE}*"
)


class Property(TypedDict):
    key: str
    value: str


def extract_properties(text: str) -> list[Property]:
    """`name = value` lines, as files of translations, settings and environments have them.

    In their order. The first `=` divides; values are text and may hold more of them. Blank lines,
    comments (`#`, `;`, `!`) and `[sections]` say nothing.
    """
    return [found for line in text_lines(text) if (found := _read_property(line)) is not None]


def _read_property(line: str) -> Property | None:
    """Names are written in one piece: `checkout.title`, `LOG_LEVEL`, `ui/save`."""
    if _SILENT.match(line):
        return None
    found = _PROPERTY.fullmatch(with_plain_letters(line))
    if found is None:
        return None
    return {"key": line[slice(*found.span(1))], "value": line[slice(*found.span(2))]}
