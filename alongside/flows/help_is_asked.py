"""A member asks for a person: to talk now, to be rung, or for someone to come.

It goes to whose turn it is, and stays on the team's desk until somebody takes and closes it. Reading what
the member wrote leaves a trace that the member can see. Nothing here rings, finds or tells anyone: people do.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn, wake
from alongside.base.door import Visitor
from alongside.flows import team_talk_begins
from alongside.outbox import notices
from alongside.people import reads, traces
from alongside.rules.duty import Stretch
from alongside.rules.traces import HELP_READ
from alongside.safety import asked_help, duty
from alongside.safety.asked_help import Asked
from alongside.safety.duty import Answering

if TYPE_CHECKING:
    from alongside.people.doors import Door


def answering(
    program_id: int, zone: str, now: datetime, known: list[Stretch] | None = None
) -> list[Answering]:
    """Whose turn it is now, those who are here first. `zone`: the program's."""
    return duty.answering(program_id, zone, now, known)


def talk_with(who: Visitor | Door, turns: list[Answering], now: datetime) -> int | None:
    """A talk with the first whose turn it is. It stays urgent on their desk until they come in."""
    to = next((one.person_id for one in turns if one.person_id != who.person_id), None)
    conversation_id = team_talk_begins.begin(who.program_id, to, who.person_id, now) if to else None
    if conversation_id is not None:
        _put_on_desks(who, "", turns, now)
    return conversation_id


def ring(who: Visitor, words: str, turns: list[Answering], now: datetime) -> bool:
    """The member saw these exact words before. False where nobody's turn it is: then nothing is kept."""
    return bool(turns) and _put_on_desks(who, words, turns, now)


def read(by: int, asked: Asked, now: datetime) -> tuple[str, str]:
    """One of the team reads what the member wrote (and their own note); the member can see that they did."""
    member = reads.person(asked.person_id)
    if member is None:
        return "", ""
    with turn.write():
        _trace(member.program_id, by, asked, now)
    return asked_help.words_of(asked.id, member.key_id)


def words_read(by: int, asked: Asked) -> tuple[str, str]:
    """For who has taken it, or read it before: the same again, without another trace."""
    member = reads.person(asked.person_id)
    if member is None or asked.wants_a_talk or not (asked.taken_by == by or _has_read(by, asked)):
        return "", ""
    return asked_help.words_of(asked.id, member.key_id)


def take(by: int, asked: Asked, now: datetime) -> int | None:
    """ "I have seen this": the member sees who, and when. Where they want to talk: the talk to go to."""
    conversation_id = None
    member = reads.person(asked.person_id)
    if member is None:
        return None
    program_id = member.program_id
    if asked.wants_a_talk:
        conversation_id = team_talk_begins.begin(program_id, by, asked.person_id, now)
    with turn.write():
        taken = asked_help.take(asked.id, by, now)
        if taken and asked.wants_a_talk:
            asked_help.close(asked.id, by, 0, "", now)
        elif taken:  # who takes it reads it
            _trace(program_id, by, asked, now)
        if taken:
            notices.tell(program_id, [asked.person_id], "note", now)
            wake.nudge("person", asked.person_id)
    return conversation_id


def close(by: int, asked: Asked, note: str, now: datetime) -> bool:
    """Done. The note is for the member to read."""
    member = reads.person(asked.person_id)
    if member is None:
        return False
    with turn.write():
        closed = asked_help.close(asked.id, by, member.key_id, note, now)
        if closed:
            notices.tell(member.program_id, [member.id], "note", now)
            wake.nudge("person", member.id)
    return closed


def take_back(person_id: int, asked_id: int) -> bool:
    """The member does not want it any more. No reason is asked."""
    with turn.write():
        return asked_help.take_back(person_id, asked_id)


def _put_on_desks(who: Visitor | Door, words: str, turns: list[Answering], now: datetime) -> bool:
    people = [one.person_id for one in turns]
    with turn.write():
        asked_id = asked_help.ask(who.program_id, who.person_id, who.key_id, words, people[0], now)
        if asked_id is None:
            return False
        notices.tell(who.program_id, people, "desk", now)
        for person_id in people:
            wake.nudge("desk", person_id)
    return True


def _trace(program_id: int, by: int, asked: Asked, now: datetime) -> None:
    """Once for each reader, however often they look again."""
    if not _has_read(by, asked):
        traces.leave(program_id, asked.person_id, by, HELP_READ.code, now, about=asked.id)


def _has_read(by: int, asked: Asked) -> bool:
    mine = (by, HELP_READ.code, asked.id)
    return any((each.by, each.what, each.about) == mine for each in traces.of(asked.person_id))
