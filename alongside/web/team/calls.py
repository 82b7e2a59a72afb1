"""Somebody would like to be rung, and one of the team rings with the program's own phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import TEAM, door
from alongside.flows import call_is_wished
from alongside.matching import call_wishes
from alongside.matching.walks import Call
from alongside.people import reads
from alongside.rules import phone_number
from alongside.rules.ringing import may_ring
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.talk import told
from alongside.web.talk.call import safe_words
from alongside.web.typed import Typed
from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.matching.call_wishes import Wished
    from alongside.people.doors import Door
    from alongside.web.team.gathered import TeamDesk

THEN_FOR_ALL = timedelta(hours=3)  # who walks with them had that long to ring, where calls can be joined


def waits(desk: TeamDesk, now: datetime) -> Sequence[Waits]:
    """Those nobody walks with, and those of a program that cannot join calls; later all of them."""
    return [
        Waits(_("Someone would like to be rung"), f"/program/calls/{wish}", since)
        for wish, walked, since in desk.matching.calls
        if not walked or not desk.joins_calls or now - since > THEN_FOR_ALL
    ]


@door(TEAM, "GET", "POST")
def call(request: Any, call: int) -> HttpResponse:
    """The number shows after "I ring now", which its person can see; then how it went is said."""
    wished, now = call_wishes.one(request.program.id, call), clock.now()
    if wished is None:
        raise Http404
    me = request.here.person_id
    typed = Typed(request.POST)
    do = typed.one_of("do", ("ring", "spoke", "in-vain")) if request.method == "POST" else ""
    if do == "ring":
        number = call_is_wished.number_to_ring(me, wished, now)
        response = _page(request, call_wishes.one(request.program.id, call) or wished, now, number)
        response.headers["Cache-Control"] = "no-store"
        return response
    if do and wished.taken_by == me:
        call_is_wished.done(me, wished.id, now, spoke=do == "spoke")
        return answers.see("/program")
    return answers.see(f"/program/calls/{call}") if request.method == "POST" else _page(request, wished, now)


def _page(request: Any, wished: Wished, now: datetime, number: Door | None = None) -> HttpResponse:
    zone = request.here.zone
    theirs = call_is_wished.number_of(wished.person_id)
    may = may_ring(call_is_wished.as_rule(wished, theirs), now) if theirs else None
    names = reads.names(each for each in (wished.person_id, wished.taken_by) if each)
    wish = Call(
        wished.id, wished.person_id, wished.safe_from, wished.safe_until, theirs.zone if theirs else ""
    )
    return answers.page(
        request,
        "team/call.html",
        wished=wished,
        name=names.get(wished.person_id) or told.someone(),
        since=when_words(wished.made_at, now, zone),
        safe=safe_words(wish, request.program.time_zone, zone, now),
        number=phone_number.as_written(number.address) if number else "",
        mine=wished.taken_by == request.here.person_id,
        taken_by=names.get(wished.taken_by or 0, ""),
        may=may is not None and not may.why,
        again=when_words(may.again_at, now, zone) if may and may.again_at else "",
        reachable=theirs is not None,
    )
