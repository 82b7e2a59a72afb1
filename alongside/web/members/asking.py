"""A member would like to talk (again): the same three questions, without those about who they are."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import support_is_asked
from alongside.matching import reads as matching
from alongside.web import answers
from alongside.web.members.ways import address_of
from alongside.web.talk.promise import changed
from alongside.web.typed import Typed
from alongside.web.visitors import arrival
from alongside.web.visitors.program import pause_words
from alongside.web.visitors.steps import Steps, language_here


@door(MEMBER, "GET", "POST")
def ask(request: Any) -> HttpResponse:
    """Who has an open wish is led to it: nobody asks twice by accident."""
    now = clock.now()
    here, program = request.here, request.program
    open_request = matching.open_request(here.person_id)
    if open_request:
        return answers.see(address_of(open_request))
    pause = pause_words(program, now, here.zone)
    if pause:
        typed_words = answers.typed_words(request)
        return answers.page(request, "visitors/paused.html", pause=pause, typed=typed_words)
    if request.method != "POST" and changed(request):
        return answers.see("/me/promise")
    steps = Steps(request, program, "/ask", newcomer=False)
    if request.method != "POST":
        return steps.first()
    typed = Typed(request.POST)
    lists = arrival.lists_of(program.id)
    told = arrival.read(typed, lists)
    again = steps.after(typed, told, lists)
    if again:
        return again
    wishes = arrival.wishes_of(told, lists, language_here())
    support_is_asked.ask(program, here.person_id, wishes, told.words, now)
    return answers.see("/choose")
