"""Errors that servers put into ordinary answers."""

import re
from typing import Any

from ..javascript_pattern import SPACE, trimmed
from ..json_value import is_list, is_number, is_object
from .tool_result import ToolResult

ERROR_MEMBERS = {
    "ok",
    "success",
    "error",
    "errors",
    "code",
    "status",
    "statusCode",
    "message",
    "details",
}
"""Members that accompany an error without being data."""

_ERROR_TEXT = re.compile(f"{SPACE}*error:{SPACE}", re.ASCII | re.IGNORECASE)


def error_of(result: ToolResult) -> str | None:
    """What a result says went wrong, or None where it is a success.

    `is_error` counts, and so do errors that servers put into ordinary answers: `ok: false` or
    `success: false` beside an `error`; an object that says one of these, or an `error`, or an HTTP
    status of 400 or more with a message, and holds nothing but codes and messages; and text that
    begins with `Error:`.
    """
    data = result.data
    if is_object(data) and (result.is_error or _says_failure(data)):
        message = _message(data)
        return result.text if message is None else message
    if result.is_error:
        return result.text
    if isinstance(data, str) and _ERROR_TEXT.match(data):
        return trimmed(data)
    return None


def _says_failure(data: dict[str, Any]) -> bool:
    errors = data.get("errors")
    said = _is_said(data.get("error")) or (is_list(errors) and len(errors) > 0)
    failed = data.get("ok") is False or data.get("success") is False
    if failed and said:
        return True
    # Beside other data, `success: false` may well be the data: the outcome of a build, say.
    if not data.keys() <= ERROR_MEMBERS:
        return False
    if failed:
        return True
    if data.get("ok") is True or data.get("success") is True:
        return False
    status = data.get("statusCode") if data.get("status") is None else data.get("status")
    return said or (is_number(status) and status >= 400 and isinstance(data.get("message"), str))


def _is_said(error: Any) -> bool:
    return error is not None and error is not False and error != ""


def _message(data: dict[str, Any]) -> str | None:
    error, message = data.get("error"), data.get("message")
    if isinstance(error, str):
        return f"{error}: {message}" if isinstance(message, str) else error
    if is_object(error) and isinstance(error.get("message"), str):
        return error["message"]
    return message if isinstance(message, str) else None
