"""One of the team and someone else get a talk of their own: a member who asked for a person, or a peer who
called for backup. Nobody else is in it."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn, wake
from alongside.people import reads
from alongside.people import writes as people
from alongside.talk import reads as talks
from alongside.talk import writes
from alongside.vault import keys

TEAM = "team"


def begin(program_id: int, team_id: int, person_id: int, now: datetime) -> int | None:
    """The conversation of these two; one that goes on is carried on with. None for any other two."""
    program = reads.program(program_id)
    roles = reads.roles_in(program_id).get(team_id, frozenset())
    if program is None or team_id == person_id or not roles & {"coordinator", "supervisor"}:
        return None
    going = between(team_id, person_id)
    if going is not None:
        return going
    theirs, ours = keys.make_many(program.key_id, 2)
    with turn.write():
        people.hold(team_id)
        going = between(team_id, person_id)  # two taps at once: the second comes to what the first began
        if going is None:
            seats = [(person_id, theirs), (team_id, ours)]
            conversation_id = writes.begin(program_id, seats, now, kind=TEAM)
            for each in (team_id, person_id):
                wake.nudge("person", each)
                wake.nudge("desk", each)
            return conversation_id
    keys.destroy([theirs, ours], now)
    return going


def between(team_id: int, person_id: int) -> int | None:
    """The talk of these two that goes on, if there is one."""
    for talk in talks.conversations_of(team_id):
        if talk.kind == TEAM and talk.other_ids == (person_id,) and not talk.ended_at:
            return talk.conversation_id
    return None
