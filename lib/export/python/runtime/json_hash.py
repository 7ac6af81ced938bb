"""Hashes of JSON values and what is named by them: the same in every language that we print."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from .absent import ABSENT
from .json_text import canonical_json


def hash_json(value: Any) -> str:
    """SHA-256 of the canonical text of a value, as 64 lower-case hex digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def hash_request(server: str, tool: str, args: Mapping[str, Any]) -> str:
    """Hash of server, tool and exact arguments: what an approval is bound to."""
    return hash_json([server, tool, args])


def effect_key(
    *,
    workflow: str,
    server: str,
    tool: str,
    args: Mapping[str, Any],
    occurrence: int,
    key: Any = ABSENT,
) -> str:
    """The name of an effect, the same in every run that wants the same thing done.

    With a `key` of the step's own, that decides; else the arguments do, and `occurrence` (0 for the
    first) tells apart equal calls that one run makes on purpose. `workflow`: its identity, which no
    renaming changes. A ledger that one language filled is understood by the other.
    """
    identity = [args, occurrence] if key is ABSENT else [{"key": key}]
    digest = hash_json([workflow, f"{server}/{tool}", *identity])[:32]
    # People copy it into a command line, and a tool may be called anything.
    return f"{re.sub('[^A-Za-z0-9_.-]+', '_', tool)[:64]}:{digest}"
