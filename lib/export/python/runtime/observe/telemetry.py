"""What an agent sends about itself over OTLP."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from ..environment import Environment
from .otlp_settings import otlp_settings
from .tracing import UNTRACED, Tracing

if TYPE_CHECKING:
    from .metrics import OtherReaders


class Telemetry(Protocol):
    """`readers`: for the metrics, where they are sent too; None where that is off."""

    @property
    def tracing(self) -> Tracing: ...

    @property
    def readers(self) -> "OtherReaders | None": ...

    async def close(self, *others: Callable[[], object]) -> None:
        """Sends what was not sent yet, within `LONGEST_SENDING_SECONDS`. Never raises.

        `others` close the metrics, which send their last as well.
        """
        ...


class NoTelemetry:
    """Sends nothing."""

    tracing: Tracing = UNTRACED
    readers: "OtherReaders | None" = None

    async def close(self, *others: Callable[[], object]) -> None:
        for close in others:
            close()


def open_telemetry(
    environment: Environment, *, service: str, on_problem: Callable[[str], None]
) -> Telemetry:
    """Traces and metrics by the standard variables of OpenTelemetry.

    Off, and no package for it loaded, unless they name an endpoint. Raises one line where they
    cannot be used. `service`: `service.name` where `OTEL_SERVICE_NAME` says nothing. `on_problem`
    is told why something could not be sent.
    """
    traces = otlp_settings(environment, "TRACES")
    metrics = otlp_settings(environment, "METRICS")
    if traces is None and metrics is None:
        return NoTelemetry()
    from .otlp import OtlpTelemetry

    return OtlpTelemetry(traces, metrics, service=service, on_problem=on_problem)
