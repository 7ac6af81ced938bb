"""Settings by name."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from .failures import AgentError


class Environment(Protocol):
    """Settings by name."""

    def get(self, name: str) -> str | None: ...


class ProcessEnvironment:
    """`NAME` from the variables, else from files, so that secrets can be mounted.

    A name that is not set is the text of the file that `NAME_FILE` names, else of the file `NAME`
    in the folder `SECRETS_DIR`. Files are read anew each time, so that a rotated secret is seen at
    the next connection.
    """

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self._variables = variables

    def get(self, name: str) -> str | None:
        if value := self._variables.get(name):
            return value
        if file := self._variables.get(f"{name}_FILE"):
            return _text_of(Path(file))
        folder = self._variables.get("SECRETS_DIR")
        if not folder or not re.fullmatch("[A-Za-z0-9_.-]+", name) or name.startswith("."):
            return None
        return _text_of(Path(folder) / name)


def expand_variables(text: str, environment: Environment, place: str) -> str:
    """Fills in `${NAME}` and `${NAME:-fallback}`.

    Raises naming the variable and where it stands if there is none.
    """

    def value_of(found: re.Match[str]) -> str:
        name, fallback = found[1], found[2]
        value = environment.get(name)
        if value is not None:
            return value
        if fallback is None:
            raise AgentError(f"{name} is not set; {place} needs it. See .env.example.")
        return fallback

    return re.sub(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}", value_of, text)


def _text_of(path: Path) -> str | None:
    try:
        return re.sub("\r?\n$", "", path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
