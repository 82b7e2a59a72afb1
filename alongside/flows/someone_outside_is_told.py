"""Somebody outside was told something of a member: written down by a person who is in the talk.

The member is told and can read all of it. One of the team looks at it again within seven days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import backup_is_called, report_is_told
from alongside.outbox import notices
from alongside.people import reads, traces
from alongside.rules import outside, promise
from alongside.rules.outside import Act, Told
from alongside.rules.traces import OUTSIDE, OUTSIDE_READ
from alongside.safety import outside_contacts
from alongside.safety.outside_contacts import Contact
from alongside.talk.access import NotHere, room_for
from alongside.talk.rows import Room
from alongside.vault import keys


@dataclass(frozen=True, slots=True)
class Terms:
    """What the program's promise allows now."""

    profile: str
    law: dict[str, str]

    @property
    def law_is_filled(self) -> bool:
        return promise.law_is_filled(self.law)


def terms(program_id: int) -> Terms:
    """Without a promise, and until its law is filled in: only with the member's own yes."""
    newest = reads.promise_of(program_id)
    return Terms(newest.profile, newest.law or {}) if newest else Terms("", {})


def member_in(room: Room, person_id: int) -> int:
    """Whom it would be about: the member this peer, or one of the team, talks with here."""
    helpers = reads.helpers_among([seat.person_id for seat in room.seats])
    other = report_is_told.other_in(room, person_id)
    if person_id not in helpers or other is None or other in helpers:
        raise NotHere
    return other


def write_down(person_id: int, conversation_id: int, act: Act, happened_at: datetime, now: datetime) -> int:
    """Its number. The act is judged once more: what the promise does not allow is not written down as if."""
    room, _ = room_for(person_id, conversation_id)
    member_id = member_in(room, person_id)
    program = reads.program(room.program_id)
    allowed = terms(room.program_id)
    if program is None or outside.missing(act, allowed.profile, allowed.law_is_filled):
        raise NotHere
    key_id = keys.make(program.key_id)
    with turn.write():
        where = (room.program_id, conversation_id, member_id)
        contact_id = outside_contacts.write_down(where, key_id, act, happened_at, now)
        traces.leave(room.program_id, member_id, person_id, OUTSIDE.code, now, about=contact_id)
        notices.tell(room.program_id, [member_id], "note", now)
        wake.nudge("person", member_id)
        team = [one for one in backup_is_called.team_of(room.program_id) if one != act.decided_by]
        notices.tell(room.program_id, team, "desk", now)
    return contact_id


def see(contact_id: int, member_id: int, now: datetime) -> None:
    """The member says that they have read it."""
    with turn.write():
        outside_contacts.see(contact_id, member_id, now)


def may_review(contact: Contact, person_id: int) -> bool:
    """One of the team who did not decide it, as long as nobody looked at it."""
    ours = person_id in backup_is_called.team_of(contact.program_id)
    return ours and person_id != contact.decided_by and contact.person_id is not None


def read_again(contact: Contact, by: int, now: datetime) -> Told | None:
    """One of the team reads it, to look at it again. The member can see that they did."""
    if contact.person_id is None:
        return None
    with turn.write():
        traces.leave(contact.program_id, contact.person_id, by, OUTSIDE_READ.code, now, about=contact.id)
    return outside_contacts.words_of(contact.id)


def review(contact: Contact, by: int, now: datetime) -> bool:
    """It was talked through. Shown on the team's desk no more."""
    with turn.write():
        return outside_contacts.review(contact.id, by, now)
