"""I lost my words: name your peer, wait, be let in. It says the same to who is expected and who is not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import lost_words_are_asked
from alongside.people import lost_words
from alongside.rules.lost_words import OPEN, OVER
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.fields import LONG, Shown
from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.moments import when_words
from alongside.web.typed import Typed
from alongside.web.visitors.device import BORROWED, DAYS, OWN, device_field
from alongside.web.visitors.program import opened

if TYPE_CHECKING:
    from alongside.people.lost_words import Lost
    from alongside.people.models import Program

LOST_COOKIE = "w"
LOST_DAYS = 4
NAME_AT_MOST = 80
HOW_AT_MOST = 400


@door(ANYONE, "GET", "POST")
def lost(request: Any, slug: str) -> HttpResponse:
    """The form, or how it stands with what this device asked."""
    program, now = opened(request, slug), clock.now()
    if request.visitor:
        return answers.see("/")
    found = lost_words.by_token(program.id, request.COOKIES.get(LOST_COOKIE, ""))
    stands = lost_words_are_asked.state(found, now) if found else OVER
    typed = Typed(request.POST)
    do = typed.one_of("do", ("ask", "come-in", "take-back")) if request.method == "POST" else ""
    if do == "take-back" and found:
        lost_words_are_asked.take_back(program.id, request.COOKIES[LOST_COOKIE])
        return _forgotten(answers.see(f"/at/{program.slug}/back"))
    if do == "come-in" and found and stands == OPEN:
        return _come_in(request, program, found, typed, now)
    if request.method == "POST" and do != "come-in" and stands == OVER:
        return _ask(request, program, typed, now)
    if found is None or stands == OVER:
        return _form(request, typed if do == "ask" else Typed({}), over=found is not None)
    return _waiting(request, found, stands == OPEN, now)


def _ask(request: Any, program: Program, typed: Typed, now: datetime) -> HttpResponse:
    peer = typed.line("peer", at_most=NAME_AT_MOST, needed=_("Please write the name you know them by."))
    name = typed.line("called", at_most=NAME_AT_MOST, needed=_("Please write the name you went by here."))
    how = typed.text("how", at_most=HOW_AT_MOST)
    if typed.mistakes:
        return _form(request, typed, 422)
    address = str(request.META.get("REMOTE_ADDR", ""))
    token = lost_words_are_asked.ask(program, peer, name, how, address, now)
    if not token:
        typed.wrong("peer", _("That was tried very often today. Please try again tomorrow."))
        return _form(request, typed, 429)
    response = answers.see(f"/at/{program.slug}/back/lost")
    set_cookie(response, LOST_COOKIE, token, days=LOST_DAYS)
    return response


def _form(request: Any, typed: Typed, status: int = 200, *, over: bool = False) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    peer = words_of(request.program)["peer"]
    return answers.page(
        request,
        "visitors/lost.html",
        status,
        over=over,
        fields=[
            shown("peer", _("The name of your %(peer)s") % {"peer": peer}, fills="off"),
            shown("called", _("The name you went by here"), fills="off"),
            shown(
                "how",
                _("A few words they would know you by"),
                kind=LONG,
                rows=3,
                hint=_("Where you met, what you talked about. Only they and one of the team read it."),
            ),
        ],
        mistakes=typed.mistakes.items(),
    )


def _waiting(request: Any, found: Lost, is_open: bool, now: datetime) -> HttpResponse:
    return answers.page(
        request,
        "visitors/lost_waiting.html",
        is_open=is_open,
        until=when_words(found.told.ends_at, now, request.program.time_zone),
        device=device_field(Shown({})),
    )


def _come_in(request: Any, program: Program, found: Lost, typed: Typed, now: datetime) -> HttpResponse:
    device = typed.one_of("device", (OWN, BORROWED))
    came = lost_words_are_asked.come_in(
        found,
        request.LANGUAGE_CODE,
        now,
        own=device == OWN,
        borrowed=device == BORROWED,
        alone=typed.ticked("alone"),
    )
    if came is None:
        return answers.see(f"/at/{program.slug}/back/lost")
    response = answers.page(
        request,
        "members/words.html",
        five=came.five,
        where=request.get_host(),
        next="/",
        next_words=_("I have them"),
    )
    set_cookie(response, SESSION_COOKIE, came.token, days=DAYS[device])
    return _forgotten(response)


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(LOST_COOKIE)
    return response
