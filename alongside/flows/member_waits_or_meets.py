"""A peer rests, and the member they walk with says what they would like: wait, or meet someone meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from alongside.base import turn
from alongside.matching import meanwhiles, walks
from alongside.talk.access import NotHere, room_for
from alongside.workforce import breaks
from alongside.workforce.breaks import Rest


def asked(walk: walks.Walk | None, person_id: int, today: date) -> Rest | None:
    """The break about which this member is still asked. `walk` as `walks.walk_in` tells it."""
    if walk is None or walk.member_id != person_id or walk.ended_at is not None:
        return None
    if walk.peer_rests_until is None:
        return None
    rest = breaks.of(walk.peer_id, today)
    if rest is None or rest.back_on is None or meanwhiles.answered(walk.id, rest.id):
        return None
    return rest


def answer(person_id: int, conversation_id: int, chosen: str, today: date, now: datetime) -> None:
    """Either way the walk goes on."""
    with turn.write():
        room_for(person_id, conversation_id)
        walk = walks.walk_in(conversation_id)
        if walk is None or walk.member_id != person_id:
            raise NotHere
        rest = breaks.of(walk.peer_id, today)
        if rest is not None and walk.ended_at is None:
            meanwhiles.answer(walk.program_id, walk.id, rest.id, chosen, now)


def words_later(person_id: int, conversation_id: int, now: datetime) -> None:
    """Who came with a card and was asked for words to come back with would rather make them later."""
    with turn.write():
        room_for(person_id, conversation_id)
        walk = walks.walk_in(conversation_id)
        if walk is None or walk.member_id != person_id:
            raise NotHere
        walks.words_later(walk, now)
