"""Why there is no answer, out of what the SDK raised and what was seen on the wire."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import mcp_types as types
from mcp.shared.exceptions import MCPError

from ..failures import AgentError
from ..tool_caller import ToolCall, ToolCallFailure
from .http_watch import HttpNote

NEVER_CARRIED_OUT = frozenset({401, 403, 404, 405, 429, 503})
"""Statuses with which a server turns a request away before it looks at what is asked."""

_NO_ANSWER = frozenset({types.CONNECTION_CLOSED, types.REQUEST_TIMEOUT, types.PARSE_ERROR})
"""Errors that the SDK makes up where a server's answer does not come or cannot be read."""


def failure_of(error: Exception, call: ToolCall, note: HttpNote) -> ToolCallFailure:
    """Sorts what went wrong.

    An error that the server answered is `refused`; what proves that the request never arrived is
    `not-sent`; anything else may have been carried out and is `unknown`.
    """
    if note.unreachable is not None:
        return ToolCallFailure("not-sent", call, note.unreachable)
    if note.lost is not None:
        return ToolCallFailure("unknown", call, f"The answer was lost: {note.lost}")
    if note.status in NEVER_CARRIED_OUT:
        return ToolCallFailure("not-sent", call, _turned_away(note, error))
    if isinstance(error, TimeoutError):
        return ToolCallFailure("unknown", call, "The server did not answer in time.")
    if note.status is not None and note.status >= 400 and _is_made_up(error):
        return ToolCallFailure("unknown", call, f"HTTP {note.status}: {error}")
    if isinstance(error, AgentError) or (
        isinstance(error, MCPError) and error.code not in _NO_ANSWER
    ):
        code = error.code if isinstance(error, MCPError) else None
        return ToolCallFailure("refused", call, str(error), code=code)
    return ToolCallFailure("unknown", call, str(error) or type(error).__name__)


def _is_made_up(error: Exception) -> bool:
    """Whether the SDK put an error in place of an answer that was no message."""
    return not isinstance(error, MCPError) or error.code == types.INTERNAL_ERROR


def _turned_away(note: HttpNote, error: Exception) -> str:
    status = note.status or 0
    phrase = HTTPStatus(status).phrase
    wait = _seconds_of(note.retry_after)
    asked = "" if wait is None else f" Retry after {wait} s."
    return f"HTTP {status} {phrase}: {error}.{asked}"


def _seconds_of(header: str | None) -> int | None:
    """`Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return int(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0, round((until - datetime.now(UTC)).total_seconds()))
