"""Inviting a peer or one of the team: a link that is shown once, to hand over by hand."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.flows import password_is_renewed, someone_is_invited
from alongside.people import reads
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.team import roles
from alongside.web.typed import Typed


@door(COORDINATOR, "GET", "POST")
def invite(request: Any) -> HttpResponse:
    if request.method != "POST":
        return _page(request, Typed({"roles": ["peer"]}))
    typed = Typed(request.POST)
    chosen = typed.some_of("roles", someone_is_invited.ROLES)
    note = typed.line("note", at_most=80)
    if not chosen:
        typed.wrong("roles", _("Please choose what they will be here."))
    if typed.mistakes:
        return _page(request, typed, 422)
    here = request.here
    token = someone_is_invited.invite(request.program, chosen, note, here.person_id, clock.now())
    return answers.page(request, "team/link.html", address=_address(request, token), note=note, renews=False)


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    fields = [
        shown.some("roles", _("What will they be here?"), roles.choices(request.program)),
        shown(
            "note",
            _("Who is it for?"),
            hint=_("Only for you, so that you know later whose link it was. It is kept locked."),
        ),
    ]
    return answers.page(request, "team/invite.html", status, fields=fields, mistakes=typed.mistakes.items())


@door(COORDINATOR, "POST")
def take_back(request: Any, link: int) -> HttpResponse:
    someone_is_invited.take_back(request.program, link, clock.now())
    return answers.see("/program")


@door(COORDINATOR, "POST")
def new_password(request: Any, person: int) -> HttpResponse:
    """A link for someone of this program who lost their password."""
    token = password_is_renewed.link_for(request.program, person, request.here.person_id, clock.now())
    if token is None:
        raise Http404
    name = reads.names([person]).get(person, "")
    return answers.page(request, "team/link.html", address=_address(request, token), note=name, renews=True)


def _address(request: Any, token: str) -> str:
    """The whole link, as the people here reach this install."""
    return f"{'https' if settings.HTTPS else 'http'}://{request.get_host()}/join/{token}"
