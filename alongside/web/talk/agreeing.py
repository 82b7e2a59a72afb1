"""Pages of a talk: when two talk next, that they met, and the answers to what was asked beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, MEMBER, door
from alongside.flows import meeting_is_noted, member_waits_or_meets, next_talk_is_said
from alongside.matching import meanwhiles, meetings, walks
from alongside.matching.walks import Walk
from alongside.people import reads as people
from alongside.talk.access import NotHere
from alongside.web import answers
from alongside.web.fields import ONE, Shown
from alongside.web.talk import told
from alongside.web.talk.page import entered
from alongside.web.talk.together import met_words, next_words, today_of
from alongside.web.typed import Typed, identity

AHEAD = timedelta(days=366)


def walking(request: Any, conversation: int) -> tuple[Walk, str]:
    """The walk that goes on in this talk, and what the other is called; else the page is not there."""
    room, _seat = entered(request, conversation)
    walk = walks.walk_in(conversation)
    if walk is None or walk.ended_at is not None or room.ended_at is not None:
        raise Http404
    other = walk.other(request.here.person_id)
    return walk, people.names([other]).get(other, told.someone())


@door(INSIDE, "GET", "POST")
def next_talk(request: Any, conversation: int) -> HttpResponse:
    """ "When shall we talk next?" A day and an hour, in the reader's own time."""
    now, me = clock.now(), request.here.person_id
    walk, name = walking(request, conversation)
    typed = Typed(request.POST)
    if request.method != "POST":
        return _next_page(request, walk, name, typed, now)
    doing = typed.raw("do")
    try:
        if doing == "agree":
            at = _exact(typed.raw("at"))
            if at is None or not next_talk_is_said.agree(me, conversation, at, now):
                typed.wrong("day", _("Meanwhile another time was said. Please look again."))
                return _next_page(request, walks.walk_in(conversation) or walk, name, Typed({}), now, typed)
        elif doing == "let_go":
            next_talk_is_said.let_go(me, conversation)
        else:
            at = _moment(typed, request.here.zone, now)
            if at is None:
                return _next_page(request, walk, name, typed, now, typed)
            next_talk_is_said.say(me, conversation, at, now)
    except NotHere:
        raise Http404 from None
    return answers.see(f"/talk/{conversation}")


def _next_page(
    request: Any, walk: Walk, name: str, typed: Typed, now: datetime, wrong: Typed | None = None
) -> HttpResponse:
    mistakes = wrong.mistakes if wrong else {}
    shown = Shown(typed.fields, mistakes)
    said = walk.next_talk if walk.next_talk and walk.next_talk.at > now else None
    me = request.here.person_id
    return answers.page(
        request,
        "talk/next.html",
        422 if mistakes else 200,
        conversation=walk.conversation_id,
        name=name,
        words=next_words(request, walk, name, now),
        said=said,
        at=said.at.isoformat() if said else "",
        may_agree=said is not None and not said.agreed and said.said_by != me,
        day=shown("day", _("Day"), kind="date"),
        hour=shown("hour", _("Hour"), kind="time"),
        mistakes=mistakes.items(),
    )


def _moment(typed: Typed, zone: str, now: datetime) -> datetime | None:
    """The chosen day and hour; None (and a mistake) for what is past, or no moment at all."""
    try:
        day = date.fromisoformat(typed.line("day"))
        hour = time.fromisoformat(typed.line("hour"))
        at = datetime.combine(day, hour.replace(tzinfo=None), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        typed.wrong("day", _("Please choose a day and an hour."))
        return None
    if not now < at <= now + AHEAD:
        typed.wrong("day", _("Please choose a time that is still to come, within a year."))
        return None
    return at


def _exact(raw: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(raw[:40])
    except ValueError:
        return None
    return at if at.tzinfo else None


@door(INSIDE, "GET", "POST")
def met(request: Any, conversation: int) -> HttpResponse:
    """ "We met", "We spoke": a day both see. Whoever noted it can take it back."""
    now, me = clock.now(), request.here.person_id
    walk, name = walking(request, conversation)
    typed = Typed(request.POST)
    if request.method == "POST":
        try:
            if typed.ticked("gone"):
                meeting_is_noted.take_back(me, conversation, identity(typed.raw("gone")))
                return answers.see(f"/talk/{conversation}/met")
            how = typed.one_of("how", meetings.HOW, needed=_("Please choose one of the two."))
            on = _day(typed, today_of(request, now), walk.began_at)
            if on is not None and not typed.mistakes:
                meeting_is_noted.note(me, conversation, how, on, now)
                return answers.see(f"/talk/{conversation}")
        except NotHere:
            raise Http404 from None
    else:
        typed = Typed({"how": meetings.MET, "on": today_of(request, now).isoformat()})
    shown = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "talk/met.html",
        422 if typed.mistakes else 200,
        conversation=conversation,
        name=name,
        how=shown.choice(
            "how", _("What was it?"), [("met", _("We met")), ("spoke", _("We spoke"))], kind=ONE
        ),
        on=shown("on", _("On which day?"), kind="date"),
        days=[(each.id, met_words(each.how, each.on), each.by == me) for each in meetings.of(walk.id)],
        mistakes=typed.mistakes.items(),
    )


def _day(typed: Typed, today: date, began_at: datetime) -> date | None:
    try:
        on = date.fromisoformat(typed.line("on"))
    except ValueError:
        typed.wrong("on", _("Please choose a day."))
        return None
    if not began_at.date() - AHEAD * 10 <= on <= today:
        typed.wrong("on", _("Please choose today or a day that has been."))
        return None
    return on


@door(MEMBER, "POST")
def meanwhile(request: Any, conversation: int) -> HttpResponse:
    """The peer rests. Waiting leads back to the talk, meeting someone to the pages of asking."""
    now = clock.now()
    chosen = request.POST.get("answer", "")
    if chosen not in meanwhiles.ANSWERS:
        entered(request, conversation)
        return answers.see(f"/talk/{conversation}")
    try:
        member_waits_or_meets.answer(
            request.here.person_id, conversation, chosen, today_of(request, now), now
        )
    except NotHere:
        raise Http404 from None
    return answers.see("/ask" if chosen == meanwhiles.MEANWHILE else f"/talk/{conversation}")


@door(MEMBER, "POST")
def later(request: Any, conversation: int) -> HttpResponse:
    """Words to come back with: later. It is not asked here again."""
    try:
        member_waits_or_meets.words_later(request.here.person_id, conversation, clock.now())
    except NotHere:
        raise Http404 from None
    return answers.see(f"/talk/{conversation}")
