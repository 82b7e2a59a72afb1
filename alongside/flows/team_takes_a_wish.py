"""Everybody who could be asked was asked, and nobody could. Then a named person of the team writes."""

from __future__ import annotations

from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import team_talk_begins
from alongside.matching import left_over, walks
from alongside.outbox import notices
from alongside.people import reads
from alongside.safety import duty

TEAM = frozenset({"coordinator", "supervisor"})


def tell_the_team(program_id: int, request_id: int, now: datetime) -> None:
    """Inside the transaction of the last pass: whoever answers now is told, or else all of the team."""
    program = reads.program(program_id)
    if program is None or not left_over.is_left(request_id):
        return
    notices.tell(program_id, who_answers(program_id, program.time_zone, now), notices.DESK, now)


def who_answers(program_id: int, zone: str, now: datetime, besides: int = 0) -> list[int]:
    """Whose turn it is by the rota; where it is nobody's, the whole team. `besides`: not this one."""
    turns = [each.person_id for each in duty.answering(program_id, zone, now)]
    team = [each for each, roles in reads.roles_in(program_id).items() if roles & TEAM]
    return [each for each in turns if each != besides] or [each for each in team if each != besides]


def take(program_id: int, team_id: int, request_id: int, now: datetime) -> int | None:
    """The talk of these two. None where someone else was first, or the two are to be kept apart."""
    left = left_over.one(program_id, request_id)
    if left is None or walks.are_apart(program_id, team_id, left.person_id):
        return None
    with turn.write():
        if not left_over.take(request_id, team_id, now):
            return None
        notices.tell(program_id, [left.person_id], notices.NOTE, now)
        wake.nudge("person", left.person_id)
    return team_talk_begins.begin(program_id, team_id, left.person_id, now)
