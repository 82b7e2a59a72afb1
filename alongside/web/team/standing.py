"""What somebody of the team stands for with their name: the age rule, and who hears complaints."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.flows import program_is_changed
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.team import reading, set_up_fields
from alongside.web.typed import Typed


@door(COORDINATOR, "GET", "POST")
def age(request: Any) -> HttpResponse:
    """From which age on people can talk here, and the adult for who is younger."""
    program = request.program
    if request.method == "POST":
        typed = Typed(request.POST)
        lowest, adult = reading.age(typed), typed.line("adult", at_most=200)
        if not typed.mistakes:
            program_is_changed.ages(program.id, lowest, adult, request.here.person_id, clock.now())
            return answers.see("/program")
    else:
        typed = Typed({"age": str(program.minimum_age), "adult": program.named_adult})
    told = _(
        "Everybody is asked whether they are that old. Anyone younger is led to help lines for the young and "
        "to the adult you name; nothing of what they wrote is kept. With “Keep it” your name stands for this."
    )
    fields = set_up_fields.age_fields(Shown(typed.fields, typed.mistakes))
    return _page(request, _("From which age on"), told, typed, fields)


@door(COORDINATOR, "GET", "POST")
def complaints(request: Any) -> HttpResponse:
    """Someone outside the team, for complaints about the team."""
    program = request.program
    if request.method == "POST":
        typed = Typed(request.POST)
        words = typed.line(
            "complaints", at_most=200, needed=_("Please write who it is, and how to reach them.")
        )
        if not typed.mistakes:
            by = request.here.person_id
            program_is_changed.hears_complaints(program.id, words, by, clock.now())
            return answers.see("/program")
    else:
        typed = Typed({"complaints": program.complaints_to})
    told = _(
        "Someone who is not one of you, and who may tell you that you are wrong. Ask them first. People read "
        "this in our promise. With “Keep it” your name stands for this."
    )
    shown = Shown(typed.fields, typed.mistakes)
    fields = [shown("complaints", _("Who is it, and how are they reached?"), kind=LONG, rows=2)]
    return _page(request, _("Who hears complaints about us"), told, typed, fields)


def _page(request: Any, heading: str, told: str, typed: Typed, fields: Any) -> HttpResponse:
    return answers.page(
        request,
        "team/settings.html",
        422 if typed.mistakes else 200,
        heading=heading,
        told=told,
        fields=fields,
        mistakes=typed.mistakes.items(),
    )
