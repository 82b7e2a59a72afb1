""" "Please call me"."""

from datetime import datetime


def wish(person_id: int, now: datetime) -> None:
    """Inside a transaction."""
