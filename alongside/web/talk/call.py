""" "Talk by phone": one of the two would like to be rung, and the other rings. Neither sees a number."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import call_is_wished
from alongside.matching import walks
from alongside.people import reads as people
from alongside.rules.held import clock as as_hour
from alongside.rules.reaching import next_moment
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.own.phone import minutes_of
from alongside.web.talk import told
from alongside.web.talk.page import entered
from alongside.web.talk.together import moment
from alongside.web.typed import Typed

if TYPE_CHECKING:
    from alongside.flows.call_is_wished import Ring
    from alongside.matching.walks import Call, Walk


@door(INSIDE, "GET", "POST")
def call(request: Any, conversation: int) -> HttpResponse:
    """Wish for it, take it back, or ring."""
    room, _seat = entered(request, conversation)
    walk = walks.walk_in(room.id)
    if walk is None or walk.ended_at is not None:
        raise Http404
    typed, now = Typed(request.POST), clock.now()
    do = typed.one_of("do", ("wish", "take-back", "ring", "spoke")) if request.method == "POST" else ""
    me = request.here.person_id
    if do == "ring" and walk.call and walk.call.by != me:
        return _page(request, walk, typed, now, rang=call_is_wished.ring(me, walk.call.id, now))
    if do == "spoke" and walk.call and walk.call.by != me:
        call_is_wished.done(me, walk.call.id, now, spoke=True)
        return answers.see(f"/talk/{room.id}")
    if do == "take-back":
        call_is_wished.take_back(me, now)
    if do == "wish" and walk.call is None:
        hours = _hours(typed)
        if typed.mistakes:
            return _page(request, walk, typed, now, 422)
        call_is_wished.wish(me, now, conversation_id=room.id, hours=hours)
    return answers.see(f"/talk/{room.id}/call") if do else _page(request, walk, typed, now)


def _hours(typed: Typed) -> tuple[int | None, int | None]:
    """Both, or neither: then it may ring at any time."""
    found: list[int | None] = []
    for name in ("safe_from", "safe_until"):
        found.append(minutes_of(typed.raw(name)))
        if found[-1] is None and (typed.raw("safe_from") or typed.raw("safe_until")):
            typed.wrong(name, _("Please write an hour, like 17:30."))
    return found[0], found[1]


def _page(
    request: Any, walk: Walk, typed: Typed, now: datetime, status: int = 200, rang: Ring | None = None
) -> HttpResponse:
    here, other_id = request.here, walk.other(request.here.person_id)
    mine = call_is_wished.number_of(here.person_id)
    kept = {
        "safe_from": as_hour(mine.safe_from) if mine else "",
        "safe_until": as_hour(mine.safe_until) if mine else "",
    }
    shown = Shown(
        {name: value or "" for name, value in kept.items()} | dict(typed.fields.items()), typed.mistakes
    )
    name = people.names([other_id]).get(other_id, told.someone())
    return answers.page(
        request,
        "talk/call.html",
        status,
        walk=walk,
        name=name,
        mine=walk.call is not None and walk.call.by == here.person_id,
        safe=safe_words(walk.call, request.program.time_zone, here.zone, now),
        joins=call_is_wished.voice_of(request.program.id) is not None,
        has_phone=mine is not None,
        rang=rang is not None and not rang.why,
        why=_why(rang, name, now, here.zone) if rang else "",
        safe_from=shown("safe_from", _("Safe from"), kind="time"),
        safe_until=shown("safe_until", _("Safe until"), kind="time"),
        mistakes=typed.mistakes.items(),
    )


def safe_words(call: Call | None, program_zone: str, zone: str, now: datetime) -> str:
    """When their phone may ring, on the reader's own clock."""
    if call is None or call.safe_from is None or call.safe_until is None:
        return ""
    theirs = call.zone or program_zone
    begins, ends = (
        next_moment(minute, theirs, now).astimezone(ZoneInfo(zone))
        for minute in (call.safe_from, call.safe_until)
    )
    return _("Safe between %(begins)s and %(ends)s.") % {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}


def _why(rang: Ring, name: str, now: datetime, zone: str) -> str:
    """Why it does not ring now."""
    told_by = {"name": name, "when": moment(rang.again_at, now, zone) if rang.again_at else ""}
    match rang.why:
        case "not_safe":
            return _("It is not safe to ring now. It is from then on: %(when)s.") % told_by
        case "too_soon":
            return _("It rang a moment ago. Please leave some quiet, until %(when)s.") % told_by
        case "no_own_phone":
            return _("Your own phone rings first, so we need its number.")
        case "no_phone":
            return _("There is no phone now on which %(name)s can be rung.") % told_by
        case "trouble":
            return _("It does not ring: the phone service did not take it. The team can see why.")
        case _gone:
            return _("This is done already, or was taken back.")
