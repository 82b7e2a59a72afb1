"""The demo's heavier days: a call for backup, a report, an outside contact, someone quiet, after a talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import (
    backup_is_called,
    demo_is_walked,
    peer_says_how_they_are,
    quiet_is_foreseen,
    report_is_told,
    someone_outside_is_told,
)
from alongside.flows.quiet_is_foreseen import Answer
from alongside.flows.report_is_told import Written
from alongside.people import sessions
from alongside.rules.outside import CONSENT, Act, Told
from alongside.rules.quiet import HELLO, RING
from alongside.safety import outside_contacts

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled

MINUTES_AGO, DAYS_AGO = 6, 3


def heavy_days(filled: Filled, now: datetime) -> None:
    """Each of them once, in a state in which there is something to see to."""
    _someone_outside(filled, now - timedelta(days=DAYS_AGO), now - timedelta(days=1))
    _quiet(filled, now)
    _after_a_talk(filled, now)
    written = Written("elsewhere", "He asked twice if we could meet at the lake. I would rather not.", [2])
    report_is_told.tell(filled.people["Green Lamp"], filled.talks["Green Lamp"], written, now)
    called = now - timedelta(minutes=MINUTES_AGO)
    backup_is_called.call(filled.program, filled.people["Wanjiru"], filled.talks["Amina"], called)


def _someone_outside(filled: Filled, then: datetime, looked_at: datetime) -> None:
    told = Told(
        whom="Ms Atieno at the library",
        shared="That Long Road would like a place in the reading group, and comes on Tuesdays.",
        tried="We wrote the letter together first, and it was not answered.",
    )
    amal, mikel, tariro = (filled.people[name] for name in ("Amal", "Mikel", "Tariro"))
    act = Act(CONSENT, amal, mikel, True, True, told)
    talk = filled.talks["Long Road"]
    number = someone_outside_is_told.write_down(amal, talk, act, then, then)
    found = outside_contacts.one(filled.program.id, number)
    assert found is not None
    someone_outside_is_told.read_again(found, tariro, looked_at)


def _quiet(filled: Filled, now: datetime) -> None:
    """Paper Boat has not written for ten days and would like a hello; Kai wanted a friend to be rung."""
    talk, long_ago = filled.talks["Paper Boat"], now - timedelta(days=19)
    quiet_is_foreseen.answer(filled.people["Paper Boat"], talk, Answer(HELLO, 10), long_ago)
    whom = Answer(RING, 5, "My friend Brian, 0700 000 000. He knows.")
    quiet_is_foreseen.answer(filled.people["Kai"], talk, whom, long_ago)


def _after_a_talk(filled: Filled, now: datetime) -> None:
    """Wanjiru had a hard one, and shows it to Tariro."""
    token = demo_is_walked.become(filled.program.id, filled.people["Wanjiru"], now)
    found = sessions.visitor(token or "", now)
    assert found is not None
    who = found[0]
    note = peer_says_how_they_are.note(who, filled.talks["Amina"], "hard", now)
    assert note is not None
    peer_says_how_they_are.show(who, note, now)
    with turn.write():
        sessions.sign_out(who.session_id)
