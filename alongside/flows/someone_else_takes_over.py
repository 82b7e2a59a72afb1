"""A peer needs to stop for today. The member is asked whether they would like to go on with someone else.

The walk of the two goes on either way.
"""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import support_is_asked
from alongside.matching import reads as matching
from alongside.matching import walks
from alongside.matching.walks import Walk
from alongside.outbox import notices
from alongside.people import reads
from alongside.rules import tongues
from alongside.rules.wishes import Wishes
from alongside.safety import take_overs
from alongside.talk.access import NotHere, room_for


def ask(peer_id: int, conversation_id: int, now: datetime) -> bool:
    """The member reads it in the talk. False where they are being asked already."""
    with turn.write():
        room, _ = room_for(peer_id, conversation_id, lock=True)
        walk = walks.walk_in(conversation_id)
        if walk is None or walk.peer_id != peer_id or room.ended_at is not None:
            raise NotHere
        asked = take_overs.ask(room.program_id, conversation_id, peer_id, walk.member_id, now)
        if asked:
            notices.tell(room.program_id, [walk.member_id], "note", now)
            wake.nudge("person", walk.member_id)
    return asked


def answer(member_id: int, conversation_id: int, says: str, now: datetime) -> int | None:
    """With yes: the wish to talk that whoever is free is now asked about. With no: nothing else happens."""
    with turn.write():
        room_for(member_id, conversation_id)
        walk = walks.walk_in(conversation_id)
        if walk is None or walk.member_id != member_id:
            raise NotHere
        if not take_overs.answer(conversation_id, member_id, says, now):
            return None
        wake.nudge("desk", walk.peer_id)
    return _ask_whoever(walk, now) if says == take_overs.YES else None


def _ask_whoever(walk: Walk, now: datetime) -> int | None:
    """With what they wished the last time; one that is open already goes to whoever is free."""
    program = reads.program(walk.program_id)
    if program is None:
        return None
    going = matching.open_request(walk.member_id)
    number = going.id if going else None
    if number is None:
        wishes = matching.last_wishes(walk.member_id) or Wishes(tongues=tongues.mask_of(program.languages))
        number = support_is_asked.ask(program, walk.member_id, wishes, "", now)
    support_is_asked.ask_whoever(walk.member_id, number, now)
    return number
