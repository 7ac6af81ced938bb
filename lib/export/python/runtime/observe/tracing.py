"""What is traced: names, counts, sizes and keys, never an argument or an answer."""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Literal, Protocol

SpanFacts = Mapping[str, str | int | float | bool | None]
"""What a span says. Null says nothing."""


@dataclass(frozen=True, kw_only=True)
class TraceContext:
    """Where a trace comes from or goes on: the headers of W3C Trace Context.

    https://www.w3.org/TR/trace-context/
    """

    traceparent: str
    tracestate: str | None = None

    def to_json(self) -> dict[str, str]:
        state = {} if self.tracestate is None else {"tracestate": self.tracestate}
        return {"traceparent": self.traceparent, **state}


@dataclass(frozen=True, kw_only=True)
class SpanStart:
    """A span that begins.

    `kind`: `client` where another process is asked. `origin`: what it belongs to, where no span is
    open here: the context that came with the delivery.
    """

    name: str
    facts: SpanFacts
    kind: Literal["internal", "client"] = "internal"
    origin: TraceContext | None = None


class Tracing(Protocol):
    """Which span is open follows the asynchronous work."""

    def span(self, start: SpanStart) -> AbstractContextManager[None]:
        """Work in a span of its own.

        Where the work raises, that is the span's error; a run that ended on purpose is none.
        """
        ...

    def note(self, facts: SpanFacts) -> None:
        """Adds to the open span. With `error.type` it is one that failed."""
        ...

    def event(self, name: str, facts: SpanFacts) -> None:
        """Something that happened within the open span."""
        ...

    def ids(self) -> Mapping[str, str]:
        """The open span, for log lines."""
        ...


class Untraced:
    """Traces nothing."""

    def span(self, start: SpanStart) -> AbstractContextManager[None]:
        return nullcontext()

    def note(self, facts: SpanFacts) -> None: ...

    def event(self, name: str, facts: SpanFacts) -> None: ...

    def ids(self) -> Mapping[str, str]:
        return {}


UNTRACED = Untraced()

LONGEST_STATE = 512
"""The standard asks for so much at least."""

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def trace_context_in(headers: Mapping[str, Any]) -> TraceContext | None:
    """The trace context among the headers of a request or the fields of a message.

    Names are in small letters.
    """
    parent, state = headers.get("traceparent"), headers.get("tracestate")
    if not isinstance(parent, str) or len(parent) > 100 or not _TRACEPARENT.match(parent):
        return None
    fits = isinstance(state, str) and 0 < len(state) <= LONGEST_STATE
    return TraceContext(traceparent=parent, tracestate=state if fits else None)
