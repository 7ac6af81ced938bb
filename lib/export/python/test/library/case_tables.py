"""The tables of cases that the studio's own tests run too."""

from pathlib import Path
from typing import Any

from runtime.json_text import parse_json

ROOT = Path(__file__).parents[5]


def cases_of(path: str) -> list[dict[str, Any]]:
    """The cases of a table, which has its path from the root of the project."""
    return parse_json((ROOT / path).read_text(encoding="utf-8"))
