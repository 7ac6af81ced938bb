"""JSON lines on stderr, so that stdout holds results only."""

import contextlib
import logging
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from ..environment import Environment
from ..instant import iso_instant, utc_now
from ..json_text import json_text
from ..json_value import is_object
from .tracing import UNTRACED, Tracing

LEVELS = ("trace", "debug", "info", "warn", "error", "fatal", "silent")

SECRET_MEMBERS = frozenset({"authorization", "password", "secret", "token", "apiKey", "api_key"})
"""Members of these names are not written."""

DEEPEST_SECRET = 3


class JsonLog:
    """Writes each line as one JSON object: its level, its time, its facts, its words.

    Each names the span of `tracing` that is open.
    """

    def __init__(self, level: str, stream: TextIO | None = None) -> None:
        self.tracing: Tracing = UNTRACED
        self._least = LEVELS.index(level) if level in LEVELS else LEVELS.index("info")
        self._stream = stream

    def debug(self, message: str, **facts: Any) -> None:
        self._write("debug", message, facts)

    def info(self, message: str, **facts: Any) -> None:
        self._write("info", message, facts)

    def warn(self, message: str, **facts: Any) -> None:
        self._write("warn", message, facts)

    def error(self, message: str, **facts: Any) -> None:
        self._write("error", message, facts)

    def _write(self, level: str, message: str, facts: Mapping[str, Any]) -> None:
        if LEVELS.index(level) < self._least:
            return
        line = {"level": level, "time": iso_instant(utc_now()), **self.tracing.ids()}
        line |= _without_secrets(dict(facts), DEEPEST_SECRET)
        line["msg"] = message
        stream = self._stream or sys.stderr
        # Whoever read the log may be gone, which is no reason to end a run.
        with contextlib.suppress(OSError, ValueError):
            stream.write(f"{json_text(line)}\n")
            stream.flush()


def open_log(environment: Environment, *, quiet: bool = False) -> JsonLog:
    """The log of this process, into which libraries write their warnings too.

    `quiet` is for a person at a terminal, who reads the results: only warnings then, unless
    `LOG_LEVEL` says otherwise.
    """
    log = JsonLog(environment.get("LOG_LEVEL") or ("warn" if quiet else "info"))
    logging.basicConfig(level=logging.WARNING, handlers=[_FromLibraries(log)], force=True)
    return log


class _FromLibraries(logging.Handler):
    def __init__(self, log: JsonLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        facts = {"logger": record.name, **({} if error is None else {"error": str(error)})}
        # Whether it matters to the agent, the agent says; these are for whoever looks for a cause.
        write = self._log.warn if record.levelno >= logging.ERROR else self._log.debug
        write(record.getMessage(), **facts)


def _without_secrets(facts: dict[str, Any], depth: int) -> dict[str, Any]:
    return {
        name: "[redacted]"
        if name in SECRET_MEMBERS
        else _without_secrets(value, depth - 1)
        if depth > 1 and is_object(value)
        else value
        for name, value in facts.items()
    }
