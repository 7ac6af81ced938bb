"""Where traces and metrics are sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from ..environment import Environment
from ..failures import AgentError

Signal = Literal["TRACES", "METRICS"]


@dataclass(frozen=True, kw_only=True)
class OtlpSettings:
    """Of one signal."""

    url: str
    headers: Mapping[str, str]


def otlp_settings(environment: Environment, signal: Signal) -> OtlpSettings | None:
    """Reads the standard variables. None: the signal is off, as it is unless an endpoint is named.

    https://opentelemetry.io/docs/specs/otel/protocol/exporter/
    What is not read here (time limits, compression, certificates) the exporter reads itself. Raises
    one line where a variable cannot be used.
    """
    if (environment.get("OTEL_SDK_DISABLED") or "").lower() == "true":
        return None
    if _exporter(environment, signal) == "none":
        return None
    base = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    of_base = f"{base.rstrip('/')}/v1/{signal.lower()}" if base else None
    url = environment.get(f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") or of_base
    if url is None:
        return None
    if not _is_url(url):
        message = "OTEL_EXPORTER_OTLP_ENDPOINT must be a URL, such as http://collector:4318."
        raise AgentError(message)

    def get(name: str) -> str | None:
        own = environment.get(f"OTEL_EXPORTER_OTLP_{signal}_{name}")
        return own or environment.get(f"OTEL_EXPORTER_OTLP_{name}")

    protocol = get("PROTOCOL") or "http/protobuf"
    if protocol != "http/protobuf":
        raise AgentError(f'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf, not "{protocol}".')
    return OtlpSettings(url=url, headers=_read_headers(get("HEADERS") or ""))


def _exporter(environment: Environment, signal: Signal) -> str:
    name = f"OTEL_{signal}_EXPORTER"
    exporter = environment.get(name) or "otlp"
    if exporter in ("none", "otlp"):
        return exporter
    raise AgentError(f'{name} must be otlp or none, not "{exporter}".')


def _is_url(text: str) -> bool:
    try:
        return urlsplit(text).hostname is not None
    except ValueError:
        return False


def _read_headers(text: str) -> dict[str, str]:
    """`name=value,name=value`, as in W3C Baggage: percent-encoded."""
    headers: dict[str, str] = {}
    for pair in text.split(","):
        name, equals, value = pair.partition("=")
        if equals and name.strip():
            headers[name.strip()] = unquote(value.strip())
    return headers
