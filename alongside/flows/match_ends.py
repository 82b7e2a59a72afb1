"""Two people stop walking together: with a goodbye, by a change of peer, by a block, or because they may
know each other. Always allowed, never explained, and both keep what was said."""

import secrets
from datetime import datetime, timedelta

from alongside.base import turn, wake
from alongside.matching import reads as matching
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.people import availability
from alongside.safety import writes as safety
from alongside.safety.reads import blocked_in
from alongside.talk import writes as talk
from alongside.talk.access import NotHere, room_for
from alongside.talk.rows import Room, Seat

TO_CHANGE_ONES_MIND = timedelta(days=1)


def say_goodbye(person_id: int, conversation_id: int, words: str, now: datetime) -> None:
    """The last words, if there are any, and the end, in one breath."""
    with turn.write():
        room, seat, walk = _standing(person_id, conversation_id)
        open_to_words = room.ended_at is None and room.paused_by is None
        if words and open_to_words and conversation_id not in blocked_in([conversation_id]):
            talk.append([talk.Line(room, seat, secrets.token_bytes(16), words)], now)
        _end(walk, person_id, "goodbye", now)


def change_peer(person_id: int, conversation_id: int, now: datetime) -> None:
    """One tap, no reason. It can be taken back for a day. The old words stay where they are."""
    with turn.write():
        _, _, walk = _standing(person_id, conversation_id)
        if person_id != walk.member_id:
            raise NotHere
        if _end(walk, person_id, "changed", now, now + TO_CHANGE_ONES_MIND):
            walks.keep_apart(walk.program_id, walk.member_id, walk.peer_id, now)


def change_back(person_id: int, conversation_id: int, now: datetime) -> bool:
    """Within the day: they walk together again as if nothing had been. False when it is too late."""
    with turn.write():
        room_for(person_id, conversation_id)
        walk = walks.walk_in(conversation_id)
        if conversation_id in blocked_in([conversation_id]):
            return False
        if walk is None or walk.how != "changed" or not walks.take_back(walk, person_id, now):
            return False
        walks.bring_together(walk.program_id, walk.member_id, walk.peer_id)
        talk.reopen(conversation_id)
        availability.walk_begins(walk.peer_id)
        _tell(walk)
        return True


def block(person_id: int, conversation_id: int, now: datetime) -> None:
    """Nothing more comes from the other person, here or anywhere. To them it reads as an ending."""
    with turn.write():
        _, _, walk = _standing(person_id, conversation_id)
        safety.block(walk.program_id, conversation_id, person_id, walk.other(person_id), now)
        walks.keep_apart(walk.program_id, walk.member_id, walk.peer_id, now)
        walks.is_final(walk)
        _end(walk, person_id, "block", now)
        newer = matching.walk_between(walk.member_id, walk.peer_id)
        if newer is not None:
            other = newer.other(person_id)
            safety.block(newer.program_id, newer.conversation_id, person_id, other, now)
            _end(newer, person_id, "block", now)


def we_may_know_each_other(person_id: int, conversation_id: int, now: datetime) -> None:
    """Said privately, before the first words. Both are then asked; nobody learns who said it."""
    with turn.write():
        room, _, walk = _standing(person_id, conversation_id)
        if room.last_n == 0 and walk.ended_at is None:
            walks.ask_if_known(walk, now)
            _tell(walk)


def answer_if_known(person_id: int, conversation_id: int, carries_on: bool, now: datetime) -> None:
    """Carry on, or rather meet someone else: then it ends gently for both."""
    with turn.write():
        _, _, walk = _standing(person_id, conversation_id)
        if walk.asked_if_known_at is None or walk.ended_at is not None:
            return
        if carries_on:
            walks.carry_on(walk, person_id)
            _tell(walk)
        elif _end(walk, person_id, "known", now):
            walks.keep_apart(walk.program_id, walk.member_id, walk.peer_id, now)


def _standing(person_id: int, conversation_id: int) -> tuple[Room, Seat, Walk]:
    room, seat = room_for(person_id, conversation_id, lock=True)
    walk = walks.walk_in(conversation_id)
    if walk is None:
        raise NotHere
    return room, seat, walk


def _end(walk: Walk, by: int, how: str, now: datetime, undo_until: datetime | None = None) -> bool:
    if not walks.end(walk, by, how, now, undo_until):
        return False
    talk.close(walk.conversation_id, by, now)
    availability.walk_ends(walk.peer_id)
    _tell(walk)
    return True


def _tell(walk: Walk) -> None:
    wake.nudge("talk", walk.conversation_id)
    wake.nudge("desk", walk.peer_id)
    wake.nudge("person", walk.member_id)
