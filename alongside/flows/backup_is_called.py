"""A peer calls somebody of the team to their side. Nobody reads the talk: who comes learns only who called.

It goes to all whose turn it is (to the whole team where it is nobody's), and stays until one of them came.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn, wake
from alongside.flows import help_is_asked, team_talk_begins
from alongside.matching import walks
from alongside.outbox import notices
from alongside.people import reads
from alongside.safety import backups
from alongside.talk.access import NotHere, room_for

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.safety.backups import Call
    from alongside.safety.duty import Answering

TEAM = {"coordinator", "supervisor"}


def turns(program: Program, peer_id: int, now: datetime) -> list[Answering]:
    """Whose turn it is now, those who are here first. Not the peer, should it be theirs."""
    answering = help_is_asked.answering(program.id, program.time_zone, now)
    return [one for one in answering if one.person_id != peer_id]


def call(program: Program, peer_id: int, conversation_id: int, now: datetime) -> int:
    """The number of the call; the same one for who taps twice."""
    called = [one.person_id for one in turns(program, peer_id, now)]
    with turn.write():
        room_for(peer_id, conversation_id, lock=True)
        walk = walks.walk_in(conversation_id)
        if walk is None or walk.peer_id != peer_id:
            raise NotHere
        call_id, is_new = backups.call(program.id, conversation_id, peer_id, now)
        if is_new:
            team = called or [one for one in team_of(program.id) if one != peer_id]
            notices.tell(program.id, team, "desk", now)
            for each in team:
                wake.nudge("desk", each)
    return call_id


def answer(program: Program, by: int, call_id: int, now: datetime) -> int | None:
    """The talk beside the peer, for the one who came first; None for whoever came after them."""
    if by not in team_of(program.id) or backups.one(program.id, call_id) is None:
        return None
    with turn.write():
        backups.answer(call_id, by, now)
    called = backups.one(program.id, call_id)
    if called is None or called.answered_by != by or called.closed_at:
        return None
    return called.beside or _sit_beside(called, by, now)


def close(program: Program, by: int, call_id: int, note: str, now: datetime) -> bool:
    """It is over; the note is for the team."""
    with turn.write():
        return backups.close(call_id, by, program.key_id, note, now)


def take_back(peer_id: int, conversation_id: int, now: datetime) -> None:
    """The peer does not need it any more. Nobody asks why."""
    called = backups.open_of(peer_id, conversation_id)
    if called is not None:
        with turn.write():
            backups.take_back(called.id, peer_id, now)


def team_of(program_id: int) -> list[int]:
    """Everyone of the team."""
    return [person for person, roles in reads.roles_in(program_id).items() if roles & TEAM]


def _sit_beside(called: Call, by: int, now: datetime) -> int | None:
    beside = team_talk_begins.begin(called.program_id, by, called.peer_id, now)
    if beside is not None:
        with turn.write():
            backups.sit_beside(called.id, beside)
            wake.nudge("desk", called.peer_id)
    return beside
