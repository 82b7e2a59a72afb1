"""The demo's letters for the night, a plan, words that are kept, and somebody who wants to be rung."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base.door import Visitor
from alongside.flows import help_is_asked, night_letter_is_written, plan_is_written, words_are_kept
from alongside.people import reads
from alongside.rules.demo_help import LETTERS, PLAN, RING
from alongside.safety import kept_words
from alongside.safety.duty import Answering
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.flows.demo_grows import Filled


def help_for_the_night(filled: Filled, now: datetime) -> None:
    """Everything as these people would have done it."""
    for letter in LETTERS:
        written = now - timedelta(days=letter.days)
        night_letter_is_written.write(_as(filled, letter.who), letter.language, letter.words, written)
    member = _as(filled, "Blue Kettle")
    plan_is_written.keep(member, PLAN, True, now - timedelta(days=4))
    _keeps_two(filled, member, now)
    paper = _as(filled, "Paper Boat")
    words_are_kept.keep(paper, filled.talks["Paper Boat"], 3, now - timedelta(hours=5))
    turn = [Answering(filled.people["Tariro"], True)]
    help_is_asked.ring(_as(filled, "Still Pond"), RING, turn, now - timedelta(minutes=12))


def _keeps_two(filled: Filled, member: Visitor, now: datetime) -> None:
    """The newest line of her own, and one of Rosa's, who said yes."""
    talk = filled.talks["Blue Kettle"]
    spoken = talks.newest(filled.program.id, talk)
    words_are_kept.keep(member, talk, spoken[-1].n, now - timedelta(days=2))
    theirs = next(line.n for line in spoken if line.seat == 2 and line.n > 5)
    words_are_kept.keep(member, talk, theirs, now - timedelta(days=3))
    rosa = filled.people["Rosa"]
    for wish in kept_words.wanted_of(rosa, talk):
        words_are_kept.answer(rosa, talk, wish.id, True, now - timedelta(days=2))


def _as(filled: Filled, name: str) -> Visitor:
    """This person of the demo, as if they were at their page."""
    person = reads.person(filled.people[name])
    assert person is not None
    return Visitor(
        person_id=person.id,
        program_id=filled.program.id,
        session_id=0,
        roles=frozenset(),
        language=person.language,
        zone=filled.program.time_zone,
        key_id=person.key_id,
        own_device=False,
        borrowed_device=False,
        last_at=person.arrived_at,
    )
