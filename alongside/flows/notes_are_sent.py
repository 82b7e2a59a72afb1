"""Somebody is away and something waits for them: one neutral note, and no more until they have looked.

A note is claimed before it is sent, so several workers may run beside each other. If a process dies between
sending and writing that down, the note is sent once more, and never a third time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import someone_is_noticed
from alongside.outbox import counted, notices, ways
from alongside.outbox.ways import Note
from alongside.people import handles, sessions
from alongside.rules import sending
from alongside.talk import reads as talks
from alongside.vault.install import keyed_hash

if TYPE_CHECKING:
    from alongside.outbox.counted import OnDesk
    from alongside.outbox.notices import Owed
    from alongside.outbox.ways import Way
    from alongside.people.handles import Reached


def send_what_is_due(now: datetime) -> int:
    """Looks at every note that fell due; how many went."""
    owed = notices.due(now)
    if not owed:
        return 0
    reached = handles.told_at((each.person_id, each.kind) for each in owed)
    here = near((each.person_id for each in owed if each.kind != notices.NUMBER), now)
    no_mail = [each for each in owed if each.person_id not in reached or not ways.for_kind(each.kind)]
    away = [each for each in no_mail if each.person_id not in here]
    unreachable = someone_is_noticed.those_without_mail(away, now)
    if unreachable:
        with turn.write():
            notices.not_owed(unreachable)
    sent = len(away) - len(unreachable)
    for each in owed:
        way = ways.for_kind(each.kind)
        if each.person_id in here:
            with turn.write():
                notices.put_off(each, now + sending.AWAY_LOOKED_AT_AGAIN)
        elif each not in away and way is not None:
            sent += _send(each, reached[each.person_id], way, now)
    return sent


def near(person_ids: Iterable[int], now: datetime) -> set[int]:
    """Who of these shows signs of a device, or has a talk open: they see for themselves."""
    people = set(person_ids)
    return sessions.shown_a_sign(people, now) | talks.reading(people, now) if people else set()


def has_looked(person_id: int, *, on_a_talk: bool = False) -> None:
    """They opened their desk, their home or a talk. Mostly this writes nothing."""
    if notices.waits_for(person_id, on_a_talk=on_a_talk):
        with turn.write():
            notices.looked(person_id, on_a_talk=on_a_talk)


def looks_at_the_desk(program_id: int, person_id: int, now: datetime) -> OnDesk:
    """As `has_looked`, for one of the team: what could not be told or brought to people, in numbers."""
    found = counted.on_desk(program_id, person_id, now)
    if found.waits:
        with turn.write():
            notices.looked(person_id)
    return found


def _send(owed: Owed, to: Reached, way: Way, now: datetime) -> int:
    again_at = sending.next_try(owed.tries, now)
    with turn.write():
        if not notices.claim(owed, again_at):
            return 0
        if owed.unsure >= sending.SENT_AT_MOST:
            notices.went(owed, again_at, now)
            return 0
    ref = keyed_hash("note", f"{owed.person_id} {owed.since.timestamp()}").hex()
    number = to.number if owed.kind == notices.NUMBER else ""
    carried = way.carry(Note(owed.kind, to.address, to.language, ref, now, number))
    with turn.write():
        if carried.how == sending.SENT:
            notices.went(owed, again_at, now)
        elif sending.is_over(carried, owed.since, now):
            notices.given_up(owed, again_at, carried.trouble, now)
        elif carried.how == sending.LATER:
            notices.did_not_go(owed, again_at, carried.trouble)
    return int(carried.how == sending.SENT)
