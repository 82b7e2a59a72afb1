"""People near: whom the program names beside the help lines. They were asked first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.flows import local_people_are_named
from alongside.rules import local_help, rung
from alongside.safety import local_people
from alongside.safety.local_people import Near
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.team import reading
from alongside.web.typed import Typed

if TYPE_CHECKING:
    from datetime import date

    from alongside.people.models import Program
    from alongside.safety.models import LocalPerson


@door(COORDINATOR)
def near(request: Any) -> HttpResponse:
    """Everyone the program names, at a glance."""
    today = today_of(request.program, clock.now())
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "kind": _(local_help.words_of(each.kind)),
            "where": each.where,
            "asked": formats.date_format(each.checked_on, "j F Y") if each.checked_on else "",
            "due": rung.is_due(each.checked_on, today),
        }
        for each in local_people.of(request.program.id)
    ]
    return answers.page(request, "team/near.html", people=rows)


@door(COORDINATOR, "GET", "POST")
def new(request: Any) -> HttpResponse:
    """One more."""
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, typed, None)
    told = read(typed)
    if typed.mistakes:
        return _page(request, typed, None, 422)
    local_people_are_named.add(request.program.id, told, today_of(request.program, clock.now()))
    return answers.see("/program/near")


@door(COORDINATOR, "GET", "POST")
def one(request: Any, local: int) -> HttpResponse:
    """Change what is said of one, or name them no more."""
    program, kept = request.program, local_people.one(request.program.id, local)
    if kept is None:
        raise Http404
    if request.method != "POST":
        fields = {name: getattr(kept, name) for name in ("kind", "name", "where", "hours", "phone")}
        return _page(request, Typed(fields), kept)
    typed = Typed(request.POST)
    if typed.ticked("remove"):
        local_people_are_named.remove(program.id, local)
        return answers.see("/program/near")
    told = read(typed)
    if typed.mistakes:
        return _page(request, typed, kept, 422)
    local_people_are_named.change(program.id, local, told, today_of(program, clock.now()))
    return answers.see("/program/near")


def today_of(program: Program, now: datetime) -> date:
    """The day it is where the program is."""
    return now.astimezone(ZoneInfo(program.time_zone)).date()


def read(typed: Typed) -> Near:
    """Somebody near, as they were typed."""
    told = Near(
        kind=typed.one_of("kind", local_help.CODES, needed=_("Please choose what they are.")),
        name=typed.line("name", at_most=120, needed=_("Please write who it is.")),
        where=typed.line("where", at_most=120),
        hours=typed.line("hours", at_most=80),
        phone=reading.number(typed, "phone"),
    )
    if not typed.ticked("asked"):
        typed.wrong("asked", _("Please ask them first whether they want to be named here."))
    return told


def _page(request: Any, typed: Typed, kept: LocalPerson | None, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    kinds = [("", _("Choose")), *((kind.code, _(kind.words)) for kind in local_help.KINDS)]
    fields = [
        shown("name", _("Who is it?")),
        shown.choice("kind", _("What are they?"), kinds),
        shown("where", _("Where?"), hint=_("The village or quarter. People read it as you write it.")),
        shown("hours", _("When can they be reached?"), hint=hours_hint()),
        shown("phone", _("Number to ring"), kind="tel"),
    ]
    return answers.page(
        request,
        "team/near_one.html",
        status,
        fields=fields,
        asked_mistake=typed.mistakes.get("asked", ""),
        kept=kept,
        mistakes=typed.mistakes.items(),
    )


def hours_hint() -> str:
    """How hours are written so that the page can tell whether somebody answers now."""
    return _("Like “24/7” or “Mon-Fri 9-17, Sat 10-12”. Empty: not known.")
