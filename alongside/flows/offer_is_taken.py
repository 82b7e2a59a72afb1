"""A peer says yes, and two people walk together from now on. Or the peer passes, and nobody is told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError

from alongside.base import turn, wake
from alongside.flows import peer_is_offered, team_takes_a_wish, walk_begins_by_text
from alongside.matching import access, walks, writes
from alongside.matching import reads as matching
from alongside.matching.rows import ASKED, ASKING, CHOOSING, MET
from alongside.people import availability, reads, tallies
from alongside.rules import fit
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.matching.access import Question
    from alongside.rules.fit import Reason


class _TooLate(Exception):
    """Someone else was first, or it was withdrawn."""


def accept(peer_id: int, offer_id: int, now: datetime) -> int | None:
    """The conversation that begins. None where someone else was first, or it was withdrawn."""
    question = access.own_question(peer_id, offer_id)
    program = reads.program(question.program_id)
    reasons = _reasons(question, now)
    paused = program is not None and program.paused_until is not None and program.paused_until > now
    if question.state != ASKED or program is None or paused or reasons is None:
        return _theirs_already(question)
    key_ids = keys.make_many(program.key_id, 2)
    try:
        with turn.write():
            return _begin(question, reasons, key_ids, now)
    except (_TooLate, IntegrityError):  # the latter: these two walk together by another way already
        keys.destroy(key_ids, now)
        return _theirs_already(question)


def pass_on(peer_id: int, offer_id: int, now: datetime) -> None:
    """Not this time. It has no consequence for the peer, and the member never sees it."""
    question = access.own_question(peer_id, offer_id)
    asked = question.wish
    with turn.write():
        state = writes.hold(asked.id)
        if state is None or not writes.passed(offer_id, now):
            return
        wake.nudge("desk", peer_id)
        if state != ASKING or matching.asked_peers(asked.id):
            return
        if asked.whoever or asked.ask_others:
            writes.stands(asked.id, ASKING, due_at=now)
        else:
            writes.stands(asked.id, CHOOSING, due_at=None)
            team_takes_a_wish.tell_the_team(asked.program_id, asked.id, now)
            wake.nudge("person", asked.person_id)
    peer_is_offered.if_due(asked.id, now)


def _begin(question: Question, reasons: tuple[Reason, ...], key_ids: list[int], now: datetime) -> int:
    asked, peer_id = question.wish, question.peer_id
    if walks.are_apart(question.program_id, asked.person_id, peer_id):
        raise _TooLate
    if not writes.met(asked.id, question.id, now):
        raise _TooLate
    people = list(zip((asked.person_id, peer_id), key_ids, strict=True))
    conversation_id = talk.begin(question.program_id, people, now, kind="match")
    member = (asked.person_id, asked.key_id)
    writes.walk(question.program_id, asked.id, member, peer_id, conversation_id, reasons, now)
    availability.walk_begins(peer_id)
    walk_begins_by_text.begun(asked.person_id, peer_id, conversation_id, now)
    for other_id in (peer_id, *writes.take_questions_back(asked.id)):
        wake.nudge("desk", other_id)
    wake.nudge("person", asked.person_id)
    return conversation_id


def _reasons(question: Question, now: datetime) -> tuple[Reason, ...] | None:
    """Why these two; None where the peer is not made ready any more, or the member has gone."""
    wishes = question.wish.wishes()
    card = availability.cards([question.peer_id], now).get(question.peer_id)
    if wishes is None or card is None or not card.ready:
        return None
    return fit.reasons(wishes, card, tallies.scale_of(question.program_id))


def _theirs_already(question: Question) -> int | None:
    """A second tap on the same yes leads to the same conversation."""
    stands = matching.wish(question.wish.id)
    state = matching.state_of(stands) if stands and stands.state == MET else None
    return state.conversation_id if state and state.peer_id == question.peer_id else None
