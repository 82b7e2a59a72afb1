"""Asking for a person: to talk with one of the team now, or to be rung or come to. Then how it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import help_is_asked
from alongside.people import reads
from alongside.safety import asked_help
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.moments import when_words
from alongside.web.team_turn import team_now
from alongside.web.typed import Typed
from alongside.web.visitors.help import lines_told

WHERE_AT_MOST, MORE_AT_MOST = 300, 600


@door(MEMBER, "POST")
def talk_with_team(request: Any) -> HttpResponse:
    """A talk with whose turn it is. Where it is nobody's any more, Help now says so."""
    program, now = request.program, clock.now()
    turns = help_is_asked.answering(program.id, program.time_zone, now)
    conversation_id = help_is_asked.talk_with(request.here, turns, now)
    if conversation_id is None:
        return answers.see(f"/at/{program.slug}/help")
    return answers.see(f"/talk/{conversation_id}")


@door(MEMBER, "GET", "POST")
def ring(request: Any) -> HttpResponse:
    """Who and where; then the exact words, before they go; then how it stands."""
    now = clock.now()
    asked = asked_help.newest_of(request.here.person_id, now)
    if asked is not None and asked.closed_at is None:
        return answers.see("/help/ring") if request.method == "POST" else _standing(request, now)
    if request.method != "POST":
        if asked is not None and "new" not in request.GET:
            return _standing(request, now)
        return _form(request, Typed({}), now)
    typed = Typed(request.POST)
    words = words_from(typed)
    step = typed.one_of("step", ("look", "again", "send"))
    if typed.mistakes:
        return _form(request, typed, now, 422)
    if step == "again":
        return _form(request, typed, now)
    program = request.program
    turns = help_is_asked.answering(program.id, program.time_zone, now)
    if not turns:
        return _form(request, typed, now, 422)
    if step != "send":
        return _look(request, typed, words, now)
    help_is_asked.ring(request.here, words, turns, now)
    return answers.see("/help/ring")


@door(MEMBER, "POST")
def take_back(request: Any) -> HttpResponse:
    """Not needed any more. Nobody asks why."""
    asked = asked_help.newest_of(request.here.person_id, clock.now())
    if asked is not None:
        help_is_asked.take_back(request.here.person_id, asked.id)
    return answers.see(f"/at/{request.program.slug}/help")


def words_from(typed: Typed) -> str:
    """The exact words that go to the team, made of what was typed."""
    who = typed.line("who", needed=_("Please write who you are, and a number or a way to reach you."))
    where = typed.text("where", at_most=WHERE_AT_MOST)
    more = typed.text("more", at_most=MORE_AT_MOST)
    return "\n".join(part for part in (who, where, more) if part)


def _form(request: Any, typed: Typed, now: datetime, status: int = 200) -> HttpResponse:
    shown, program = Shown(typed.fields, typed.mistakes), request.program
    return answers.page(
        request,
        "members/ring.html",
        status,
        team=team_now(program, now, request.here.zone),
        fields=[
            shown("who", _("Who are you, and how can we reach you?"), hint=_("A name, and a number.")),
            shown(
                "where",
                _("Where are you?"),
                hint=_("Only if someone is to come. Words that a person from here understands are enough."),
                kind=LONG,
                rows=2,
            ),
            shown("more", _("Is there anything they should know?"), hint=_("Only if you like."), kind=LONG),
        ],
        mistakes=typed.mistakes.items(),
        typed_before=words_from(typed) if typed.fields else "",
        **lines_told(program, now),
    )


def _look(request: Any, typed: Typed, words: str, now: datetime) -> HttpResponse:
    return answers.page(
        request,
        "members/ring_look.html",
        team=team_now(request.program, now, request.here.zone),
        sent=words,
        typed=[(name, typed.raw(name)) for name in ("who", "where", "more")],
    )


def _standing(request: Any, now: datetime) -> HttpResponse:
    asked = asked_help.newest_of(request.here.person_id, now)
    assert asked is not None
    words, note = asked_help.words_of(asked.id, request.here.key_id)
    names = reads.names(number for number in (asked.to, asked.taken_by) if number)
    zone = request.here.zone
    return answers.page(
        request,
        "members/ring_standing.html",
        sent=words,
        note=note,
        to=names.get(asked.to or 0, ""),
        made=when_words(asked.made_at, now, zone),
        taken_by=names.get(asked.taken_by or 0, "") or (_("Someone") if asked.taken_at else ""),
        taken=when_words(asked.taken_at, now, zone) if asked.taken_at else "",
        closed=when_words(asked.closed_at, now, zone) if asked.closed_at else "",
        team=None if asked.taken_at else team_now(request.program, now, zone),
    )
