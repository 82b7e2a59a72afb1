"""Either of two people pauses their talk, and goes on when they like. No reason is asked."""

from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import walk_begins_by_text
from alongside.talk import writes
from alongside.talk.access import room_for


def pause(person_id: int, conversation_id: int) -> None:
    """Nothing is said here until the same person goes on."""
    with turn.write():
        room_for(person_id, conversation_id)
        writes.pause(conversation_id, person_id)
        wake.nudge("talk", conversation_id)


def go_on(person_id: int, conversation_id: int, now: datetime) -> None:
    """What the other wrote by a phone meanwhile is said now."""
    with turn.write():
        room_for(person_id, conversation_id)
        if writes.go_on(conversation_id, person_id):
            walk_begins_by_text.give_kept([conversation_id], now)
        wake.nudge("talk", conversation_id)


def share(person_id: int, conversation_id: int, *, seen: bool, typing: bool) -> None:
    """What this person lets the other know; it shows only where both want it."""
    with turn.write():
        _, seat = room_for(person_id, conversation_id)
        writes.share(seat.membership_id, seen=seen, typing=typing)
        wake.nudge("talk", conversation_id)
