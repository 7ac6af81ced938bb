"""Bodies of requests."""

from typing import Any

from ..absent import ABSENT
from ..json_text import parse_json


def parse_body(body: bytes) -> Any:
    """As JSON; `{}` where it is empty, `ABSENT` where it is no JSON."""
    if body == b"":
        return {}
    try:
        return parse_json(body.decode())
    except ValueError:
        return ABSENT
