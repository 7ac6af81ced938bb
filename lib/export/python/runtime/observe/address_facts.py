"""Where a request goes to."""

from urllib.parse import urlsplit

from .tracing import SpanFacts


def address_facts(url: str) -> SpanFacts:
    """Only what names a machine: paths and queries may hold secrets."""
    parts = urlsplit(url)
    usual = 443 if parts.scheme == "https" else 80
    return {"server.address": parts.hostname, "server.port": parts.port or usual}
