"""A device is used, and its session goes on."""

from datetime import datetime

from alongside.base import turn
from alongside.people import sessions


def go_on(session_id: int, now: datetime) -> None:
    """Moves the end of a session that is in use."""
    with turn.write():
        sessions.touch(session_id, now)
