"""What a server answered, as the protocol writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..absent import ABSENT


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
