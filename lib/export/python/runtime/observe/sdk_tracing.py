"""`Tracing` over a tracer of OpenTelemetry."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry import context, trace
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from ..failures import RunEnded
from .error_type import error_type
from .tracing import SpanFacts, SpanStart

_PROPAGATOR = TraceContextTextMapPropagator()

_KINDS = {"internal": SpanKind.INTERNAL, "client": SpanKind.CLIENT}

_open: ContextVar[Context | None] = ContextVar("open_span", default=None)
"""Ours, apart from the one of OpenTelemetry: in that one a library may have put whatever it got."""


class SdkTracing:
    """Nothing is registered for the whole process.

    Whoever else uses OpenTelemetry in it keeps what it has. The open span is told to the SDK of
    MCP, which sends its `traceparent` and `tracestate` along in `_meta` with each request.
    """

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    @contextmanager
    def span(self, start: SpanStart) -> Generator[None]:
        parent = _open.get()
        if parent is None:
            parent = _origin_of(start)
        span = self._tracer.start_span(
            start.name,
            context=parent,
            kind=_KINDS[start.kind],
            attributes=_attributes_of(start.facts),
        )
        opened = trace.set_span_in_context(span, parent)
        ours, theirs = _open.set(opened), context.attach(opened)
        try:
            yield
        except RunEnded:
            raise
        except Exception as reason:
            _note(span, {"error.type": error_type(reason)})
            raise
        finally:
            context.detach(theirs)
            _open.reset(ours)
            span.end()

    def note(self, facts: SpanFacts) -> None:
        span = _open_span()
        if span is not None:
            _note(span, facts)

    def event(self, name: str, facts: SpanFacts) -> None:
        span = _open_span()
        if span is not None:
            span.add_event(name, _attributes_of(facts))

    def ids(self) -> Mapping[str, str]:
        span = _open_span()
        if span is None:
            return {}
        own = span.get_span_context()
        return {
            "trace_id": trace.format_trace_id(own.trace_id),
            "span_id": trace.format_span_id(own.span_id),
        }


def _open_span() -> Span | None:
    opened = _open.get()
    return None if opened is None else trace.get_current_span(opened)


def _origin_of(start: SpanStart) -> Context:
    if start.origin is None:
        return Context()
    return _PROPAGATOR.extract(start.origin.to_json(), context=Context())


def _note(span: Span, facts: SpanFacts) -> None:
    span.set_attributes(_attributes_of(facts))
    if facts.get("error.type") is not None:
        span.set_status(Status(StatusCode.ERROR))


def _attributes_of(facts: SpanFacts) -> dict[str, str | int | float | bool]:
    return {name: value for name, value in facts.items() if value is not None}
