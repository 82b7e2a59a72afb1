"""A member wants to be rung, come to or talked with: what one of the team sees and does about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import help_is_asked
from alongside.people import reads
from alongside.safety import asked_help, desks
from alongside.safety.asked_help import Asked
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.moments import when_words
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.safety.desks import Row
    from alongside.web.team.gathered import TeamDesk

NOTE_AT_MOST = 1_000


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """What is open, without a name or a word of it. Urgent until somebody took it."""
    every = desk.safety.get(desks.ASKED, []) + desk.safety.get(desks.TALK_ASKED, [])
    return [
        Waits(_line(one), f"/program/asked/{one.id}", one.since or now, urgent=one.taken_by is None)
        for one in every
    ]


def _line(one: Row) -> str:
    if one.taken_by is not None:
        return _("Someone asked us to ring or come. One of us has taken it.")
    if one.kind == desks.TALK_ASKED:
        return _("Someone would like to talk with one of the team now")
    return _("Someone wants us to ring or come")


@door(TEAM, "GET", "POST")
def asked(request: Any, asked: int) -> HttpResponse:
    """The words show after "Read it", which the member can see; then to whoever read or took it."""
    one, now = asked_help.one(request.program.id, asked), clock.now()
    if one is None:
        raise Http404
    typed = Typed(request.POST)
    do = typed.one_of("do", ("read", "take", "close")) if request.method == "POST" else ""
    if do == "read":
        return _page(request, one, typed, now, shows=True)
    if do == "take":
        conversation_id = help_is_asked.take(request.here.person_id, one, now)
        return answers.see(f"/talk/{conversation_id}" if conversation_id else f"/program/asked/{one.id}")
    if do == "close":
        note = typed.text("note", at_most=NOTE_AT_MOST)
        if typed.mistakes:
            return _page(request, one, typed, now, 422)
        help_is_asked.close(request.here.person_id, one, note, now)
        return answers.see("/program")
    if request.method == "POST":
        return answers.see(f"/program/asked/{one.id}")
    return _page(request, one, typed, now)


def _page(
    request: Any, one: Asked, typed: Typed, now: datetime, status: int = 200, *, shows: bool = False
) -> HttpResponse:
    mine = one.taken_by == request.here.person_id
    if shows:
        words, note = help_is_asked.read(request.here.person_id, one, now)
    else:
        words, note = help_is_asked.words_read(request.here.person_id, one)
    names = reads.names(number for number in (one.person_id, one.taken_by) if number)
    zone = request.here.zone
    return answers.page(
        request,
        "team/asked_help.html",
        status,
        one=one,
        name=names.get(one.person_id, "") or _("Someone"),
        since=when_words(one.made_at, now, zone),
        sent=words,
        note=note,
        mine=mine,
        taken_by=names.get(one.taken_by or 0, ""),
        taken=when_words(one.taken_at, now, zone) if one.taken_at else "",
        field=Shown(typed.fields, typed.mistakes)(
            "note", _("A note for them to read"), hint=_("Only if you like."), kind=LONG, rows=3
        ),
        mistakes=typed.mistakes.items(),
    )
