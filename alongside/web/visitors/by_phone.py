"""Coming in with a code that one's own phone was sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import door_is_linked, phone_lets_in
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.typed import Typed
from alongside.web.visitors.device import BORROWED, DAYS, OWN, device_field
from alongside.web.visitors.program import opened

CODE = 40


@door(ANYONE, "GET", "POST")
def by_phone(request: Any, slug: str) -> HttpResponse:
    """The code opens the door. Whatever is wrong with it, the answer is the same."""
    program = opened(request, slug)
    if request.visitor:
        return answers.see("/")
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, program.id, typed)
    device = typed.one_of("device", (OWN, BORROWED))
    came = phone_lets_in.come_in(
        program.id,
        typed.raw("code")[:CODE],
        str(request.META.get("REMOTE_ADDR", "")),
        clock.now(),
        own_device=device == OWN,
        borrowed_device=device == BORROWED,
    )
    if came.too_often:
        typed.wrong("code", _("That was tried very often today. Please try again tomorrow."))
        return _page(request, program.id, typed, 429)
    if not came.token:
        typed.wrong("code", _("This is not the code, or its ten minutes are over. Look again, or ask anew."))
        return _page(request, program.id, typed, 422)
    response = answers.see("/")
    set_cookie(response, SESSION_COOKIE, came.token, days=DAYS[device])
    return response


def _page(request: Any, program_id: int, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    phone = door_is_linked.channels(program_id).get("phone")
    return answers.page(
        request,
        "visitors/by_phone.html",
        status,
        number=phone.gateway.shown if phone else "",
        code=shown("code", _("The code that came"), fills="one-time-code"),
        device=device_field(shown),
        mistakes=typed.mistakes.items(),
    )
