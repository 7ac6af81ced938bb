"""Metrics over OpenTelemetry, in the text format of Prometheus."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader
from opentelemetry.sdk.resources import Resource
from prometheus_client import CollectorRegistry, generate_latest

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
"""Upper bounds of the histograms."""


@dataclass(frozen=True, kw_only=True)
class OtherReaders:
    """Where metrics are sent besides, and whose they are."""

    readers: Sequence[MetricReader]
    resource: Resource


class Metrics:
    """A `Meter` that can be read.

    It counts over OpenTelemetry: for Prometheus, and for whoever else reads.
    """

    def __init__(self, others: OtherReaders | None = None) -> None:
        self._registry = CollectorRegistry()
        reader = PrometheusMetricReader(registry=self._registry)
        more = () if others is None else others.readers
        resource = None if others is None else others.resource
        self._provider = MeterProvider(
            metric_readers=[reader, *more], resource=resource, shutdown_on_exit=False
        )
        meter = self._provider.get_meter("mcp-agent")
        self._passes = meter.create_counter(
            "agent_passes", description="Runs of the workflow by mode and status"
        )
        self._pass_seconds = meter.create_histogram(
            "agent_pass_duration",
            unit="s",
            description="Duration of runs",
            explicit_bucket_boundaries_advisory=SECONDS,
        )
        self._effects = meter.create_counter(
            "agent_effects", description="Changes by tool and outcome"
        )
        self._judgements = meter.create_counter(
            "agent_judgements",
            description="Questions to the model by step and where the answer came from",
        )
        self._call_seconds = meter.create_histogram(
            "agent_tool_call_duration",
            unit="s",
            description="Duration of tool calls",
            explicit_bucket_boundaries_advisory=SECONDS,
        )
        self._slots = meter.create_counter(
            "agent_schedule_slots",
            description="Slots of the schedule by what became of them",
        )
        self._drift = meter.create_gauge(
            "agent_drift_items", description="Kept items that are not as wanted"
        )
        self._failing = meter.create_gauge(
            "agent_failing_items", description="Kept items that cannot be seen or brought back"
        )
        self._lag = meter.create_gauge(
            "agent_queue_lag", description="Messages that nobody has acknowledged"
        )
        self._success = meter.create_gauge(
            "agent_last_success_timestamp", unit="s", description="When a run last succeeded"
        )

    def tool_call(self, *, server: str, tool: str, outcome: str, seconds: float) -> None:
        labels = {"server": server, "tool": tool, "outcome": outcome}
        self._call_seconds.record(seconds, labels)

    def effect(self, *, server: str, tool: str, outcome: str) -> None:
        self._effects.add(1, {"server": server, "tool": tool, "outcome": outcome})

    def judgement(self, *, step: str, outcome: str) -> None:
        self._judgements.add(1, {"step": step, "outcome": outcome})

    def run(self, *, mode: str, status: str, seconds: float) -> None:
        self._passes.add(1, {"mode": mode, "status": status})
        self._pass_seconds.record(seconds, {"mode": mode, "status": status})
        if status == "succeeded":
            self._success.set(time.time(), {"mode": mode})

    def kept(self, *, drift: int, failing: int, steady: bool) -> None:
        """A pass of the control loop."""
        self._drift.set(drift)
        self._failing.set(failing)
        if steady:
            self._success.set(time.time(), {"mode": "keep"})

    def slots(self, outcome: str, slots: int) -> None:
        """Slots of the schedule, by what became of them."""
        self._slots.add(slots, {"outcome": outcome})

    def queue_lag(self, queue: str, messages: int) -> None:
        """How many messages of the queue nobody has acknowledged."""
        self._lag.set(messages, {"queue": queue})

    def text(self) -> str:
        """Everything so far in the text format of Prometheus."""
        return generate_latest(self._registry).decode()

    def close(self) -> None:
        """Sends the last of them where they are sent, and blocks until then."""
        self._provider.shutdown()
