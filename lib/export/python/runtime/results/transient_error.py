"""What an error answer says of the call: was it carried out, and may it be sent again."""

import re

from ..functions.number import Number
from ..javascript_pattern import SPACE, SPACES
from ..json_value import plain_number

_STATUS = (
    rf"(?:\A{SPACE}*(?:error:?{SPACE}*)?"
    r"|\b(?:http|status|code|error)(?:[ /:=]+(?:code|[0-9]\.[0-9]))?[ :=(]*)"
)
"""A status code where a message names one: at its start, or after a word for it.

`issue 503` is none.
"""

_TURNED_AWAY = re.compile(
    rf"{_STATUS}(?:429|503)\b|too many requests|rate[ -]?limit|service (?:temporarily )?unavailable"
    r"|temporarily unavailable|overloaded|econnrefused|eai_again|try again later|please retry",
    re.ASCII | re.IGNORECASE,
)

_IN_DOUBT = re.compile(
    rf"{_STATUS}(?:500|502|504)\b|internal server error|bad gateway|gateway time-?out"
    r"|\btimed out\b|\btime-?out\b|econnreset|etimedout|socket hang up",
    re.ASCII | re.IGNORECASE,
)

_RETRY_AFTER = re.compile(
    rf"(?:retry[ -]after|try again in|retry in)[:{SPACES}]*([0-9]+(?:\.[0-9]+)?){SPACE}*"
    r"(ms|milliseconds?|s|sec|seconds?|m|min|minutes?)?\b",
    re.ASCII | re.IGNORECASE,
)


def was_turned_away(error: str) -> bool:
    """Whether an error answer proves that the call was not carried out and may succeed later.

    Too many requests, a server that is overloaded or cannot be reached. Even a write may be sent
    again.
    """
    return _TURNED_AWAY.search(error) is not None


def is_in_doubt(error: str) -> bool:
    """Whether an error answer leaves open what the call did: timeouts, errors inside the server.

    A read may be sent again; a write only once it is known what became of it.
    """
    return _IN_DOUBT.search(error) is not None and not was_turned_away(error)


def is_transient_error(error: str) -> bool:
    """Whether an error answer is about the moment and not about the call.

    The same call may well succeed later.
    """
    return was_turned_away(error) or is_in_doubt(error)


def retry_after_ms(text: str) -> Number | None:
    """Milliseconds that a text asks to wait.

    `Retry after 1 second`, `Retry-After: 30`, `try again in 500ms`.
    """
    found = _RETRY_AFTER.search(text)
    if found is None:
        return None
    unit = (found[2] or "s").lower()
    if unit == "ms" or unit.startswith("mil"):
        factor = 1
    else:
        factor = 60_000 if unit.startswith("m") else 1000
    return plain_number(float(found[1]) * factor)
