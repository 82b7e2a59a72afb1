"""The phone goes back to the peer it belongs to."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.flows import peer_lends_a_phone
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.typed import Typed
from alongside.web.visitors.device_lent import ASIDE_COOKIE, is_lent, leaves_nothing, takes_back
from alongside.web.visitors.program import opened


@door(ANYONE, "GET", "POST")
def given_back(request: Any, slug: str) -> HttpResponse:
    """Only with the peer's own password: whoever holds the phone must not come to the peer's desk."""
    opened(request, slug)
    if not is_lent(request):
        return answers.see("/sign-in")
    token, now = request.COOKIES.get(ASIDE_COOKIE, ""), clock.now()
    lender = peer_lends_a_phone.whose(token, now)
    if lender is None:
        response = answers.see("/sign-in")
        response.delete_cookie(ASIDE_COOKIE, samesite="Lax")
        return response
    typed = Typed(request.POST)
    if request.method == "POST":
        left = request.visitor.session_id if request.visitor else None
        if peer_lends_a_phone.take_back(lender, typed.raw("password"), left, now):
            response = answers.see("/desk")
            takes_back(request, response)
            leaves_nothing(response)
            return response
        typed.wrong(
            "password", _("That is not the password of this person, or it was tried too often today.")
        )
    field = Shown(typed.fields, typed.mistakes)(
        "password", _("Your password"), kind="password", fills="current-password"
    )
    return answers.page(
        request,
        "visitors/given_back.html",
        422 if typed.mistakes else 200,
        name=lender.name,
        password=field if lender.has_password else None,
        mistakes=typed.mistakes.items(),
    )
