"""Percent-encoding (WHATWG URL, 1.3)."""

import re
from urllib.parse import unquote_to_bytes

FRAGMENT = frozenset(' "<>`')
QUERY = frozenset(' "#<>')
SPECIAL_QUERY = QUERY | {"'"}
PATH = QUERY | frozenset("?^`{}")
"""Characters that are encoded there besides control characters and all beyond ASCII."""


def encoded(text: str, also: frozenset[str] = frozenset()) -> str:
    return "".join(
        character
        if "\x20" <= character <= "\x7e" and character not in also
        else _escaped(character)
        for character in text
    )


def decoded_bytes(text: str) -> bytes:
    return unquote_to_bytes(text)


def decoded_component(text: str) -> str:
    """`decodeURIComponent`; a text with a percent sign that encodes nothing stays as it is."""
    if re.search("%(?![0-9A-Fa-f]{2})", text):
        return text
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return text


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
