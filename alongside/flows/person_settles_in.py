"""A person settles in: the language and time zone they like, and whose device this is."""

from datetime import datetime

from alongside.base import turn
from alongside.people import preferences, sessions


def set_language(person_id: int, language: str, time_zone: str) -> None:
    """From now on pages speak this language and tell times of this zone ("": the program's)."""
    with turn.write():
        preferences.set_language(person_id, language, time_zone)


def set_device(session_id: int, now: datetime, *, own: bool, borrowed: bool) -> None:
    """From now on this device is theirs, shared, or borrowed: that decides when it is signed out."""
    with turn.write():
        sessions.set_device(session_id, now, own=own, borrowed=borrowed)
