"""The closed catalogue of text forms.

Users cannot write expressions of their own: these run in linear time and mean the same in every
language that the exporter prints.
"""

import re

from ..javascript_pattern import SPACES

PATTERNS: dict[str, str] = {
    "number": r"-?[0-9]+(?:\.[0-9]+)?",
    "integer": r"-?[0-9]+",
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "url": rf"https?://[^{SPACES}<>\"')\]]+",
    "uuid": r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "instant": (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
        r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
    ),
    "issueKey": r"[A-Z][A-Z0-9]+-[0-9]+",
    "hashNumber": r"#[0-9]+",
    "mention": r"@[A-Za-z0-9][A-Za-z0-9_-]*",
    "sha": r"[0-9a-f]{40}|[0-9a-f]{7,12}",
    "semver": r"v?[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?",
    "ipv4": r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}",
}


def is_pattern(name: str, text: str) -> bool:
    """Whether the whole text is of the form."""
    return re.fullmatch(PATTERNS[name], text) is not None


def find_pattern(name: str, text: str) -> str | None:
    """The first piece that is of the form and goes on as a word on neither side, else None."""
    found = re.search(rf"(?<![A-Za-z0-9])(?:{PATTERNS[name]})(?![A-Za-z0-9])", text)
    return found[0] if found else None
