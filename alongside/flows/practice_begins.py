"""A practice talk: two windows with a colleague. Wiped after, keys and all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn, wake
from alongside.flows import keys_are_destroyed
from alongside.people import reads
from alongside.talk import access, writes
from alongside.talk import reads as talks
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.people.models import Program

PRACTICE = "practice"


def begin(program: Program, person_id: int, colleague_id: int, now: datetime) -> int | None:
    """A practice with a colleague of the same program: its conversation. None when there is no such one.

    One that goes on between the two is carried on with.
    """
    helpers = reads.roles_in(program.id)
    if colleague_id == person_id or not {person_id, colleague_id} <= helpers.keys():
        return None
    for talk in talks.conversations_of(person_id):
        if talk.kind == PRACTICE and talk.other_ids == (colleague_id,) and not talk.ended_at:
            return talk.conversation_id
    mine, theirs = keys.make_many(program.key_id, 2)
    with turn.write():
        conversation_id = writes.begin(
            program.id, [(person_id, mine), (colleague_id, theirs)], now, kind=PRACTICE
        )
        wake.nudge("person", colleague_id)
    return conversation_id


def wipe(person_id: int, conversation_id: int, now: datetime) -> bool:
    """Takes a practice away for both: lines, seats and keys. False where it is not theirs to wipe."""
    with turn.write():
        try:
            room, _ = access.room_for(person_id, conversation_id, lock=True)
        except access.NotHere:
            return False
        if room.kind != PRACTICE:
            return False
        keys.condemn(writes.wipe(conversation_id), now)
        wake.nudge("talk", conversation_id)
    keys_are_destroyed.finish(now)
    return True
