"""Something waits for somebody who has a phone or a chat: one line without words, until they have looked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import text_words
from alongside.outbox import notices, texts
from alongside.people import doors
from alongside.rules import sending

if TYPE_CHECKING:
    from alongside.outbox.notices import Owed
    from alongside.people.doors import Door


def by_phone(door: Door, now: datetime) -> bool:
    """However much waits, it is said once. Inside a transaction."""
    if not doors.notice_went(door.handle_id, now):
        return False
    return texts.say(door, text_words.notice(door.language), now, "note") is not None


def those_without_mail(owed: Iterable[Owed], now: datetime) -> list[Owed]:
    """Tells by phone who can be told by it; returns those who cannot."""
    asked = list(owed)
    reached = doors.for_answers(each.person_id for each in asked)
    left: list[Owed] = []
    for each in asked:
        door = reached.get(each.person_id)
        if door is None:
            left.append(each)
            continue
        again_at = sending.next_try(each.tries, now)
        with turn.write():
            if notices.claim(each, again_at):
                by_phone(door, now)
                notices.went(each, again_at, now)
    return left
