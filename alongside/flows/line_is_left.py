"""After an ending: a line each, "What I saw in you"; and "That helped", months later. Never after a block."""

from __future__ import annotations

from datetime import date, datetime

from alongside.base import turn, wake
from alongside.matching import parting, walks
from alongside.matching.parting import Helped
from alongside.matching.walks import Walk
from alongside.outbox import notices
from alongside.people import reads
from alongside.safety.reads import blocked_in
from alongside.talk.access import NotHere, room_for


def may_be_left(walk: Walk | None) -> bool:
    """Whether they may leave each other something: it ended kindly, and neither blocked the other."""
    if walk is None or walk.ended_at is None or walk.how not in parting.KINDLY:
        return False
    return not blocked_in([walk.conversation_id])


def leave(person_id: int, conversation_id: int, words: str, now: datetime) -> None:
    """One line for the other, instead of one left before. Without words: none."""
    with turn.write():
        walk, key_id = _ended(person_id, conversation_id)
        parting.leave_line(walk.program_id, walk.id, (person_id, key_id), words, now)
        wake.nudge("person", walk.member_id)


def that_helped(person_id: int, conversation_id: int, words: str, now: datetime) -> bool:
    """From the member, once. It waits on the peer's desk for a day the peer chooses."""
    with turn.write():
        walk, key_id = _ended(person_id, conversation_id)
        if walk.member_id != person_id:
            raise NotHere
        said = parting.say_it_helped(walk.program_id, walk.id, key_id, words, now)
        if said:
            notices.tell(walk.program_id, [walk.peer_id], "desk", now)
            wake.nudge("desk", walk.peer_id)
        return said


def waiting_for(peer_id: int, today: date) -> list[Helped]:
    """Kind words this peer may open today: not before the day they chose, and never after a block."""
    found = [each for each in parting.unopened(peer_id) if each.may_be_shown(today)]
    blocked = blocked_in([each.conversation_id for each in found])
    return [each for each in found if each.conversation_id not in blocked]


def kind_words(peer_id: int, helped_id: int, today: date) -> Helped:
    """For the peer it was left for, once its day has come."""
    found = parting.helped_for(peer_id, helped_id)
    if found is None or not (found.opened_at or found.may_be_shown(today)):
        raise NotHere
    if blocked_in([found.conversation_id]):
        raise NotHere
    return found


def open_it(peer_id: int, helped_id: int, today: date, now: datetime) -> None:
    with turn.write():
        parting.open_it(kind_words(peer_id, helped_id, today).id, now)


def choose_day(peer_id: int, helped_id: int, day: date, today: date) -> None:
    """It is shown from that day on."""
    with turn.write():
        parting.choose_day(kind_words(peer_id, helped_id, today).id, day)


def _ended(person_id: int, conversation_id: int) -> tuple[Walk, int]:
    """The walk that ended here, and this person's key."""
    room_for(person_id, conversation_id)
    walk, person = walks.walk_in(conversation_id), reads.person(person_id)
    if walk is None or person is None or not may_be_left(walk):
        raise NotHere
    return walk, person.key_id
