"""Somebody tells the team that something was not all right. It is sealed under a key of its own.

What they picked is copied, so that it outlives the other person's leaving while the report is open. Whoever
takes it reads it, and leaves a trace. Thirty days after it was closed the key is destroyed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import backup_is_called, keys_are_destroyed
from alongside.matching import walks
from alongside.outbox import notices
from alongside.people import reads, traces
from alongside.rules import report as rules
from alongside.rules.traces import REPORT_READ
from alongside.safety import reports
from alongside.safety.reports import Filed, New, Opened, Passage
from alongside.talk import reads as talks
from alongside.talk.access import room_for
from alongside.talk.rows import Room
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Written:
    """What the page took: a code of rules.report, own words, and the numbers of the lines picked."""

    choice: str
    words: str
    numbers: Collection[int]


def tell(person_id: int, conversation_id: int, written: Written, now: datetime) -> int | None:
    """The number of the report; None where the same form came twice."""
    room, _ = room_for(person_id, conversation_id)
    program = reads.program(room.program_id)
    if program is None:
        return None
    about = other_in(room, person_id)
    new = New(
        room.program_id,
        conversation_id,
        person_id,
        about,
        written.choice,
        written.words,
        passages(room, written.numbers),
    )
    key_id = keys.make(program.key_id)
    with turn.write():
        room_for(person_id, conversation_id, lock=True)  # the same form twice at once: one waits
        report_id = reports.tell(new, key_id, now)
        if report_id is not None:
            _tell_the_team(program.id, person_id, about, now)
    if report_id is None:
        keys.destroy([key_id], now)
    return report_id


def other_in(room: Room, person_id: int) -> int | None:
    """Who else is in the talk, or was; None where they are gone altogether."""
    others = room.others(person_id)
    if others:
        return others[0].person_id
    walk = walks.walk_in(room.id)
    other = walk.other(person_id) if walk else None
    return other if other and reads.person(other) else None


def passages(room: Room, numbers: Collection[int]) -> list[Passage]:
    """Copies of these lines, at most twenty, in the order they were said. Deleted words are not there."""
    said_by = {seat.seat: seat.person_id for seat in room.seats}
    picked = sorted({n for n in numbers if 0 < n <= room.last_n})[: rules.MOST_LINES]
    lines = talks.these(room.program_id, room.id, picked)
    return [
        Passage(line.n, said_by[line.seat], line.text)
        for line in lines
        if line.text is not None and line.seat in said_by
    ]


def may_see(program_id: int, reader: int, filed: Filed) -> bool:
    """One of the team, and not one of the two it is about."""
    ours = reader in backup_is_called.team_of(program_id)
    return ours and rules.may_see(reader, filed.by, filed.about)


def take(filed: Filed, by: int, now: datetime) -> bool:
    """This one of the team sees to it from now on, and reads it: a trace for those whose lines it shows."""
    if not may_see(filed.program_id, by, filed) or filed.taken_by == by:
        return False
    shown = {each.by for each in reports.opened(filed.id).passages}
    helpers = reads.helpers_among(shown)
    with turn.write():
        if not reports.take(filed.id, by, filed.taken_by, now):
            return False
        for person_id in sorted(shown):
            if rules.learns(person_id, filed.by, helpers) and reads.person(person_id):
                traces.leave(filed.program_id, person_id, by, REPORT_READ.code, now, about=filed.id)
        if filed.by:
            wake.nudge("person", filed.by)
    return True


def read(filed: Filed, by: int) -> Opened | None:
    """For who has taken it. None for everybody else."""
    return reports.opened(filed.id) if filed.taken_by == by else None


def close(filed: Filed, by: int, note: str, for_them: str, now: datetime) -> bool:
    """Seen to. Who told it reads `for_them`. Where somebody in it has deleted everything, it goes now."""
    shown = {each.by for each in reports.opened(filed.id).passages}
    with turn.write():
        closed = reports.close(filed.id, by, note, for_them, now)
        if closed is None:
            return False
        if closed.by is None or any(reads.person(person_id) is None for person_id in shown):
            keys.condemn(reports.forget([closed.id]), now)
        else:
            kind = notices.DESK if reads.helpers_among([closed.by]) else notices.NOTE
            notices.tell(closed.program_id, [closed.by], kind, now)
            wake.nudge("person", closed.by)
    keys_are_destroyed.finish(now)
    return True


def forget_long_closed(now: datetime) -> int:
    """The worker: words of reports that were closed long ago go, with their keys; how many."""
    old = reports.long_closed(now)
    if old:
        with turn.write():
            keys.condemn(reports.forget(old), now)
        keys_are_destroyed.finish(now)
    return len(old)


def _tell_the_team(program_id: int, by: int, about: int | None, now: datetime) -> None:
    team = [one for one in backup_is_called.team_of(program_id) if rules.may_see(one, by, about)]
    notices.tell(program_id, team, "desk", now)
    for each in team:
        wake.nudge("desk", each)
