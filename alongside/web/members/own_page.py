"""The member's own page: the promise they were given, a rest, language and time, this device, deletion."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import person_rests, person_settles_in
from alongside.people import consents, preferences, reads, recoveries
from alongside.talk import reads as talk
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.fields import Shown
from alongside.web.headers import set_cookie
from alongside.web.middleware import LANGUAGE_COOKIE, SESSION_COOKIE
from alongside.web.promised import promise_lines
from alongside.web.typed import Typed
from alongside.web.visitors.device import BORROWED, DAYS, OWN, device_field


@door(MEMBER)
def me(request: Any) -> HttpResponse:
    """All of it on one page."""
    return _page(request, Typed({}))


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here = request.here
    kept = preferences.of(here.person_id)
    own, borrowed = here.own_device, here.borrowed_device
    as_kept = {
        "language": kept.language,
        "zone": kept.time_zone,
        "device": OWN if own else BORROWED if borrowed else "",
    }
    promise = consents.promise_seen(here.person_id) or reads.promise_of(here.program_id)
    shown = Shown(as_kept | {name: typed.raw(name) for name in typed.fields}, typed.mistakes)
    languages = [(code, name) for code, name in settings.LANGUAGES]
    open_talks = [standing for standing in talk.conversations_of(here.person_id) if not standing.ended_at]
    return answers.page(
        request,
        "members/me.html",
        status,
        name=reads.names([here.person_id]).get(here.person_id, ""),
        promise_lines=promise_lines(promise, words_of(request.program)["peer"]),
        language_field=shown.choice("language", _("Language"), languages),
        zone_field=shown.choice("zone", _("Where are your clocks set?"), _zone_choices(request.program)),
        device=device_field(shown),
        words_made=_local(recoveries.made_at(here.person_id), here.zone),
        talks=bool(open_talks),
        resting=any(standing.paused_by == here.person_id for standing in open_talks),
        mistakes=typed.mistakes.items(),
    )


@door(MEMBER, "POST")
def language(request: Any) -> HttpResponse:
    """Another language or time zone."""
    typed = Typed(request.POST)
    chosen = typed.one_of(
        "language", dict(settings.LANGUAGES), needed=_("Please choose one of these languages.")
    )
    zone = typed.raw("zone")
    if zone and zone not in _zones():
        typed.wrong("zone", _("Please choose one of these places."))
    if typed.mistakes:
        return _page(request, typed, 422)
    person_settles_in.set_language(request.here.person_id, chosen, zone, clock.now())
    response = answers.see("/me")
    if LANGUAGE_COOKIE in request.COOKIES:
        set_cookie(response, LANGUAGE_COOKIE, chosen, days=400)
    return response


@door(MEMBER, "POST")
def device(request: Any) -> HttpResponse:
    """Whose device this is."""
    chosen = Typed(request.POST).one_of("device", (OWN, BORROWED))
    person_settles_in.set_device(
        request.here.session_id, clock.now(), own=chosen == OWN, borrowed=chosen == BORROWED
    )
    response = answers.see("/me")
    set_cookie(response, SESSION_COOKIE, request.COOKIES[SESSION_COOKIE], days=DAYS[chosen])
    return response


@door(MEMBER, "POST")
def rest(request: Any) -> HttpResponse:
    """All talks pause, or go on."""
    if Typed(request.POST).raw("rest") == "over":
        person_rests.carry_on(request.here.person_id, clock.now())
    else:
        person_rests.rest(request.here.person_id)
    return answers.see("/me")


def _zone_choices(program: Any) -> list[tuple[str, str]]:
    usual = _("As in %(place)s") % {"place": _city(program.time_zone)}
    return [("", usual), *((zone, zone.replace("_", " ")) for zone in _zones())]


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@cache
def _zones() -> list[str]:
    wanted = (
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
    return sorted(zone for zone in available_timezones() if zone.split("/")[0] in wanted or zone == "UTC")


def _local(at: datetime | None, zone: str) -> datetime | None:
    """A moment on the reader's own clock, without its zone, so that the page shows it as it is."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if at else None
