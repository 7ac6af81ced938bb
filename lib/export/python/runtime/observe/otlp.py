"""Traces and metrics, sent over HTTP with the exporters of OpenTelemetry."""

import asyncio
import logging
from collections.abc import Callable

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from .metrics import OtherReaders
from .otlp_settings import OtlpSettings
from .sdk_tracing import SdkTracing
from .tracing import UNTRACED, Tracing
from .within_limit import LONGEST_REQUEST_SECONDS, within_limit


class OtlpTelemetry:
    """Spans in batches, metrics once a minute."""

    def __init__(
        self,
        traces: OtlpSettings | None,
        metrics: OtlpSettings | None,
        *,
        service: str,
        on_problem: Callable[[str], None],
    ) -> None:
        self._problems = _listen_for_problems(on_problem)
        named = Resource.create().merge(Resource({"service.name": service}))
        resource = named.merge(OTELResourceDetector().detect())
        self.tracing: Tracing = UNTRACED
        self.readers: OtherReaders | None = None
        self._provider: TracerProvider | None = None
        if traces is not None:
            self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
            self._provider.add_span_processor(BatchSpanProcessor(_span_exporter(traces)))
            self.tracing = SdkTracing(self._provider.get_tracer("mcp-agent", "1.0.0"))
        if metrics is not None:
            reader = PeriodicExportingMetricReader(_metric_exporter(metrics))
            self.readers = OtherReaders(readers=[reader], resource=resource)

    async def close(self, *others: Callable[[], object]) -> None:
        own = [] if self._provider is None else [self._provider.shutdown]
        sent = await asyncio.gather(*(within_limit(close) for close in (*own, *others)))
        if not all(sent):
            self._problems.tell("The collector did not answer in time.")
        # A thread that is still at it must not write while the process ends: that aborts Python.
        self._problems.tell = _say_nothing


def _span_exporter(settings: OtlpSettings) -> OTLPSpanExporter:
    return OTLPSpanExporter(
        endpoint=settings.url, headers=dict(settings.headers), timeout=LONGEST_REQUEST_SECONDS
    )


def _metric_exporter(settings: OtlpSettings) -> OTLPMetricExporter:
    return OTLPMetricExporter(
        endpoint=settings.url, headers=dict(settings.headers), timeout=LONGEST_REQUEST_SECONDS
    )


class _Problems(logging.Handler):
    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(level=logging.WARNING)
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self.tell(record.getMessage()[:300])


def _listen_for_problems(on_problem: Callable[[str], None]) -> _Problems:
    """The exporters tell their problems to nobody else."""
    problems = _Problems(on_problem)
    logger = logging.getLogger("opentelemetry")
    logger.handlers = [problems]
    logger.propagate = False
    return problems


def _say_nothing(problem: str) -> None: ...
