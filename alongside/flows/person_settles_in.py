"""A person settles in: the language and time zone they like, and whose device this is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.people import preferences, sessions
from alongside.steps import rhythms


def set_language(person_id: int, language: str, time_zone: str, now: datetime) -> None:
    """From now on pages speak this language and tell times of this zone ("": the program's)."""
    with turn.write():
        preferences.set_language(person_id, language, time_zone)
        rhythms.move(person_id, ZoneInfo(preferences.zones([person_id])[person_id]), now)


def set_device(session_id: int, now: datetime, *, own: bool, borrowed: bool) -> None:
    """From now on this device is theirs, shared, or borrowed: that decides when it is signed out."""
    with turn.write():
        sessions.set_device(session_id, now, own=own, borrowed=borrowed)


def show_help_card(person_id: int, shows: bool) -> None:
    """From now on the quiet help card may show for them, or does not."""
    with turn.write():
        preferences.set_help_card(person_id, shows)
