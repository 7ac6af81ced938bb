r"""Parts of regular expressions that mean in Python what they mean in JavaScript.

Python's `\s`, `.`, `$`, `\d` and `\w` match other characters: take these, `\Z` and `[0-9]` instead.
"""

SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
r"""What `\s` matches, to stand inside brackets (ECMAScript, WhiteSpace and LineTerminator)."""

SPACE = f"[{SPACES}]"
NO_SPACE = f"[^{SPACES}]"

ANY = "[^\n\r\u2028\u2029]"
"""What `.` matches: anything but the end of a line."""

_TRIMMED = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def trimmed(text: str) -> str:
    """Without space at both ends."""
    return text.strip(_TRIMMED)


def is_space(character: str) -> bool:
    return character in _TRIMMED


LETTER_OR_NUMBER = r"[^\W_]"
r"""What `[\p{L}\p{N}]` matches: exactly the characters for which `isalnum` is true."""


def with_plain_letters(text: str) -> str:
    r"""The text with `a` for every other letter and `0` for every other number, as long as before.

    Where a pattern of JavaScript asks for `\p{L}`, look here for `[A-Za-z]` and cut the pieces
    found out of the text itself.
    """
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    if character.isascii() or not character.isalnum():
        return character
    return "a" if character.isalpha() else "0"
