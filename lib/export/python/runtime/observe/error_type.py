"""`error.type` of what was raised."""

from ..failures import AssertionFailed, ItemsFailed, MissingValue, ToolRefused, Undemonstrated
from ..tool_caller import ToolCallFailure

_KNOWN = (AssertionFailed, ItemsFailed, MissingValue, ToolRefused, Undemonstrated)


def error_type(reason: BaseException) -> str:
    """Few names, the same in every language, and no word of the message.

    `_OTHER` is what OpenTelemetry says where there is none.
    """
    if isinstance(reason, ToolCallFailure):
        return reason.kind if reason.code is None else str(reason.code)
    return next((known.__name__ for known in _KNOWN if isinstance(reason, known)), "_OTHER")
