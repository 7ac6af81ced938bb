"""Instants as they are written down."""

from datetime import UTC, datetime


def iso_instant(at: datetime) -> str:
    """`2026-11-21T09:00:00.000Z`, as JavaScript's `toISOString` writes it."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def epoch_ms(at: datetime) -> int:
    """Milliseconds since 1970."""
    return int(at.timestamp() * 1000)


def utc_now() -> datetime:
    return datetime.now(UTC)
