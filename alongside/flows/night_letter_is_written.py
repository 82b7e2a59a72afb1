"""A peer writes a few lines ahead, to whoever comes on a bad night, or takes them away again."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.base.door import Visitor
from alongside.safety import night_letters


def write(who: Visitor, language: str, words: str, now: datetime) -> bool:
    """Dated on the writer's own day. False where they have as many letters as one may have."""
    today = now.astimezone(ZoneInfo(who.zone)).date()
    with turn.write():
        written = night_letters.write(who.program_id, who.person_id, who.key_id, language, words, today)
    return written is not None


def take_away(person_id: int, letter_id: int, now: datetime) -> bool:
    """From now on nobody is shown it."""
    with turn.write():
        return night_letters.take_away(person_id, letter_id, now)
