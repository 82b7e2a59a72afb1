"""The one place that reads the time. Edges read it once and pass it on; nothing below them asks."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
