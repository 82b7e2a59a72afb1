"""Peers are asked whether they would like to talk with someone: a few at once, then a few more.

Each wish has a moment at which it is looked at again. Whoever looks takes it with a conditional update, so
several workers may run beside each other.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.base import turn, wake
from alongside.flows import offer_is_told, team_takes_a_wish
from alongside.matching import reads as matching
from alongside.matching import writes
from alongside.matching.rows import ASKING, CHOOSING, WAITING
from alongside.people import candidates, reads, tallies
from alongside.rules import waves, week

if TYPE_CHECKING:
    from alongside.matching.rows import Wish
    from alongside.people.models import Program


def next_waves(now: datetime, limit: int = 50) -> int:
    """Looks at every wish whose moment has come. How many it took."""
    return sum(_look_at(request_id, due_at, now) for request_id, due_at in matching.due(now, limit))


def if_due(request_id: int, now: datetime) -> None:
    """Looks at one wish at once, if its moment has come."""
    asked = matching.wish(request_id)
    if asked is not None and asked.due_at is not None and asked.due_at <= now:
        _look_at(request_id, asked.due_at, now)


def _look_at(request_id: int, due_at: datetime, now: datetime) -> bool:
    asked = matching.wish(request_id)
    program = reads.program(asked.program_id) if asked else None
    if asked is None or program is None or asked.due_at != due_at:
        return False
    pause = program.paused_until if program.paused_until and program.paused_until > now else None
    others = asked.whoever or asked.ask_others
    whom = _whom(asked, program, now) if others and pause is None else []
    with turn.write():
        if not writes.claim(request_id, due_at):
            return False
        if pause is not None:
            _rest(asked, pause)
        elif others:
            _next_wave(asked, whom, now)
        else:
            _choose_again(asked, now)
    return True


def _whom(asked: Wish, program: Program, now: datetime) -> list[int]:
    """Whom to ask next: found before the transaction, so that nobody waits for the looking."""
    wishes = asked.wishes()
    size = waves.size(asked.wave + 1, len(matching.asked_peers(asked.id)))
    if wishes is None or not size:
        return []
    part = week.part_of(now.astimezone(ZoneInfo(program.time_zone)))
    out = matching.left_out(asked.person_id, asked.id, now)
    scale = tallies.scale_of(program.id)
    found = candidates.best(program.id, wishes, scale, now, part, size, out)
    return [card.person_id for card in found]


def _next_wave(asked: Wish, whom: list[int], now: datetime) -> None:
    told = writes.take_questions_back(asked.id, now - waves.ASKED_FOR, at=now)
    whom = [peer_id for peer_id in whom if peer_id not in told]
    writes.ask(asked.program_id, asked.id, whom, now)
    offer_is_told.tell(asked, whom, now)
    someone = bool(matching.asked_peers(asked.id))
    writes.stands(
        asked.id,
        ASKING if someone else WAITING,
        wave=asked.wave + 1 if whom else asked.wave,
        whoever=True,
        due_at=now + waves.BETWEEN,
    )
    if not someone and asked.state == ASKING:
        team_takes_a_wish.tell_the_team(asked.program_id, asked.id, now)
    _tell(asked, [*told, *whom])


def _choose_again(asked: Wish, now: datetime) -> None:
    """The one who was asked by name did not answer in time: the member may choose someone else."""
    told = writes.take_questions_back(asked.id, at=now)
    writes.stands(asked.id, CHOOSING)
    team_takes_a_wish.tell_the_team(asked.program_id, asked.id, now)
    _tell(asked, told)


def _rest(asked: Wish, until: datetime) -> None:
    """The program takes nobody new: nobody is asked until it goes on."""
    told = writes.take_questions_back(asked.id)
    writes.stands(asked.id, WAITING, due_at=until)
    _tell(asked, told)


def _tell(asked: Wish, peer_ids: list[int]) -> None:
    for peer_id in peer_ids:
        wake.nudge("desk", peer_id)
    wake.nudge("person", asked.person_id)
