"""What a server answered, as the protocol writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..absent import ABSENT
from ..javascript_pattern import trimmed
from ..json_text import parse_json
from ..json_value import plain_json


@dataclass(frozen=True)
class ToolResult:
    """An answer: blocks of content as JSON, and structured content where the server gives it.

    A result with `is_error` is an answer too: the tool ran and said no.
    """

    content: Sequence[Mapping[str, Any]]
    structured_content: Any = ABSENT
    is_error: bool = False

    @property
    def text(self) -> str:
        """All text blocks, joined by newlines."""
        return "\n".join(block["text"] for block in self.content if block["type"] == "text")

    @cached_property
    def data(self) -> Any:
        """What `auto` makes of the answer.

        The structured content if there is any, else the text as JSON where that is one object or
        array, else the text: numbers and quoted strings stay text. Read once, because an answer can
        be large, and its data and its errors are asked for often.
        """
        if self.structured_content is not ABSENT:
            return plain_json(self.structured_content)
        if trimmed(self.text)[:1] in ("{", "["):
            try:
                return parse_json(self.text)
            except ValueError:
                pass
        return self.text
