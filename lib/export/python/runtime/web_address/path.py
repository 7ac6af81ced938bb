"""Paths of URLs (WHATWG URL, 4.4: path state)."""

import re

from .percent_encoding import PATH, encoded

_HERE = re.compile(r"\.|%2e", re.IGNORECASE)
_UP = re.compile(r"(?:\.|%2e){2}", re.IGNORECASE)
_DRIVE = re.compile("[A-Za-z][:|]")


def read_path(text: str, special: bool, *, drives: bool = False) -> str:
    """A path with `.` and `..` carried out; one of the web is never empty.

    `drives`: letters such as `C:` at its start are never left.
    """
    if text == "":
        return "/" if special else ""
    segments: list[str] = []
    pieces = text.removeprefix("/").split("/")
    for number, piece in enumerate(pieces, start=1):
        last = number == len(pieces)
        if _UP.fullmatch(piece):
            if segments and not (drives and len(segments) == 1 and _DRIVE.fullmatch(segments[0])):
                segments.pop()
            segments += [""] if last else []
        elif _HERE.fullmatch(piece):
            segments += [""] if last else []
        elif drives and not segments and _DRIVE.fullmatch(piece):
            segments.append(f"{piece[0]}:")
        else:
            segments.append(encoded(piece, PATH))
    return "".join(f"/{segment}" for segment in segments)
