"""Coming back on another device, with five words."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import person_comes_back
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.typed import Typed
from alongside.web.visitors.device import BORROWED, DAYS, OWN, device_field
from alongside.web.visitors.program import opened

WORDS = 200


@door(ANYONE, "GET", "POST")
def back(request: Any, slug: str) -> HttpResponse:
    """The five words open the door. Whatever is wrong with them, the answer is the same."""
    program = opened(request, slug)
    if request.visitor:
        return answers.see("/")
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, typed)
    device = typed.one_of("device", (OWN, BORROWED))
    came = person_comes_back.come_back(
        program.id,
        typed.raw("five")[:WORDS],
        str(request.META.get("REMOTE_ADDR", "")),
        clock.now(),
        own_device=device == OWN,
        borrowed_device=device == BORROWED,
    )
    if came.too_often:
        typed.wrong(
            "five", _("That was tried very often today. Please try again tomorrow. Your words stay good.")
        )
        return _page(request, typed, 429)
    if not came.token:
        typed.wrong(
            "five",
            _("These words don’t open a door here. Look at each one again: five words, in this order."),
        )
        return _page(request, typed, 422)
    response = answers.see("/")
    set_cookie(response, SESSION_COOKIE, came.token, days=DAYS[device])
    return response


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    five = shown(
        "five",
        _("Your five words"),
        hint=_("Small or capital letters, commas, extra spaces: all of it is fine."),
        fills="off",
    )
    mistakes = typed.mistakes.items()
    return answers.page(
        request, "visitors/back.html", status, five=five, device=device_field(shown), mistakes=mistakes
    )
