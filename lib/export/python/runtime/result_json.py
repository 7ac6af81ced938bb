"""Answers of servers as the protocol, the recording and the ledger write them."""

from collections.abc import Mapping
from typing import Any

from .absent import ABSENT
from .results.tool_result import ToolResult


def result_to_json(result: ToolResult) -> dict[str, Any]:
    """`content`, and `structuredContent` and `isError` where they say something."""
    written: dict[str, Any] = {"content": list(result.content)}
    if result.structured_content is not ABSENT:
        written["structuredContent"] = result.structured_content
    if result.is_error:
        written["isError"] = True
    return written


def result_from_json(written: Mapping[str, Any]) -> ToolResult:
    """Members that nobody here reads are dropped."""
    return ToolResult(
        content=written.get("content", []),
        structured_content=written.get("structuredContent", ABSENT),
        is_error=written.get("isError") is True,
    )


def data_shown(result: ToolResult) -> Any:
    """The data of an answer that `shown` made."""
    return None if result.structured_content is ABSENT else result.structured_content


def shown(data: Any) -> ToolResult:
    """Data that was seen in the world or made up, as an answer."""
    return ToolResult(content=[], structured_content=data)
