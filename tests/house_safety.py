"""What the house in full swing holds of safety: a call, a report, an outside contact, a quiet person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import (
    backup_is_called,
    peer_says_how_they_are,
    quiet_is_foreseen,
    report_is_told,
    someone_else_takes_over,
    someone_outside_is_told,
)
from alongside.flows.quiet_is_foreseen import Answer
from alongside.flows.report_is_told import Written
from alongside.people import sessions
from alongside.rules.outside import CONSENT, Act, Told
from alongside.safety import quiet_wishes
from alongside.talk import writes
from alongside.talk.access import room_for

if TYPE_CHECKING:
    from conftest import Cast

SAID = "Three goats came back."
REPORTED = "It went on all week."
SISTER = "My sister, by the mill."
NURSE = "Nurse Akinyi"
SHARED = "Where Amina can be found."
SAFETY_WORDS = {SAID, REPORTED, SISTER, NURSE, SHARED}


@dataclass(frozen=True)
class SafetyRows:
    """The rows that addresses name."""

    backup: int
    report: int
    contact: int
    quiet: int
    note: int

    def numbers(self) -> dict[str, str]:
        return {
            "<id:backup>": str(self.backup),
            "<id:report>": str(self.report),
            "<id:contact>": str(self.contact),
            "<id:quiet>": str(self.quiet),
            "<id:note>": str(self.note),
            "<id:after>": str(self.note),
        }


def safety_rows(cast: Cast, talk: int, now: datetime) -> SafetyRows:
    """Ten days ago the two talked; since then the member is quiet, and much else was asked of people."""
    before = now - timedelta(days=10)
    _says(cast, talk, now - timedelta(hours=1))
    quiet_is_foreseen.answer(cast.member.id, talk, Answer("ring", 3, SISTER), before)
    wish = quiet_wishes.of(talk, cast.member.id)
    told = Told(NURSE, SHARED)
    act = Act(CONSENT, cast.peer.id, cast.supervisor.id, True, True, told)
    contact = someone_outside_is_told.write_down(cast.peer.id, talk, act, before, now)
    report = report_is_told.tell(cast.member.id, talk, Written("unkind", REPORTED, [1]), now)
    someone_else_takes_over.ask(cast.peer.id, talk, now)
    note = _after(cast, talk, now)
    assert wish is not None
    assert report is not None
    assert note is not None
    return SafetyRows(
        backup=backup_is_called.call(cast.program, cast.peer.id, talk, now),
        report=report,
        contact=contact,
        quiet=wish.id,
        note=note,
    )


def _after(cast: Cast, talk: int, now: datetime) -> int | None:
    """The peer shows how they were to who stands beside them."""
    with turn.write():
        token = sessions.sign_in(cast.peer, now)
    found = sessions.visitor(token, now)
    assert found is not None
    note = peer_says_how_they_are.note(found[0], talk, "hard", now)
    assert note is not None
    assert peer_says_how_they_are.show(found[0], note, now) == cast.supervisor.id
    return note


def _says(cast: Cast, talk: int, at: datetime) -> None:
    with turn.write():
        room, _ = room_for(cast.peer.id, talk, lock=True)
        mine = next(seat for seat in room.seats if seat.person_id == cast.peer.id)
        writes.append([writes.Line(room, mine, b"in the house 000", SAID)], at)
        writes.confirm([(mine, room.last_n, False)], at)
