"""Version numbers."""

import re

from .expression_error import ExpressionError

_VERSION = re.compile(r"(v?)([0-9]{1,9})\.([0-9]{1,9})(?:\.([0-9]{1,9}))?(?:[-+][0-9A-Za-z.+-]+)?")


def next_version(text: str | None, part: str) -> str | None:
    """The version after one: `major` 2.0.0, `minor` 1.5.0, `patch` 1.4.3 of `1.4.2`.

    A `v` in front stays, what marks a pre-release or a build goes, and a version of two numbers
    stays one. None where the text is no version.
    """
    if part not in ("major", "minor", "patch"):
        raise ExpressionError(f'nextVersion knows major, minor and patch, not "{part}".')
    found = None if text is None else _VERSION.fullmatch(text)
    if found is None:
        return None
    lead, major, minor, patch = found.groups()
    if part == "patch":
        return None if patch is None else f"{lead}{major}.{minor}.{int(patch) + 1}"
    start = f"{int(major) + 1}.0" if part == "major" else f"{major}.{int(minor) + 1}"
    return f"{lead}{start}{'' if patch is None else '.0'}"
