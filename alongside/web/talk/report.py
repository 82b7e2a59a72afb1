"""Telling the team that something was not all right, from any talk one is or was in, ended ones too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import report_is_told
from alongside.flows.report_is_told import Written
from alongside.people import reads
from alongside.rules import report as rules
from alongside.safety import reports
from alongside.talk.access import NotHere
from alongside.talk.rows import Room
from alongside.web import answers
from alongside.web.fields import LONG, ONE, Shown
from alongside.web.moments import when_words
from alongside.web.talk import picking, told
from alongside.web.talk.page import entered
from alongside.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Standing:
    """A report of the reader's own: how it stands, and what the team says to them."""

    about: str
    at: str
    taken_by: str
    closed: str
    for_them: str


@door(INSIDE, "GET", "POST")
def report(request: Any, conversation: int) -> HttpResponse:
    """What they told before, and a form for something new."""
    room, _seat = entered(request, conversation)
    now, typed = clock.now(), Typed(request.POST)
    if request.method != "POST":
        return _page(request, room, typed, now, sent=request.GET.get("sent") == "1")
    if picking.turns_the_page(typed):
        return _page(request, room, typed, now)
    codes = [choice.code for choice in rules.CHOICES]
    choice = typed.one_of("choice", codes, needed=_("Please choose what comes nearest."))
    words = typed.text("words", at_most=rules.LONGEST)
    numbers = picking.checked(typed, room)
    if typed.mistakes:
        return _page(request, room, typed, now, 422)
    try:
        report_is_told.tell(request.here.person_id, conversation, Written(choice, words, numbers), now)
    except NotHere:  # gone in this very moment, in another tab
        raise Http404 from None
    return answers.see(f"/talk/{conversation}/report?sent=1")


def _page(
    request: Any, room: Room, typed: Typed, now: datetime, status: int = 200, *, sent: bool = False
) -> HttpResponse:
    me = request.here.person_id
    mine = reports.told_by(me, room.id)
    about = report_is_told.other_in(room, me)
    names = reads.names([seat.person_id for seat in room.seats] + [each.taken_by or 0 for each in mine])
    shown = Shown(typed.fields, typed.mistakes)
    helpers = reads.helpers_among([about] if about else [])
    return answers.page(
        request,
        "talk/report.html",
        status,
        room=room,
        name=names.get(about or 0, told.someone()),
        choice=shown.choice(
            "choice",
            _("What was it?"),
            [(each.code, _(each.words)) for each in rules.CHOICES],
            kind=ONE,
        ),
        words_field=shown("words", _("In your own words"), kind=LONG, hint=_("Only if you like.")),
        picker=picking.picker(request, room, names, typed, now),
        most=rules.MOST_LINES,
        other_is_helper=about in helpers,
        told_before=[_standing(each, names, now, request.here.zone) for each in mine],
        sent=sent,
        mistakes=typed.mistakes.items(),
    )


def _standing(filed: reports.Filed, names: dict[int, str], now: datetime, zone: str) -> Standing:
    choice = rules.by_code(filed.choice)
    return Standing(
        about=_(choice.words) if choice else "",
        at=when_words(filed.at, now, zone),
        taken_by=names.get(filed.taken_by or 0, ""),
        closed=when_words(filed.closed_at, now, zone) if filed.closed_at else "",
        for_them=reports.opened(filed.id).for_them if filed.closed_at else "",
    )
