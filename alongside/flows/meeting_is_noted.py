""" "We met", "We spoke": either of two notes the day, and both see it."""

from __future__ import annotations

from datetime import date, datetime

from alongside.base import turn
from alongside.matching import meetings, walks
from alongside.matching.walks import Walk
from alongside.talk.access import NotHere, room_for


def note(person_id: int, conversation_id: int, how: str, on: date, now: datetime) -> None:
    """`on` is a day that has come, where they are: the page has seen to that."""
    with turn.write():
        walk = _walking(person_id, conversation_id)
        meetings.note(walk.program_id, walk.id, person_id, how, on, now)


def take_back(person_id: int, conversation_id: int, meeting_id: int) -> None:
    """By whoever noted it."""
    with turn.write():
        walk = _walking(person_id, conversation_id)
        meetings.take_back(meeting_id, walk.id, person_id)


def _walking(person_id: int, conversation_id: int) -> Walk:
    room, _ = room_for(person_id, conversation_id)
    walk = walks.walk_in(conversation_id)
    if walk is None or walk.ended_at is not None or room.ended_at is not None:
        raise NotHere
    return walk
