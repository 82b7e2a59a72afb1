"""Pages anyone may read: home, the promise, how it is kept private. Help now: web.visitors.help."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from alongside.base import clock
from alongside.base.door import ANYONE, door
from alongside.people import reads
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.members import ways
from alongside.web.night_letter import letter_tonight
from alongside.web.promised import promise_in_full, promise_lines
from alongside.web.visitors.program import opened, pause_words, presence

if TYPE_CHECKING:
    from alongside.people.models import Program


@door(ANYONE)
def home(request: Any) -> HttpResponse:
    """The way on of who is signed in; else the home of the only program, or the list of them."""
    if request.visitor:
        return ways.way_on(request, clock.now())
    programs = reads.programs()
    if len(programs) == 1:
        request.program = programs[0]
        return _home(request, programs[0], clock.now())
    return answers.page(request, "visitors/programs.html", programs=programs)


@door(ANYONE)
def program_home(request: Any, slug: str) -> HttpResponse:
    """The home of one program. Its team sees what people see; who is a member has a home of their own."""
    program = opened(request, slug)
    here = request.visitor
    if here and here.program_id == program.id and "member" in here.roles:
        return answers.see("/")
    return _home(request, program, clock.now())


def _home(request: Any, program: Program, now: datetime) -> HttpResponse:
    there = presence(program, now, program.time_zone)
    return answers.page(
        request,
        "visitors/home.html",
        presence=there,
        letter=letter_tonight(request, program, now, somebody=there.here),
        pause=pause_words(program, now, program.time_zone),
        promise_lines=promise_lines(reads.promise_of(program.id), words_of(program)["peer"]),
    )


@door(ANYONE)
def promise(request: Any, slug: str) -> HttpResponse:
    """The whole promise, as it stands today."""
    program = opened(request, slug)
    given = reads.promise_of(program.id)
    peer = words_of(program)["peer"]
    return answers.page(
        request,
        "visitors/promise.html",
        promise=given,
        promise_lines=promise_lines(given, peer),
        in_full=promise_in_full(given, peer),
    )


@door(ANYONE)
def private(request: Any, slug: str) -> HttpResponse:
    """How it is kept private, and from whom it is not."""
    opened(request, slug)
    return answers.page(request, "visitors/private.html")
