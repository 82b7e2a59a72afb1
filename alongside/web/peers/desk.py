"""A peer's desk: who would like to talk, whom they walk with, and how they are themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import notes_are_sent, offer_is_taken, peer_is_here
from alongside.matching import access
from alongside.matching import reads as matching
from alongside.people import profiles
from alongside.people.profiles import Told
from alongside.rules import week
from alongside.talk import reads as talks
from alongside.web import answers
from alongside.web.day_ahead import day_begins
from alongside.web.fields import Field, Shown
from alongside.web.moments import for_how_long, when_words
from alongside.web.peers import after_talk
from alongside.web.peers.desk_lists import LISTERS
from alongside.web.peers.gathered import PeerDesk, gather
from alongside.web.reasons import reason_words
from alongside.web.talk.together import soon_on_desk
from alongside.web.typed import Typed
from alongside.web.waiting_list import gathered
from alongside.workforce import reads as workforce

HOURS_AHEAD = 12
KIND_LINE = 200


@dataclass(frozen=True, slots=True)
class Walk:
    """A conversation on the desk."""

    address: str
    name: str
    unread: int
    last: str
    paused: bool
    with_team: bool


@door(PEER)
def desk(request: Any) -> HttpResponse:
    """Opening it is a sign: who switched "here now" on stays here."""
    return _desk(request, Typed(request.GET), clock.now(), taken=request.GET.get("taken") == "1")


def _desk(
    request: Any, typed: Typed, now: datetime, status: int = 200, *, taken: bool = False
) -> HttpResponse:
    here = request.here
    notes_are_sent.has_looked(here.person_id)
    told = _told(request)
    if peer_is_here.shows_a_sign(here.person_id, told, now):
        told = _told(request)
    on_it = gather(request, now)
    offers = [
        {
            "id": offer.offer_id,
            "name": offer.name,
            "words": offer.words,
            "waited": for_how_long(now - offer.since),
            "reasons": reason_words(offer.reasons, on_it.people.owns),
        }
        for offer in matching.offers_for(here.person_id, told.card(here.person_id, now), on_it.people.scale)
    ]
    walks = walks_on(on_it, now)
    resting = told.is_resting(now)
    shown = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "peers/desk.html",
        status,
        greeting=greeting(now, here.zone) % {"name": on_it.names.get(here.person_id, "")},
        offers=offers,
        waits=gathered(LISTERS, on_it, now),
        walks=[walk for walk in walks if not walk.with_team],
        with_team=[walk for walk in walks if walk.with_team],
        after=after_talk.asked(on_it, now),
        soon=soon_on_desk(request, on_it, now),
        taken=taken,
        standing=_standing(request, told),
        is_here=told.is_here(now),
        here_words=_here_words(told, now, here.zone),
        until=hours_field(shown, now, here.zone),
        resting=when_words(told.break_until, now, here.zone) if resting and told.break_until else "",
        rest=shown("rest_until", _("Rest until"), kind="date"),
        rest_words=shown(
            "rest_words",
            _("A kind line for those you walk with"),
            hint=_("Only if you like. They read it beside your talk."),
        ),
        mistakes=typed.mistakes.items(),
        news=news_of(len(offers), [walk.unread for walk in walks]),
        in_team=bool(here.roles & {"coordinator", "supervisor"}),
    )


def _told(request: Any) -> Told:
    here = request.here
    return profiles.of(here.program_id, here.person_id, here.key_id)


def greeting(now: datetime, zone: str) -> str:
    """By the time of day where the peer is."""
    part = week.PARTS[week.part_of(now.astimezone(ZoneInfo(zone))) % len(week.PARTS)]
    return {
        "morning": _("Good morning, %(name)s."),
        "afternoon": _("Good afternoon, %(name)s."),
        "evening": _("Good evening, %(name)s."),
        "night": _("Hello, %(name)s. It is late."),
    }[part]


def walks_on(desk: PeerDesk, now: datetime) -> list[Walk]:
    """The conversations that go on, the newest line first."""
    return [
        Walk(
            address=f"/talk/{each.conversation_id}",
            name=_with_whom(each, desk.names),
            unread=each.unread,
            last=when_words(each.last_at, now, desk.zone) if each.last_at else "",
            paused=each.paused_by is not None,
            with_team=each.kind == "team",
        )
        for each in desk.standings
        if each.ended_at is None
    ]


def _with_whom(standing: talks.Standing, names: dict[int, str]) -> str:
    who = ", ".join(names[other] for other in standing.other_ids if other in names)
    if standing.kind == "practice":
        return _("Practice with %(name)s") % {"name": who}
    return who or _("Someone")


def _standing(request: Any, told: Told) -> str:
    """What is still to do before they are suggested to anyone: page, yes, ready, or nothing."""
    if told.ready:
        return ""
    if told.live_at is None:
        return "page"
    return "waiting" if not workforce.is_made_ready(request.program.id, request.here.person_id) else ""


def _here_words(told: Told, now: datetime, zone: str) -> str:
    if not told.is_here(now):
        return ""
    if told.here_no_later:
        until = when_words(told.here_no_later, now, zone)
        return _("Until %(time)s, or 15 minutes after you close this page.") % {"time": until}
    return _("It ends by itself 15 minutes after you close this page.")


def hours_field(shown: Shown, now: datetime, zone: str) -> Field:
    """Until when: the next full hours where the peer is."""
    local = now.astimezone(ZoneInfo(zone)).replace(minute=0, second=0, microsecond=0)
    hours = [local + timedelta(hours=ahead) for ahead in range(1, HOURS_AHEAD + 1)]
    options = [("", _("I close this page")), *((str(int(at.timestamp())), f"{at:%H:%M}") for at in hours)]
    return shown.choice("until", _("Until"), options)


@door(PEER, "POST")
def here(request: Any) -> HttpResponse:
    """The switch: here now, or not."""
    now, typed = clock.now(), Typed(request.POST)
    if typed.ticked("off"):
        peer_is_here.switch_off(request.here.person_id)
        return answers.see("/desk")
    until = _chosen_hour(typed, now)
    if typed.mistakes:
        return _desk(request, typed, now, 422)
    peer_is_here.switch_on(request.program.id, request.here.person_id, until, now)
    return answers.see("/desk")


def _chosen_hour(typed: Typed, now: datetime) -> datetime | None:
    raw = typed.raw("until")
    if not raw:
        return None
    if raw.isascii() and raw.isdigit() and len(raw) <= 11:
        until = datetime.fromtimestamp(int(raw), UTC)
        if now < until <= now + timedelta(hours=HOURS_AHEAD + 1):
            return until
    typed.wrong("until", _("Please choose one of these hours."))
    return None


@door(PEER, "POST")
def rest(request: Any) -> HttpResponse:
    """A break until a day, or back from it."""
    now, typed = clock.now(), Typed(request.POST)
    if typed.ticked("back"):
        peer_is_here.comes_back(request.here.person_id, now)
        return answers.see("/desk")
    until = day_begins(typed, "rest_until", request.here.zone, now)
    words = typed.line("rest_words", at_most=KIND_LINE)
    if until is None or typed.mistakes:
        return _desk(request, typed, now, 422)
    peer_is_here.rests(request.program.id, request.here.person_id, until, now, words)
    return answers.see("/desk")


@door(PEER, "POST")
def hello(request: Any, offer: int) -> HttpResponse:
    """Say hello. The first to say it walks with them; whoever is later hears that kindly."""
    try:
        conversation = offer_is_taken.accept(request.here.person_id, offer, clock.now())
    except access.NotHere:
        raise Http404 from None
    return answers.see(f"/talk/{conversation}" if conversation else "/desk?taken=1")


@door(PEER, "POST")
def pass_on(request: Any, offer: int) -> HttpResponse:
    """Not now. Nobody asks why, and nobody is told."""
    try:
        offer_is_taken.pass_on(request.here.person_id, offer, clock.now())
    except access.NotHere:
        raise Http404 from None
    return answers.see("/desk")


@door(PEER)
def news(request: Any) -> HttpResponse:
    """Whether a look at the desk would show something new: one short word that changes when it would."""
    now, me, told = clock.now(), request.here.person_id, _told(request)
    peer_is_here.shows_a_sign(me, told, now)
    unread = [each.unread for each in talks.conversations_of(me) if each.ended_at is None]
    return JsonResponse({"news": news_of(len(matching.offers_for(me, told.card(me, now))), unread)})


def news_of(offers: int, unread: list[int]) -> str:
    """Counts only: who would like to talk, and lines not read."""
    return f"{offers}-{sum(unread)}-{len(unread)}"
