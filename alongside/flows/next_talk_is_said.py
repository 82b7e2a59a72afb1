""" "When shall we talk next?" Either of two says a time, the other says yes or says another."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn, wake
from alongside.matching import next_talks, walks
from alongside.matching.walks import Walk
from alongside.outbox import notices
from alongside.talk.access import NotHere, room_for
from alongside.talk.rows import Room


def say(person_id: int, conversation_id: int, at: datetime, now: datetime) -> None:
    """A time. Saying the very time the other said is a yes."""
    with turn.write():
        room, walk = _walking(person_id, conversation_id)
        next_talks.say(walk.program_id, walk.id, person_id, at, now)
        _tell(room, walk, person_id, now)


def agree(person_id: int, conversation_id: int, at: datetime, now: datetime) -> bool:
    """Yes to this very time. False where another has been said meanwhile."""
    with turn.write():
        room, walk = _walking(person_id, conversation_id)
        agreed = next_talks.agree(walk.id, person_id, at, now)
        if agreed:
            _tell(room, walk, person_id, now)
        return agreed


def let_go(person_id: int, conversation_id: int) -> None:
    """No time any more; neither has to say why."""
    with turn.write():
        _, walk = _walking(person_id, conversation_id)
        next_talks.let_go(walk.id)
        wake.nudge("desk", walk.peer_id)


def _walking(person_id: int, conversation_id: int) -> tuple[Room, Walk]:
    room, _ = room_for(person_id, conversation_id, lock=True)
    walk = walks.walk_in(conversation_id)
    if walk is None or walk.ended_at is not None or room.ended_at is not None:
        raise NotHere
    return room, walk


def _tell(room: Room, walk: Walk, by: int, now: datetime) -> None:
    """Who is not reading just now is told that something waits."""
    other = room.seat_of(walk.other(by))
    if other is not None and (other.reading_until is None or other.reading_until <= now):
        kind: notices.Kind = "desk" if other.person_id == walk.peer_id else "note"
        notices.tell(walk.program_id, [other.person_id], kind, now)
    wake.nudge("desk", walk.peer_id)
    wake.nudge("person", walk.member_id)
